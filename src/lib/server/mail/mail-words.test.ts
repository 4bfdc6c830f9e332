import { expect, it } from 'vitest';
import { toMailText } from './mail-words.ts';

const link = 'https://thongsuot.example/';

it('tells counts and a link in the language of the person, and nothing else', () => {
	const facts = { about: 'move', got: 1_200, gave: 0, simulated: false, link } as const;
	expect(toMailText('vi', facts)).toEqual({
		subject: 'Thông Suốt: Hồ sơ được chuyển',
		text: `Hồ sơ được chuyển.\nHồ sơ chuyển đến: 1.200\n\nXem chi tiết (cần đăng nhập):\n${link}\n\nThư tự động của Thông Suốt, xin không trả lời.\n`
	});
	expect(toMailText('en', facts).text).toContain('Dossiers that came to you: 1,200\n');
});

it('says that the data are simulated', () => {
	const facts = { about: 'undo', got: 0, gave: 2, simulated: true, link } as const;
	expect(toMailText('vi', facts).text).toContain('Dữ liệu mô phỏng.');
	expect(toMailText('vi', facts).text).toContain('Hồ sơ chuyển đi: 2');
	expect(toMailText('en', { ...facts, about: 'refusal' }).text).toContain('Dossiers: 2');
});
