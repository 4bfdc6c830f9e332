import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS, dayOf, minuteOfDay, toDay, type Instant } from '../time/instant.ts';
import { aCalendar, aDay, office, onWall, testRules } from './calendar.fixture.ts';
import { Calendar, calendarInForce } from './calendar.ts';

const calendar = aCalendar();
const instants = fc.integer({ min: office('2025-12-01 00:00'), max: office('2026-12-31 00:00') });
const spans = fc.integer({ min: 0, max: 60 * 480 });

describe('working minutes between two instants', () => {
	test.each([
		['an hour of the morning', '2026-01-05 08:00', '2026-01-05 09:00', 60],
		['the lunch break does not count', '2026-01-05 11:00', '2026-01-05 14:00', 60],
		['a whole day is eight hours', '2026-01-05 00:00', '2026-01-06 00:00', 480],
		['a weekend does not count', '2026-01-16 16:00', '2026-01-19 08:00', 120],
		['the made-up Saturday 10 January 2026 counts', '2026-01-09 17:00', '2026-01-12 07:00', 480],
		['the nine days of Tết 2026 do not count', '2026-02-13 17:00', '2026-02-23 07:00', 0],
		['New Year 2026 and the day swapped with it do not count', '2025-12-31 16:00', '2026-01-05 08:00', 120],
		['a day that is not decided yet counts', '2026-11-24 00:00', '2026-11-25 00:00', 480],
		['backwards is negative', '2026-01-06 00:00', '2026-01-05 00:00', -480],
		['seconds are cut off', '2026-01-05 08:00:59', '2026-01-05 08:01:00', 1]
	])('%s', (_, from, to, minutes) => {
		expect(calendar.workingMinutesBetween(office(from), office(to))).toBe(minutes);
	});

	test('only the closed unit stands still in a storm', () => {
		const [from, to] = [office('2026-10-12 00:00'), office('2026-10-16 00:00')];
		expect(aCalendar({}, '32041').workingMinutesBetween(from, to)).toBe(2 * 480);
		expect(aCalendar({}, '32000').workingMinutesBetween(from, to)).toBe(4 * 480);
		expect(calendar.workingMinutesBetween(from, to)).toBe(4 * 480);
	});

	test('a closure is stronger than a worked Saturday', () => {
		const closed = aCalendar({ closures: [{ unit: 'A', from: '2026-01-10', to: '2026-01-10', reason: 'Bão' }] }, 'A');
		expect(closed.isWorkingDay(toDay('2026-01-10'))).toBe(false);
		expect(closed.noteOf(toDay('2026-01-10'))).toEqual({ kind: 'closure', occasion: 'Bão' });
	});

	test('switching 24 November on makes it a day off', () => {
		const days = testRules.days.map((day) => ({ ...day, applies: true }));
		expect(aCalendar({ days }).isWorkingDay(toDay('2026-11-24'))).toBe(false);
	});

	test('counting equals going through the minutes one by one', () => {
		const storm = aCalendar({}, '32041');
		const one = fc.integer({ min: office('2025-12-29 00:00'), max: office('2026-10-20 00:00') });
		fc.assert(
			fc.property(one, fc.integer({ min: 0, max: 6 * 1440 }), (from, minutes) => {
				const start = Math.floor(from / MINUTE_MS) * MINUTE_MS;
				let worked = 0;
				for (let at = start; at < start + minutes * MINUTE_MS; at += MINUTE_MS) if (isWorked(storm, at)) worked++;
				expect(storm.workingMinutesBetween(from, start + minutes * MINUTE_MS)).toBe(worked);
			}),
			{ numRuns: 50 }
		);
	});

	test('splitting an interval adds up', () => {
		fc.assert(
			fc.property(instants, instants, instants, (a, b, c) => {
				const parts = calendar.workingMinutesBetween(a, b) + calendar.workingMinutesBetween(b, c);
				expect(parts).toBe(calendar.workingMinutesBetween(a, c));
			})
		);
	});
});

describe('moving by working minutes', () => {
	test.each([
		['ends before lunch, not after it', '2026-01-05 07:00', 270, '2026-01-05 11:30'],
		['goes on after lunch', '2026-01-05 07:00', 271, '2026-01-05 13:31'],
		['a full day from the opening ends at the closing', '2026-01-05 07:00', 480, '2026-01-05 17:00'],
		['a day from ten is ten the next day', '2026-01-05 10:00', 480, '2026-01-06 10:00'],
		['a day from Friday is Monday', '2026-01-16 10:00', 480, '2026-01-19 10:00'],
		['a day before a worked Saturday ends on it', '2026-01-09 10:00', 480, '2026-01-10 10:00'],
		['over Tết', '2026-02-13 16:00', 120, '2026-02-23 08:00'],
		['from the evening', '2026-01-05 20:00', 60, '2026-01-06 08:00'],
		['nothing to add leaves it', '2026-01-05 20:00', 0, '2026-01-05 20:00'],
		['a minute less than nothing', '2026-01-05 07:00', -1, '2026-01-02 16:59']
	])('%s', (_, from, minutes, to) => {
		const moved = aCalendar({ days: testRules.days.filter(({ day }) => day !== '2026-01-02') });
		expect(onWall(moved.addWorkingMinutes(office(from), minutes))).toBe(to);
	});

	test('backwards ends at an opening, not at the closing before it', () => {
		expect(onWall(calendar.subtractWorkingMinutes(office('2026-01-06 07:00'), 480))).toBe('2026-01-05 07:00');
		expect(onWall(calendar.subtractWorkingMinutes(office('2026-01-06 08:00'), 60))).toBe('2026-01-06 07:00');
	});

	test('adding and counting are inverse', () => {
		fc.assert(
			fc.property(instants, spans, (from, minutes) => {
				const to = calendar.addWorkingMinutes(from, minutes);
				expect(calendar.workingMinutesBetween(from, to)).toBe(minutes);
				expect(calendar.workingMinutesBetween(calendar.subtractWorkingMinutes(from, minutes), from)).toBe(minutes);
				if (minutes > 0) expect(isWorked(calendar, to - MINUTE_MS)).toBe(true);
			})
		);
		fc.assert(
			fc.property(instants, instants, (a, b) => {
				const [from, to] = [calendar.clip(Math.min(a, b)), calendar.clip(Math.max(a, b))];
				const reached = calendar.addWorkingMinutes(from, calendar.workingMinutesBetween(from, to));
				expect(calendar.clip(reached)).toBe(to);
			})
		);
	});

	test('far years neither fail nor take long', () => {
		const far = office('9999-12-31 10:00');
		expect(calendar.workingMinutesBetween(far, calendar.addWorkingMinutes(far, 48_000))).toBe(48_000);
		const long = calendar.addWorkingMinutes(office('1990-01-01 00:00'), 480 * 5 * 52 * 1000);
		expect(dayOf(long)).toBeGreaterThan(toDay('2980-01-01'));
	});
});

describe('days', () => {
	test('opening, closing and the next working day', () => {
		const monday = toDay('2026-01-05');
		expect(onWall(calendar.openingOf(monday))).toBe('2026-01-05 07:00');
		expect(onWall(calendar.closingOf(monday))).toBe('2026-01-05 17:00');
		expect(calendar.openingOf(monday - 1)).toBeNull();
		expect(calendar.closingOf(monday - 1)).toBeNull();
		expect(calendar.nextWorkingDay(toDay('2026-01-09'))).toBe(toDay('2026-01-10'));
		expect(calendar.nextWorkingDay(toDay('2026-02-13'))).toBe(toDay('2026-02-23'));
		expect(calendar.workingDayFrom(monday)).toBe(monday);
	});

	test.each([
		['2026-01-05 08:15:30', '2026-01-05 08:15'],
		['2026-01-05 06:59', '2026-01-05 07:00'],
		['2026-01-05 11:30', '2026-01-05 13:30'],
		['2026-01-05 17:00', '2026-01-06 07:00'],
		['2026-01-17 09:00', '2026-01-19 07:00']
	])('%s is clipped to %s', (at, to) => {
		expect(onWall(calendar.clip(office(at)))).toBe(to);
	});

	test('the later line wins where a day is listed twice', () => {
		const days = [aDay('2026-01-10', 'worked', 'a'), aDay('2026-01-10', 'off', 'b')];
		expect(aCalendar({ days }).isWorkingDay(toDay('2026-01-10'))).toBe(false);
	});

	test('a week without office hours is refused', () => {
		expect(() => new Calendar({ ...testRules, weekly: [[], [], [], [], [], [], []] })).toThrow(RangeError);
		expect(() => new Calendar({ ...testRules, weekly: testRules.weekly.slice(0, 5) })).toThrow(RangeError);
	});

	test('rules survive storage as JSON', () => {
		expect(JSON.parse(JSON.stringify(testRules))).toEqual(testRules);
	});
});

test('the newest version not after the acceptance is in force, else the earliest', () => {
	const versions = [{ effectiveFrom: 20 }, { effectiveFrom: 10 }, { effectiveFrom: 30 }];
	const inForce = (at: number) => calendarInForce(versions, at)?.effectiveFrom;
	expect([5, 10, 19, 20, 29, 30, 99].map(inForce)).toEqual([10, 10, 10, 20, 20, 30, 30]);
	expect(calendarInForce(versions.slice(3), 5)).toBeUndefined();
});

function isWorked(by: Calendar, at: Instant): boolean {
	const day = dayOf(at);
	const minute = minuteOfDay(at);
	return by.windowsOf(day).some(([from, to]) => from <= minute && minute < to);
}
