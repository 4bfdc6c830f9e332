import { describe, expect, it } from 'vitest';
import { findPasswordProblem } from './password.ts';

const owner = { name: 'Nguyễn Văn An', email: 'nguyenvanan@camau.gov.vn' };

describe('a password', () => {
	it.each([
		['ngắn quá', 'too-short'],
		['x'.repeat(129), 'too-long'],
		['password1234', 'too-plain'],
		['Matkhau@1234', 'too-plain'],
		['qwertyuiop[]', 'too-plain'],
		['123456789012', 'too-plain'],
		['aaaaaaaaaaaaaaaa', 'too-plain'],
		['abababababab', 'too-plain'],
		['!!!!!!!!!!!!!!', 'too-plain'],
		['thongsuot-camau-2026', 'too-plain'],
		['nguyenvanan1990', 'like-you'],
		['NguyễnVănAn!2', 'like-you'],
		['con mèo đen ngủ trưa', null],
		['chiếc xuồng ba lá', null],
		['k7fm-q2xd-9wpt', null],
		['mật khẩu của tôi dài lắm', null]
	])('%s: %s', (password, problem) => {
		expect(findPasswordProblem(password, owner)).toBe(problem);
	});
});
