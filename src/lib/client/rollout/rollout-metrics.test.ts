import { expect, test } from 'vitest';
import type { UnitSignModel } from '$lib/client/overview/unit-sign.ts';
import type { RolloutUnit } from '$lib/contract/rollout-model.ts';
import { ROLLOUT_METRICS, rolloutValue } from './rollout-metrics.ts';

const aRow = (some: Partial<RolloutUnit>) =>
	({
		unit: '1',
		wave: 2,
		isLive: true,
		reached: 0,
		milestones: Array(7),
		quietDays: 9,
		used: 0,
		offered: 400,
		...some
	}) as RolloutUnit;
const heard: UnitSignModel = { received: 1, worked: 1, silent: null };
const unheard: UnitSignModel = { received: null, worked: null, silent: null };
const valuesOf = (row: RolloutUnit, sign: UnitSignModel | undefined) =>
	Object.fromEntries(ROLLOUT_METRICS.map((metric) => [metric, rolloutValue(row, metric, sign)]));

test.each([
	['a unit at work', aRow({ reached: 3, used: 40 }), heard, { reached: 3 / 7, quiet: 9, coverage: 0.1, wave: 2 }],
	['a unit that is heard of and has done nothing', aRow({}), heard, { reached: 0, quiet: 9, coverage: 0, wave: 2 }],
	['a unit nothing was heard of', aRow({}), unheard, { reached: null, quiet: 9, coverage: null, wave: 2 }],
	[
		'the same with what was ticked by hand',
		aRow({ reached: 1 }),
		unheard,
		{ reached: 1 / 7, quiet: 9, coverage: null, wave: 2 }
	],
	[
		'a unit that is not live yet',
		aRow({ isLive: false, quietDays: null }),
		heard,
		{ reached: null, quiet: null, coverage: null, wave: 2 }
	]
])('%s', (_, row, sign, values) => {
	expect(valuesOf(row, sign)).toEqual(values);
});
