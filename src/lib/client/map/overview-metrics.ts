import type { Format } from '$lib/client/format.ts';
import type { MapRamp } from '$lib/client/map/map-unit.ts';
import type { RankingUnit, UnitLoad } from '$lib/client/overview/overview-model.ts';
import { hasNumbers } from '$lib/client/overview/ranking.ts';
import type { UnitSignModel } from '$lib/client/overview/unit-sign.ts';
import { type Side, UNIT_SHARE, type UnitFigure } from '$lib/domain/board/layout.ts';
import { OVERDUE_RATE } from '$lib/domain/figure/figures.ts';
import { quantileLimits, thresholdLimits } from '$lib/domain/map/map-classes.ts';
import { m } from '$lib/paraglide/messages.js';

/** What the map of the overview can show. Each is a declared figure, or a share of two of them. */
export const MAP_METRICS = ['overdue-rate', 'overdue', 'backlog', 'received-today', 'cross-share'] as const;
export type MapMetric = (typeof MAP_METRICS)[number];

interface Metric {
	/** As whom a unit is counted: those who work on it, or those who took it in. */
	readonly side: Side;
	/** What the list behind a unit's number is the list of. */
	readonly figure: UnitFigure | typeof UNIT_SHARE;
	readonly ramp: MapRamp;
	readonly isShare: boolean;
	readonly valueOf: (unit: RankingUnit) => number | null;
	readonly limitsOf: (values: readonly (number | null)[]) => readonly number[];
}

/** Thresholds belong to the figure: where it has some, the shades begin at them, whatever the others do. */
export const METRICS: Readonly<Record<MapMetric, Metric>> = {
	'overdue-rate': {
		side: 'resolving',
		figure: 'overdue',
		ramp: 'heat',
		isShare: true,
		valueOf: ({ asResolver }) => asResolver.rate,
		limitsOf: () => thresholdLimits(OVERDUE_RATE)
	},
	overdue: count('overdue', 'resolving', 'heat', (load) => load.overdue),
	backlog: count('backlog', 'resolving', 'plain', (load) => load.backlog),
	'received-today': count('received-today', 'receiving', 'plain', (load) => load.today),
	'cross-share': {
		side: 'resolving',
		figure: UNIT_SHARE,
		ramp: 'plain',
		isShare: true,
		valueOf: ({ filedElsewhere: { of, per } }) => (per === 0 ? null : of / per),
		limitsOf: quantileLimits
	}
};

function count(figure: UnitFigure, side: Side, ramp: MapRamp, countOf: (load: UnitLoad) => number): Metric {
	const valueOf = (unit: RankingUnit) => countOf(side === 'resolving' ? unit.asResolver : unit.asReceiver);
	return { side, figure, ramp, isShare: false, valueOf, limitsOf: quantileLimits };
}

/**
 * The value of a unit; null: nothing is known. A unit that has not given a sign for weeks has no numbers that could be
 * believed, and of a silent one nothing is known of today: neither is zero.
 */
export function metricValue(unit: RankingUnit, metric: MapMetric, sign: UnitSignModel | undefined): number | null {
	const value = METRICS[metric].valueOf(unit);
	if (sign === undefined || value !== 0) return value;
	if (sign.received === null && sign.worked === null && !hasNumbers(unit)) return null;
	return metric === 'received-today' && sign.silent !== null ? null : value;
}

/** `7,8% (21/269)`, `269 hồ sơ`. */
export function metricText(unit: RankingUnit, metric: MapMetric, value: number | null, format: Format): string {
	const { asResolver, filedElsewhere } = unit;
	if (value === null) return m.map_unknown();
	if (metric === 'overdue-rate')
		return m.map_rate({
			rate: format.percent(value),
			overdue: format.integer(asResolver.overdue),
			backlog: format.integer(asResolver.backlog)
		});
	if (metric === 'cross-share')
		return m.map_cross_share({
			share: format.percent(value),
			of: format.integer(filedElsewhere.of),
			per: format.integer(filedElsewhere.per)
		});
	return `${metricName(metric)}: ${format.integer(value)}`;
}

const NAMES: Readonly<Record<MapMetric, () => string>> = {
	'overdue-rate': m.map_metric_overdue_rate,
	overdue: m.map_metric_overdue,
	backlog: m.map_metric_backlog,
	'received-today': m.map_metric_received_today,
	'cross-share': m.map_metric_cross_share
};
export const metricName = (metric: MapMetric): string => NAMES[metric]();
