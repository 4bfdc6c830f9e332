import { describe, expect, test } from 'vitest';
import { forecast, type ForecastInput } from './forecast.ts';
import { USUAL_PACE } from './pace.ts';
import type { Change } from './scenario.ts';

const DAYS = Array.from({ length: 10 }, () => 480);
const input: ForecastInput = {
	officials: ['A', 'B', 'C'].map((id) => ({ id, minutesPerDay: DAYS })),
	dossiers: Array.from({ length: 90 }, (_, i) => ({ handler: 'ABC'[i % 3]!, effort: 90, dueDay: (i % 12) - 1 })),
	intakePerDay: [10, 12, 14, 16, 18],
	intakeKinds: [
		{ effort: 60, limitDays: 5 },
		{ effort: 120, limitDays: 3 },
		{ effort: 90, limitDays: null }
	],
	fullDays: DAYS,
	pace: USUAL_PACE,
	seed: 7
};
const last = (changes: readonly Change[] = [], more: Partial<ForecastInput> = {}) =>
	forecast({ ...input, ...more }, changes).at(-1)!;

describe('what if', () => {
	test('the same seed tells the same future, another a like one', () => {
		expect(forecast(input)).toEqual(forecast(input));
		expect(forecast({ ...input, seed: 8 })).not.toEqual(forecast(input));
	});

	test('each day has a range around its middle', () => {
		const days = forecast(input);
		expect(days.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		for (const { backlog, overdue } of days) {
			expect(backlog.low).toBeLessThanOrEqual(backlog.middle);
			expect(backlog.middle).toBeLessThanOrEqual(backlog.high);
			expect(overdue.high).toBeLessThanOrEqual(backlog.high);
		}
	});

	test('without work or intake nothing is expected', () => {
		const nothing = { low: 0, middle: 0, high: 0 };
		expect(last([], { dossiers: [], intakePerDay: [0] })).toEqual({ day: 10, backlog: nothing, overdue: nothing });
		expect(last([], { dossiers: [], intakePerDay: [] }).backlog).toEqual(nothing);
	});

	test('without officials everything stays and runs out', () => {
		const { backlog, overdue } = last([], { officials: [], intakePerDay: [0], dossiers: [] });
		expect([backlog.middle, overdue.middle]).toEqual([0, 0]);
		const away = ['A', 'B', 'C'].map((official): Change => ({ kind: 'absent', official, fromDay: 1, toDay: 10 }));
		expect(last(away, { intakePerDay: [0] }).backlog.middle).toBe(90);
	});

	test('of a unit without officials what lies in the pool and what comes stays', () => {
		const dossiers = input.dossiers.map((one) => ({ ...one, handler: null }));
		const { backlog, overdue } = last([], { officials: [], dossiers, intakePerDay: [2] });
		expect([backlog.low, backlog.high]).toEqual([110, 110]);
		expect(overdue.low).toBeGreaterThan(70);
		const more: Change = { kind: 'more-officials', count: 2, fromDay: 1, toDay: 10 };
		expect(last([more], { officials: [], dossiers, intakePerDay: [2] }).backlog.middle).toBeLessThan(110);
	});

	test('two more officials for ten days shorten the pile', () => {
		const more: Change = { kind: 'more-officials', count: 2, fromDay: 1, toDay: 10 };
		expect(last([more]).backlog.middle).toBeLessThan(last().backlog.middle);
		expect(last([more]).overdue.middle).toBeLessThanOrEqual(last().overdue.middle);
	});

	test('an official away next week leaves more overdue', () => {
		const away: Change = { kind: 'absent', official: 'A', fromDay: 1, toDay: 5 };
		expect(last([away]).overdue.middle).toBeGreaterThan(last().overdue.middle);
	});

	test('intake 30 % higher makes the pile grow', () => {
		expect(last([{ kind: 'intake', factor: 1.3 }]).backlog.middle).toBeGreaterThan(last().backlog.middle);
	});

	test('what lies in the pool is dealt out', () => {
		const dossiers = input.dossiers.map((one) => ({ ...one, handler: null }));
		expect(last([], { dossiers }).backlog.middle).toBeLessThan(last().backlog.middle * 1.1);
	});
});
