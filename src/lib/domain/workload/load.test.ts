import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { toIsoDay } from '../time/instant.ts';
import { Availability, capacityOf, endOfWorkingDays } from './capacity.ts';
import { lastWorkingDays, toFlow } from './flow.ts';
import { toLoad, urgencyOf, type Task } from './load.ts';
import { FULL_WEEK, findAbsence, mayHandle, type Official } from './official.ts';
import { spreadOf } from './spread.ts';

const calendar = aCalendar();
const now = office('2026-01-19 07:00');
const anybody: Official = { id: 'A', unit: 'U', share: 1, pattern: FULL_WEEK, absences: [], skills: 'all' };
const away = (from: string, to: string) => [{ from, to, standIn: null }];

describe('capacity', () => {
	test.each<[string, Partial<Official>, number]>([
		['a full-timer works ten days', {}, 4800],
		['half time is half', { share: 0.5 }, 2400],
		['three days a week', { pattern: [1, 1, 1, 0, 0, 0, 0] }, 2880],
		['a week away', { absences: away('2026-01-19', '2026-01-23') }, 2400],
		['away all the time', { absences: away('2026-01-01', '2026-03-01') }, 0],
		['an absence that is over counts for nothing', { absences: away('2026-01-01', '2026-01-18') }, 4800]
	])('%s', (_, more, minutes) => expect(capacityOf({ ...anybody, ...more }, calendar, now)).toBe(minutes));

	test.each([
		['in the past there is no time', '2026-01-16 17:00', 0],
		['the break is not worked', '2026-01-19 14:00', 300],
		['the weekend neither', '2026-01-26 08:00', 2460],
		['Tết neither', '2026-02-23 07:00', 9600]
	])('%s', (_, until, minutes) =>
		expect(new Availability(anybody, calendar, now).minutesUntil(office(until))).toBe(minutes)
	);

	test('today counts as a working day until its hours are over', () => {
		expect(endOfWorkingDays(office('2026-01-19 16:59'), 1, calendar)).toBe(office('2026-01-19 17:00'));
		expect(endOfWorkingDays(office('2026-01-19 17:00'), 1, calendar)).toBe(office('2026-01-20 17:00'));
	});

	test('time never runs backwards for anybody', () => {
		const minute = fc.integer({ min: -5_000, max: 100_000 });
		fc.assert(
			fc.property(minute, minute, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
				const until = (minutes: number) =>
					new Availability({ ...anybody, share }, calendar, now).minutesUntil(now + minutes * 60_000);
				expect(until(Math.min(a, b))).toBeLessThanOrEqual(until(Math.max(a, b)) + 1e-9);
			})
		);
	});

	test('skills and absences are asked by name and day', () => {
		expect(mayHandle(new Set(['P']), 'P')).toBe(true);
		expect(mayHandle(new Set(['P']), 'Q')).toBe(false);
		expect(mayHandle(new Set(['P']), null)).toBe(true);
		expect(findAbsence(away('2026-01-19', '2026-01-20'), '2026-01-20')).not.toBeNull();
		expect(findAbsence(away('2026-01-19', '2026-01-20'), '2026-01-21')).toBeNull();
	});
});

describe('load', () => {
	const task = (due: string | null, more: Partial<Task> = {}): Task => ({
		code: 'D',
		procedure: 'P',
		effort: 100,
		dueAt: due === null ? null : office(due),
		standsStill: false,
		...more
	});
	const clock = {
		now,
		soon: office('2026-01-20 07:00'),
		remainingUntil: (dueAt: number) => calendar.workingMinutesBetween(now, dueAt)
	};

	test.each([
		[null, 1],
		[4800, 1],
		[2400, 1],
		[1200, 1.5],
		[0, 2],
		[-480, 2]
	])('with %s working minutes left a dossier weighs %d times its effort', (remaining, urgency) =>
		expect(urgencyOf(remaining)).toBe(urgency)
	);

	test('its parts are told apart and add up', () => {
		const tasks = [task('2026-01-16 17:00'), task('2026-01-19 17:00'), task('2026-01-30 17:00'), task(null)];
		expect(toLoad([...tasks, task(null, { standsStill: true })], clock)).toEqual({
			dossiers: 5,
			overdueDossiers: 1,
			dueSoonDossiers: 1,
			waitingDossiers: 1,
			overdue: 100,
			dueSoon: 100,
			inTime: 200,
			effort: 400,
			weighted: 100 * (2 + 1.8 + 1 + 1)
		});
	});

	test('an even load has no spread', () => {
		expect(
			spreadOf([
				{ load: 50, capacity: 100 },
				{ load: 25, capacity: 50 }
			])
		).toEqual({
			even: 0.5,
			largest: 0,
			misplaced: 0
		});
	});

	test.each([
		[
			'one carries twice the even share',
			[
				{ load: 20, capacity: 10 },
				{ load: 0, capacity: 10 }
			],
			1,
			0.5
		],
		[
			'what lies with who is away is all misplaced',
			[
				{ load: 10, capacity: 0 },
				{ load: 0, capacity: 10 }
			],
			-1,
			1
		],
		['nobody is there', [{ load: 10, capacity: 0 }], null, 0],
		['there is no work', [{ load: 0, capacity: 10 }], null, 0]
	])('%s', (_, carried, largest, misplaced) => expect(spreadOf(carried)).toMatchObject({ largest, misplaced }));
});

describe('what came and went', () => {
	test('the last five working days leave holidays and weekends out', () => {
		const days = lastWorkingDays(office('2026-01-05 08:00'), 5, calendar).map(toIsoDay);
		expect(days).toEqual(['2025-12-26', '2025-12-29', '2025-12-30', '2025-12-31', '2026-01-05']);
	});

	test('is counted per day', () => {
		const days = lastWorkingDays(office('2026-01-23 08:00'), 5, calendar);
		const taken = ['2026-01-19 08:00', '2026-01-23 07:00', '2026-01-23 09:00', '2026-01-10 08:00'].map(office);
		expect(toFlow(taken, [office('2026-01-20 08:00')], days)).toEqual({
			taken: [1, 0, 0, 0, 2],
			finished: [0, 1, 0, 0, 0],
			finishRate: 1 / 3
		});
		expect(toFlow([], [], days).finishRate).toBeNull();
	});
});
