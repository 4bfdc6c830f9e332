import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backtest, findOutcome, type Forecast } from './backtest.ts';

const toInput = (cases: readonly (readonly [chance: number, late: boolean])[]) => {
	const forecasts = cases.map(([chance], i): Forecast => ({ key: String(i), chance }));
	return [forecasts, new Map(cases.map(([, late], i) => [String(i), late]))] as const;
};

describe('the hit rate page', () => {
	test('prints what was said beside what came', () => {
		const result = backtest(
			...toInput([
				[0.9, true],
				[0.92, false],
				[0.05, false],
				[0.05, false],
				[1, true]
			])
		);
		expect(result).toMatchObject({ forecasts: 5, unknown: 0, baseRate: 0.4, hitRate: 0.8, caught: 1 });
		expect(result.rightAlarms).toBeCloseTo(2 / 3);
		expect(result.bands[9]).toMatchObject({ forecasts: 3, came: 2 / 3 });
		expect(result.bands[0]).toMatchObject({ forecasts: 2, said: 0.05, came: 0 });
		expect(result.bands[5]).toMatchObject({ forecasts: 0, said: null, came: null });
	});

	test('a forecast that says the base rate of everything has no skill', () => {
		const result = backtest(
			...toInput([
				[0.25, true],
				[0.25, false],
				[0.25, false],
				[0.25, false]
			])
		);
		expect(result.skill).toBeCloseTo(0);
		expect(result.brier).toBeCloseTo(result.brierOfBaseRate!);
	});

	test('a forecast worse than the base rate is printed as such', () => {
		expect(
			backtest(
				...toInput([
					[0.9, false],
					[0.1, true]
				])
			).skill
		).toBeLessThan(0);
	});

	test('what has no outcome yet is not counted', () => {
		const result = backtest([{ key: 'x', chance: 0.5 }], new Map());
		expect(result).toMatchObject({ forecasts: 0, unknown: 1, brier: null, skill: null, hitRate: null });
	});

	test('its bands hold every forecast once', () => {
		const cases = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()));
		fc.assert(
			fc.property(cases, (given) => {
				const { bands, forecasts } = backtest(...toInput(given));
				expect(bands.reduce((sum, band) => sum + band.forecasts, 0)).toBe(forecasts);
			})
		);
	});

	test.each([
		['closed in time', 10, 9, 20, false],
		['closed at the instant', 10, 10, 20, false],
		['closed late', 10, 11, 20, true],
		['still open after the date', 10, null, 20, true],
		['still open before it', 10, null, 5, null]
	])('%s', (_, dueAt, closedAt, now, late) => expect(findOutcome(dueAt, closedAt, now)).toBe(late));
});
