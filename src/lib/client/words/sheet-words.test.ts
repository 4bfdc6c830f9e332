import { describe, expect, test } from 'vitest';
import { formatFor } from '$lib/client/format.ts';
import { aDossierView } from '$lib/client/words/dossier-view.fixture.ts';
import { pathStops } from '$lib/client/words/path-words.ts';
import { arrivalWords, clearThings, eventDetails, eventName } from '$lib/client/words/sheet-words.ts';
import type { DossierView, EventView } from '$lib/contract/dossier-page.ts';
import { office } from '$lib/domain/clock/calendar.fixture.ts';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';

overwriteGetLocale(() => 'vi');
const format = formatFor('vi');
const NOTHING = { handler: null, step: null, expectedResult: null, resolving: null, dueAt: null, firstDueAt: null };

describe('the five clear things', () => {
	const states = (some: Partial<DossierView>) =>
		clearThings(aDossierView(some), format).map(({ key, state, value }) => `${key} ${state}: ${value}`);

	test('what an open dossier lacks is named as missing', () => {
		expect(states({ ...NOTHING, standing: { kind: 'open-ended' } })).toEqual([
			'person missing: chưa phân công người xử lý',
			'work missing: chưa rõ đang ở bước nào',
			'time missing: chưa có ngày hẹn trả',
			'result missing: chưa ghi kết quả phải có',
			'competence missing: chưa rõ đơn vị có thẩm quyền'
		]);
	});

	test('before acceptance nobody can have it in hand yet', () => {
		const filed = { ...NOTHING, acceptedAt: null, status: 'filed', standing: { kind: 'not-accepted' } } as const;
		expect(states(filed).map((text) => text.split(':')[0])).toEqual([
			'person absent',
			'work absent',
			'time absent',
			'result missing',
			'competence missing'
		]);
	});

	test('a closed dossier lacks nothing; its status stands for the step', () => {
		const closed = { closedAt: office('2026-01-19 09:00'), status: 'returned', standing: { kind: 'early' } } as const;
		expect(states({ ...NOTHING, ...closed })).toEqual([
			'person absent: không ghi nhận',
			'work known: Đã trả kết quả',
			'time absent: không ghi nhận',
			'result absent: không ghi nhận',
			'competence absent: không ghi nhận'
		]);
	});

	test('the last step of a withdrawn dossier is no longer its present one', () => {
		const work = (status: DossierView['status']) =>
			clearThings(aDossierView({ status, closedAt: office('2026-01-19 09:00') }), format)[1]?.value;
		expect([work('withdrawn'), work('resolved')]).toEqual(['Công dân rút hồ sơ', 'Thẩm định hồ sơ']);
	});

	test('the first promise is told beside the present one', () => {
		const time = (some: Partial<DossierView>) => clearThings(aDossierView(some), format)[2];
		expect(time({})?.notes).toEqual(['đúng ngày hẹn lần đầu']);
		expect(time({ firstDueAt: office('2026-01-16 10:00') })?.notes).toEqual(['hẹn lần đầu: 16/01/2026 10:00']);
		const terms = [{ since: office('2026-01-15 09:00'), dueAt: office('2026-01-20 10:00'), cause: 'receipt' }] as const;
		expect(time({ dueAt: null, standing: { kind: 'paused' }, terms })).toMatchObject({
			state: 'known',
			value: 'Đang tạm dừng tính giờ',
			notes: ['hẹn trước khi dừng: 20/01/2026 10:00']
		});
	});
});

describe('the way of a dossier', () => {
	const tell = (some: Partial<DossierView>) =>
		pathStops(aDossierView(some), format).map(({ state, notes }) =>
			[state, ...notes.map(({ text }) => text)].join(', ')
		);

	test('one that is stuck in transfer shows where', () => {
		const transfers = [{ to: 'H12.05', sentAt: office('2026-01-15 09:30'), acceptedAt: null }];
		const filedAt = office('2026-01-15 09:00');
		expect(tell({ acceptedAt: null, status: 'filed', filedAt, transfers })).toEqual([
			'here, nộp 15/01/2026 09:00, chuyển 15/01/2026 09:30, chưa tiếp nhận',
			'ahead, chưa được nhận',
			'ahead, chưa trả'
		]);
	});

	test('from the place of reception to the hand-over', () => {
		expect(tell({})).toEqual(['passed, tiếp nhận 15/01/2026 09:00', 'here, đang giải quyết', 'ahead, chưa trả']);
		const closedAt = office('2026-01-16 10:00');
		expect(tell({ closedAt, status: 'resolved' }).slice(1)).toEqual([
			'passed, kết thúc 16/01/2026 10:00',
			'here, chưa trả'
		]);
		expect(tell({ closedAt, status: 'withdrawn' })[2]).toBe('ahead, không có kết quả để trả');
		expect(tell({ closedAt, status: 'refused', acceptedAt: null }).slice(0, 2)).toEqual([
			'here, kết thúc 16/01/2026 10:00',
			'ahead'
		]);
	});
});

describe('an event of the timeline', () => {
	const event: EventView = {
		key: 'a',
		type: 'appointed',
		at: office('2026-01-15 09:00:00'),
		arrivedAt: office('2026-01-15 09:00:30'),
		changes: {},
		returnAt: null,
		cause: null,
		reason: null,
		by: null,
		findings: []
	};

	test('tells its arrival where that was more than a minute away', () => {
		expect(arrivalWords(event, format)).toBeNull();
		const arrived = (when: string) => arrivalWords({ ...event, arrivedAt: office(when) }, format);
		expect(arrived('2026-01-15 09:35')).toBe('hệ thống nhận 09:35, sau 35 phút');
		expect(arrived('2026-01-17 10:00')).toBe('hệ thống nhận 17/01/2026 10:00, sau 2 ngày');
		expect(arrived('2026-01-15 08:57')).toBe('hệ thống nhận 08:57, sớm hơn giờ ghi trong sự kiện');
	});

	test('tells what it changed, cleared facts included', () => {
		expect(eventName({ type: 'appointed', cause: 'reappointment' })).toBe('Hẹn lại ngày trả kết quả');
		const details = eventDetails(
			{
				...event,
				changes: { handler: null, step: 'Thẩm định' },
				reason: 'Chờ ý kiến',
				returnAt: office('2026-01-20 10:00')
			},
			format
		);
		expect(details.map(({ name, text, fromFeed }) => [name, text, fromFeed])).toEqual([
			['Bước', 'Thẩm định', true],
			['Người xử lý', 'chưa phân công', false],
			['Hẹn trả', '10:00, thứ Ba 20/01/2026', false],
			['Lý do', 'Chờ ý kiến', true]
		]);
	});
});
