import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar, office, onWall } from '../clock/calendar.fixture.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { expectedQuiet } from './rhythm.ts';
import { findSilence } from './silence.ts';

const calendar = aCalendar();
const silence = (last: string, now: string, expected: number | null = 120, unit?: string) =>
	findSilence(office(last), expected, office(now), unit === undefined ? calendar : aCalendar({}, unit));

describe('a source that is expected every two working hours', () => {
	it.each([
		['is not silent within the two hours', '2026-01-05 08:00', '2026-01-05 10:00', null],
		['is silent a minute later', '2026-01-05 08:00', '2026-01-05 10:01', 121],
		['is not silent because of lunch', '2026-01-05 11:00', '2026-01-05 14:30', null],
		['is silent when lunch lies within more than that', '2026-01-05 11:00', '2026-01-05 15:01', 121],
		['is not silent because of the night', '2026-01-05 16:30', '2026-01-06 08:30', null],
		['is silent when the morning brings nothing either', '2026-01-05 16:30', '2026-01-06 08:31', 121],
		['is not silent because of the weekend', '2026-01-16 16:30', '2026-01-19 08:30', null],
		['is silent on a Saturday that is worked', '2026-01-09 16:59', '2026-01-10 09:30', 151],
		['is not silent because of a holiday', '2026-02-13 16:00', '2026-02-23 08:00', null],
		['is silent through the night once it has fallen silent', '2026-01-05 14:00', '2026-01-05 23:00', 180],
		['is silent through a holiday once it has fallen silent', '2026-02-13 14:00', '2026-02-18 12:00', 180],
		['has spoken in the future of a clock that was set back', '2026-01-05 10:00', '2026-01-05 09:00', null]
	])('%s', (_, last, now, minutes) => {
		expect(silence(last, now)?.minutes ?? null).toBe(minutes);
	});

	it('is silent since it spoke last', () => {
		expect(onWall(silence('2026-01-05 09:40', '2026-01-05 15:00')?.since ?? null)).toBe('2026-01-05 09:40');
	});

	it('is not silent while it is closed, and the days of its closure do not count afterwards', () => {
		const [before, within, after] = ['2026-10-12 16:30', '2026-10-14 16:00', '2026-10-15 08:30'] as const;
		expect(silence(before, within, 120, '32041')).toBeNull();
		expect(silence(before, after, 120, '32041')).toBeNull();
		expect(silence(before, '2026-10-15 08:31', 120, '32041')?.minutes).toBe(121);
		expect(silence(before, within)?.minutes).toBeGreaterThan(480);
	});

	it('that never spoke is not waited for yet, and nothing is waited for where nothing is expected', () => {
		expect(findSilence(null, 120, office('2026-01-05 16:00'), calendar)).toBeNull();
		expect(silence('2026-01-05 08:00', '2026-01-30 16:00', null)).toBeNull();
	});

	it('never falls silent outside working time, and speaking ends every silence', () => {
		const start = office('2026-01-01 00:00');
		fc.assert(
			fc.property(fc.nat(60 * 24 * 60), fc.nat(60 * 24 * 14), fc.integer({ min: 1, max: 2_000 }), (a, b, expected) => {
				const last = start + a * MINUTE_MS;
				const now = last + b * MINUTE_MS;
				const [earlier, later] = [now - MINUTE_MS, now].map((at) => findSilence(last, expected, at, calendar));
				const isWorked = calendar.workingMinutesBetween(now - MINUTE_MS, now) > 0;
				if (later !== null && earlier === null) expect(isWorked).toBe(true);
				expect(findSilence(now, expected, now, calendar)).toBeNull();
			})
		);
	});
});

describe('the rhythm of a unit', () => {
	const FOUR_WEEKS = 20 * 480;
	it.each([
		['a busy ward', 4_000, 240],
		['a commune with thirty dossiers a day', 600, 240],
		['a commune with ten dossiers a day', 200, 576],
		['a department with two dossiers a day', 40, 2_880],
		['a unit with a dozen dossiers a month', 12, null],
		['a unit without dossiers', 0, null]
	])('%s', (_, dossiers, expected) => {
		expect(expectedQuiet(dossiers, FOUR_WEEKS)).toBe(expected);
	});

	it('never lets expect something within less than half a day, or after more than the four weeks', () => {
		fc.assert(
			fc.property(fc.nat(100_000), fc.integer({ min: 2_880, max: 9_600 }), (dossiers, minutes) => {
				const expected = expectedQuiet(dossiers, minutes);
				if (expected === null) return;
				expect(expected).toBeGreaterThanOrEqual(240);
				expect(expected).toBeLessThan(minutes);
			})
		);
	});
});
