import type { Format } from '$lib/client/format.ts';
import type { MapRamp } from '$lib/client/map/map-unit.ts';
import type { UnitSignModel } from '$lib/client/overview/unit-sign.ts';
import { dayText } from '$lib/client/rollout/rollout-words.ts';
import type { RolloutUnit, WaveRow } from '$lib/contract/rollout-model.ts';
import { CLASSES, quantileLimits } from '$lib/domain/map/map-classes.ts';
import { QUIET_WORKING_DAYS } from '$lib/domain/rollout/milestone.ts';
import { m } from '$lib/paraglide/messages.js';

/** What the map of the rollout can show; each number stands in the table of the units, too. */
export const ROLLOUT_METRICS = ['reached', 'quiet', 'coverage', 'wave'] as const;
export type RolloutMetric = (typeof ROLLOUT_METRICS)[number];

interface Metric {
	readonly name: () => string;
	readonly ramp: MapRamp;
	readonly isShare: boolean;
	readonly valueOf: (row: RolloutUnit) => number | null;
	readonly textOf: (row: RolloutUnit, format: Format) => string;
	readonly limitsOf: (values: readonly (number | null)[], waves: readonly WaveRow[]) => readonly number[];
}

export const ROLLOUT_METRIC: Readonly<Record<RolloutMetric, Metric>> = {
	reached: {
		name: m.rollout_map_metric_reached,
		ramp: 'plain',
		isShare: true,
		valueOf: ({ reached, milestones }) => reached / milestones.length,
		textOf: ({ reached, milestones }, format) =>
			m.rollout_map_reached({ reached: format.integer(reached), all: format.integer(milestones.length) }),
		// The darkest are those that have every milestone.
		limitsOf: () => [0.25, 0.5, 0.75, 1]
	},
	quiet: {
		name: m.rollout_map_metric_quiet,
		ramp: 'heat',
		isShare: false,
		valueOf: ({ quietDays }) => quietDays,
		textOf: ({ quietDays }, format) => m.rollout_map_quiet({ days: format.integer(quietDays ?? 0) }),
		limitsOf: () => [1, QUIET_WORKING_DAYS, 2 * QUIET_WORKING_DAYS, 4 * QUIET_WORKING_DAYS]
	},
	coverage: {
		name: m.rollout_map_metric_coverage,
		ramp: 'plain',
		isShare: true,
		valueOf: ({ used, offered }) => (offered === 0 ? null : used / offered),
		textOf: ({ used, offered }, format) =>
			m.rollout_map_coverage({
				share: format.percent(offered === 0 ? null : used / offered),
				used: format.integer(used),
				offered: format.integer(offered)
			}),
		limitsOf: quantileLimits
	},
	wave: {
		name: m.rollout_map_metric_wave,
		ramp: 'plain',
		isShare: false,
		valueOf: ({ wave }) => wave,
		textOf: ({ wave, goLiveOn }, format) =>
			m.rollout_map_wave({ wave: format.integer(wave), date: dayText(goLiveOn, format) }),
		limitsOf: (values, waves) =>
			waves.length > CLASSES ? quantileLimits(values) : waves.slice(1).map(({ wave }) => wave)
	}
};

/**
 * The value of a unit; null: nothing can be told. A unit that is not live yet has no rollout that could be measured, and
 * nothing from a unit that has not given a sign for weeks is not known to be none. The plan is always known.
 */
export function rolloutValue(row: RolloutUnit, metric: RolloutMetric, sign: UnitSignModel | undefined): number | null {
	const value = ROLLOUT_METRIC[metric].valueOf(row);
	if (metric === 'wave') return value;
	if (!row.isLive) return null;
	const isUnheard = sign !== undefined && sign.received === null && sign.worked === null;
	return value === 0 && isUnheard ? null : value;
}

/** `Đã đạt 4 trên 7 mốc`; of what is not known, why. */
export function rolloutText(row: RolloutUnit, metric: RolloutMetric, value: number | null, format: Format): string {
	if (value !== null) return ROLLOUT_METRIC[metric].textOf(row, format);
	return row.isLive ? m.map_unknown() : m.rollout_not_live();
}
