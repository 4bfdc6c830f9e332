import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecast, type ForecastInput } from '../../domain/workload/forecast.ts';
import { USUAL_PACE } from '../../domain/workload/pace.ts';
import type { Change } from '../../domain/workload/scenario.ts';
import { foresee } from './foresee.ts';
import type { ForecastOrder } from './foresee-thread.ts';

const DAYS = Array.from({ length: 10 }, () => 480);
const officials = ['A', 'B', 'C'].map((id) => ({ id, minutesPerDay: DAYS }));
const inputs: fc.Arbitrary<ForecastInput> = fc.record({
	officials: fc.subarray(officials),
	dossiers: fc.array(
		fc.record({
			handler: fc.constantFrom('A', 'B', 'C', 'gone', null),
			effort: fc.integer({ min: 1, max: 900 }),
			dueDay: fc.option(fc.integer({ min: 0, max: 30 }))
		}),
		{ maxLength: 60 }
	),
	intakePerDay: fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
	intakeKinds: fc.array(fc.record({ effort: fc.integer({ min: 1, max: 900 }), limitDays: fc.option(fc.nat(30)) }), {
		minLength: 1,
		maxLength: 10
	}),
	fullDays: fc.constant(DAYS),
	pace: fc.constant(USUAL_PACE),
	seed: fc.nat(),
	runs: fc.constant(5)
});
const span = { fromDay: fc.integer({ min: 1, max: 10 }), toDay: fc.integer({ min: 1, max: 10 }) };
const changes: fc.Arbitrary<Change[]> = fc.array(
	fc.oneof(
		fc.record({ kind: fc.constant('more-officials' as const), count: fc.integer({ min: 1, max: 5 }), ...span }),
		fc.record({ kind: fc.constant('absent' as const), official: fc.constantFrom('A', 'B'), ...span }),
		fc.record({ kind: fc.constant('intake' as const), factor: fc.double({ min: 0, max: 3, noNaN: true }) })
	),
	{ maxLength: 3 }
);
const some: ForecastOrder = {
	input: {
		officials,
		dossiers: Array.from({ length: 90 }, (_, i) => ({ handler: 'ABC'[i % 3]!, effort: 90, dueDay: i % 12 })),
		intakePerDay: [10, 20],
		intakeKinds: [{ effort: 60, limitDays: 5 }],
		fullDays: DAYS,
		pace: USUAL_PACE,
		seed: 7
	},
	scenarios: [[], [{ kind: 'intake', factor: 1.3 }]]
};
const expected = { ok: true, value: some.scenarios.map((one) => forecast(some.input, one)) };

describe('a forecast played beside the server', () => {
	test('is the one that would have been played in it, whatever is asked', async () => {
		await fc.assert(
			fc.asyncProperty(inputs, fc.array(changes, { minLength: 1, maxLength: 3 }), async (input, scenarios) => {
				const value = scenarios.map((one) => forecast(input, one));
				expect(await foresee({ input, scenarios })).toEqual({ ok: true, value });
			}),
			{ numRuns: 50 }
		);
	});

	test('is told to each of many who ask at once, and to those above the cap that it is busy', async () => {
		const all = await Promise.all(Array.from({ length: 60 }, () => foresee({ ...some, scenarios: [[]] })));
		const busy = all.filter((one) => !one.ok);
		expect(busy.length).toBeGreaterThan(0);
		for (const one of busy) expect(one).toEqual({ ok: false, code: 'busy' });
		const told = all.filter((one) => one.ok);
		expect(told.length).toBeGreaterThanOrEqual(40);
		for (const one of told) expect(one.value).toEqual(expected.value.slice(0, 1));
		expect(await foresee(some)).toEqual(expected);
	});

	test('is not played for whoever has left, and those behind get their own', async () => {
		const leave = new AbortController();
		const first = foresee(some);
		const gone = foresee(some, leave.signal);
		const behind = foresee({ ...some, scenarios: [some.scenarios[1]!] });
		leave.abort();
		expect(await gone).toEqual({ ok: false, code: 'cancelled' });
		expect(await first).toEqual(expected);
		expect(await behind).toEqual({ ok: true, value: [expected.value[1]] });
		expect(await foresee(some, leave.signal)).toEqual({ ok: false, code: 'cancelled' });
	});

	test('that ends in a fault is an error for its asker only', async () => {
		const broken = foresee({ ...some, input: { ...some.input, dossiers: [null as never] } });
		const behind = foresee(some);
		await expect(broken).rejects.toThrow();
		expect(await behind).toEqual(expected);
	});
});
