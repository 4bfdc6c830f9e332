import { beforeEach, describe, expect, test } from 'vitest';
import { formatFor, type Locale } from '$lib/client/format.ts';
import { clockLines, termMark } from '$lib/client/words/clock-words.ts';
import { aClockedView, aDossierView } from '$lib/client/words/dossier-view.fixture.ts';
import type { DossierView } from '$lib/contract/dossier-page.ts';
import { office } from '$lib/domain/clock/calendar.fixture.ts';
import type { DeadlineRule } from '$lib/domain/clock/limit.ts';
import { at } from '$lib/domain/dossier/event.fixture.ts';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';

let locale: Locale = 'vi';
overwriteGetLocale(() => locale);
beforeEach(() => (locale = 'vi'));

const THREE_DAYS: DeadlineRule = { limit: { value: 3, unit: 'working-day' }, supplement: 'pause' };
const tell = (view: DossierView) =>
	clockLines(view, formatFor(locale)).map(({ title, sentences }) => [title, ...sentences].join(' | '));
const told = (view: DossierView, place: number) => tell(view)[place];
const receipt = (when: string, due: string) => at(when, 'accepted', { returnAt: office(due), cause: 'receipt' });

describe('the start of the clock says why it is not at once', () => {
	test.each([
		['2026-01-19 09:00', 'Đang trong giờ làm việc nên thời hạn được tính ngay.'],
		[
			'2026-01-16 15:20',
			'Đã quá 15:00 nên thời hạn được tính từ đầu ngày làm việc tiếp theo: 07:00, thứ Hai 19/01/2026.'
		],
		['2026-01-19 12:00', 'Đang giờ nghỉ trưa nên thời hạn được tính từ đầu giờ chiều: 13:30, thứ Hai 19/01/2026.'],
		['2026-01-19 06:00', 'Chưa đến giờ làm việc nên thời hạn được tính từ giờ mở cửa: 07:00, thứ Hai 19/01/2026.'],
		[
			'2026-01-19 18:00',
			'Đã hết giờ làm việc nên thời hạn được tính từ đầu ngày làm việc tiếp theo: 07:00, thứ Ba 20/01/2026.'
		],
		[
			'2026-01-17 08:00',
			'Sáng thứ Bảy chỉ tiếp nhận hồ sơ, không tính thời hạn; thời hạn được tính từ ngày làm việc tiếp theo: 07:00, thứ Hai 19/01/2026.'
		],
		['2026-01-18 08:00', 'Là ngày nghỉ nên thời hạn được tính từ ngày làm việc tiếp theo: 07:00, thứ Hai 19/01/2026.']
	])('accepted %s', (when, sentence) => {
		const [start] = clockLines(aClockedView([at(when, 'accepted')], THREE_DAYS), formatFor('vi'));
		expect(start?.sentences[1]).toBe(sentence);
	});

	test('an acceptance nobody reported is said to be assumed', () => {
		const view = aClockedView([at('2026-01-19 09:00', 'processing')], THREE_DAYS);
		expect(told(view, 0)).toContain('Dữ liệu gửi đến không có sự kiện tiếp nhận');
	});
});

describe('a date says where it comes from', () => {
	test('the one on the receipt is held against the limit of the procedure', () => {
		const by = (due: string) => told(aClockedView([receipt('2026-01-19 09:00', due)], THREE_DAYS), 1);
		expect(by('2026-01-22 09:00')).toBe(
			'Ngày hẹn trên giấy tiếp nhận | Hẹn trả 09:00, thứ Năm 22/01/2026. | Khớp với thời hạn của thủ tục: 3 ngày làm việc.'
		);
		expect(by('2026-01-22 11:00')).toContain('ngày hẹn muộn hơn 2 giờ làm việc.');
		expect(by('2026-01-21 09:00')).toContain('ngày hẹn sớm hơn 1 ngày làm việc.');
	});

	test('one that nobody gave is computed, and says so', () => {
		expect(told(aClockedView([at('2026-01-19 09:00', 'accepted')], THREE_DAYS), 1)).toBe(
			'Tính hạn theo thời hạn của thủ tục | Dữ liệu gửi đến không có ngày hẹn trên giấy tiếp nhận, nên hạn được tính theo thời hạn của thủ tục (3 ngày làm việc): 09:00, thứ Năm 22/01/2026.'
		);
	});

	test('a reappointment tells by how much it moved, why and by whom', () => {
		const moved = {
			returnAt: office('2026-01-26 09:00'),
			cause: 'reappointment',
			reason: 'Chờ ý kiến',
			by: 'Lãnh đạo'
		};
		const events = [
			receipt('2026-01-19 09:00', '2026-01-22 09:00'),
			at('2026-01-21 10:00', 'appointed', moved as Parameters<typeof at>[2])
		];
		const line = clockLines(aClockedView(events, THREE_DAYS), formatFor('vi'))[2];
		expect(line).toMatchObject({ title: 'Hẹn trả lại', reason: 'Chờ ý kiến', by: 'Lãnh đạo' });
		expect(line?.sentences.at(-1)).toBe('Muộn hơn ngày hẹn trước 2 ngày làm việc.');
	});

	test('of several dates the first is marked as the first, the last as the one in force', () => {
		const terms = aClockedView(
			[
				receipt('2026-01-19 09:00', '2026-01-22 09:00'),
				at('2026-01-20 09:00', 'stopped'),
				at('2026-01-21 09:00', 'processing')
			],
			THREE_DAYS
		).terms;
		expect([termMark(terms, 0, false), termMark(terms, 1, false)]).toEqual(['lần đầu', 'hiện hành']);
		expect(termMark(terms, 1, true)).toBe('căn cứ khi kết thúc');
	});
});

describe('a pause says what it did to the date', () => {
	const paused = (rule: DeadlineRule, from: string, to: string | null, due = '2026-01-22 09:00') =>
		aClockedView(
			[
				receipt('2026-01-19 09:00', due),
				at(from, 'supplement-requested'),
				...(to === null ? [] : [at(to, 'supplement-received')])
			],
			rule
		);

	test('moved by the working minutes it lasted', () => {
		expect(told(paused(THREE_DAYS, '2026-01-20 10:00', '2026-01-21 10:30'), 2)).toBe(
			'Tạm dừng: chờ bổ sung giấy tờ | Từ 10:00, thứ Ba 20/01/2026 đến 10:30, thứ Tư 21/01/2026: 1 ngày 30 phút làm việc. | Ngày hẹn được dời thêm đúng khoảng thời gian này: 09:30, thứ Sáu 23/01/2026.'
		);
	});

	test('counted anew, with the rule of 15:00', () => {
		const rule: DeadlineRule = { ...THREE_DAYS, supplement: 'restart' };
		expect(told(paused(rule, '2026-01-20 10:00', '2026-01-21 15:30'), 2)).toMatch(
			/Đủ giấy tờ lúc 15:30, thứ Tư 21\/01\/2026; thời hạn được tính lại từ đầu. \| Đã quá 15:00 .*: 07:00, thứ Năm 22\/01\/2026. \| Hạn mới theo thời hạn của thủ tục \(3 ngày làm việc\): 17:00, thứ Hai 26\/01\/2026.$/
		);
	});

	test('still standing, broken before, or without a working minute', () => {
		expect(told(paused(THREE_DAYS, '2026-01-20 10:00', null), 2)).toContain(
			'Đồng hồ chưa chạy lại. Ngày hẹn trước khi dừng: 09:00, thứ Năm 22/01/2026.'
		);
		expect(told(paused(THREE_DAYS, '2026-01-22 10:00', '2026-01-23 10:00'), 2)).toContain(
			'Hồ sơ đã quá hẹn (09:00, thứ Năm 22/01/2026) trước khi tạm dừng'
		);
		expect(told(paused(THREE_DAYS, '2026-01-20 18:00', '2026-01-20 19:00'), 2)).toContain(
			'không có phút làm việc nào. | Ngày hẹn giữ nguyên: 09:00, thứ Năm 22/01/2026.'
		);
	});

	test('a date given during it is told after its begin', () => {
		const events = [
			receipt('2026-01-19 09:00', '2026-01-22 09:00'),
			at('2026-01-20 10:00', 'supplement-requested'),
			at('2026-01-21 10:00', 'supplement-received', { returnAt: office('2026-01-27 10:00'), cause: 'supplement' })
		];
		expect(tell(aClockedView(events, THREE_DAYS)).map((line) => line.split(' | ')[0])).toEqual([
			'Tiếp nhận, bắt đầu tính giờ',
			'Ngày hẹn trên giấy tiếp nhận',
			'Tạm dừng: chờ bổ sung giấy tờ',
			'Hẹn lại sau khi bổ sung giấy tờ',
			'Hiện tại'
		]);
	});
});

describe('the last line says how it stands', () => {
	const last = (view: DossierView) => tell(view).at(-1);
	const closed = (when: string, type: 'resolved' | 'withdrawn' = 'resolved') =>
		aClockedView([receipt('2026-01-19 09:00', '2026-01-22 09:00'), at(when, type)], THREE_DAYS);

	test('closed, by date and against the first promise too', () => {
		expect(last(closed('2026-01-22 16:00'))).toContain('trong ngày hẹn thứ Năm 22/01/2026: đúng hạn.');
		expect(last(closed('2026-01-23 08:00'))).toContain('sau ngày hẹn thứ Năm 22/01/2026: quá hạn.');
		expect(last(closed('2026-01-23 08:00', 'withdrawn'))).toContain('do công dân rút hồ sơ; báo cáo tính là đúng hạn.');
		const moved = { returnAt: office('2026-01-26 09:00'), cause: 'reappointment' } as const;
		const events = [
			receipt('2026-01-19 09:00', '2026-01-22 09:00'),
			at('2026-01-21 10:00', 'appointed', moved),
			at('2026-01-23 10:00', 'resolved')
		];
		expect(last(aClockedView(events, THREE_DAYS))).toMatch(
			/thứ Hai 26\/01\/2026: trước hạn\..* \| So với ngày hẹn đầu tiên, thứ Năm 22\/01\/2026: quá hạn\.$/
		);
	});

	test('open', () => {
		expect(last(aDossierView())).toBe(
			'Hiện tại | Đến 09:00, thứ Hai 19/01/2026: còn 1 ngày 2 giờ làm việc là đến ngày hẹn 10:00, thứ Ba 20/01/2026.'
		);
		const overdue = aDossierView({ standing: { kind: 'overdue', minutes: 0 }, asOf: office('2026-01-20 18:00') });
		expect(last(overdue)).toContain('chưa thêm giờ làm việc nào');
		expect(last(aDossierView({ standing: { kind: 'not-accepted' }, acceptedAt: null }))).toContain('chưa bắt đầu tính');
	});

	test('each sentence has its English', () => {
		locale = 'en';
		const lines = tell(closed('2026-01-22 16:00'));
		expect(lines).toEqual([
			'Accepted, the clock starts | Accepted at 09:00, Monday 19/01/2026. | That was in office hours, so the time runs at once.',
			'Date on the receipt | Promised for 09:00, Thursday 22/01/2026. | This agrees with the limit of the procedure: 3 working days.',
			'End of processing | Ended at 16:00, Thursday 22/01/2026, on the promised Thursday 22/01/2026: on time. Compared by date, not by hour.'
		]);
	});
});
