import type { Format } from '$lib/client/format.ts';
import type { MapRamp } from '$lib/client/map/map-unit.ts';
import type { RankingUnit, UnitLoad } from '$lib/client/overview/overview-model.ts';
import { hasNumbers } from '$lib/client/overview/ranking.ts';
import type { UnitSignModel } from '$lib/client/overview/unit-sign.ts';
import type { Side } from '$lib/domain/board/layout.ts';
import type { UnitFigure } from '$lib/domain/board/layout.ts';
import { OVERDUE_RATE } from '$lib/domain/figure/figures.ts';
import { quantileLimits, thresholdLimits } from '$lib/domain/map/map-classes.ts';
import { m } from '$lib/paraglide/messages.js';

/** What the map of the overview can show. Each is a declared figure, or a share of two of them. */
export const MAP_METRICS = ['overdue-rate', 'overdue', 'backlog', 'received-today'] as const;
export type MapMetric = (typeof MAP_METRICS)[number];

interface Metric {
	/** As whom a unit is counted: those who work on it, or those who took it in. */
	readonly side: Side;
	/** What the list behind a unit's number is the list of. */
	readonly figure: UnitFigure;
	readonly ramp: MapRamp;
	readonly isShare: boolean;
	readonly valueOf: (load: UnitLoad) => number | null;
	readonly limitsOf: (values: readonly (number | null)[]) => readonly number[];
}

/** Thresholds belong to the figure: where it has some, the shades begin at them, whatever the others do. */
export const METRICS: Readonly<Record<MapMetric, Metric>> = {
	'overdue-rate': {
		side: 'resolving',
		figure: 'overdue',
		ramp: 'heat',
		isShare: true,
		valueOf: (load) => load.rate,
		limitsOf: () => thresholdLimits(OVERDUE_RATE)
	},
	overdue: count('overdue', 'resolving', 'heat', (load) => load.overdue),
	backlog: count('backlog', 'resolving', 'plain', (load) => load.backlog),
	'received-today': count('received-today', 'receiving', 'plain', (load) => load.today)
};

function count(figure: UnitFigure, side: Side, ramp: MapRamp, valueOf: (load: UnitLoad) => number): Metric {
	return { side, figure, ramp, isShare: false, valueOf, limitsOf: quantileLimits };
}

export const metricLoad = (unit: RankingUnit, metric: MapMetric): UnitLoad =>
	METRICS[metric].side === 'resolving' ? unit.asResolver : unit.asReceiver;

/**
 * The value of a unit; null: nothing is known. A unit that has not given a sign for weeks has no numbers that could be
 * believed, and of a silent one nothing is known of today: neither is zero.
 */
export function metricValue(unit: RankingUnit, metric: MapMetric, sign: UnitSignModel | undefined): number | null {
	const value = METRICS[metric].valueOf(metricLoad(unit, metric));
	if (sign === undefined || value !== 0) return value;
	if (sign.received === null && sign.worked === null && !hasNumbers(unit)) return null;
	return metric === 'received-today' && sign.silent !== null ? null : value;
}

/** `7,8% (21/269)`, `269 hồ sơ`. */
export function metricText(unit: RankingUnit, metric: MapMetric, value: number | null, format: Format): string {
	const { backlog, overdue } = metricLoad(unit, metric);
	if (value === null) return m.map_unknown();
	if (metric === 'overdue-rate')
		return m.map_rate({
			rate: format.percent(value),
			overdue: format.integer(overdue),
			backlog: format.integer(backlog)
		});
	return `${metricName(metric)}: ${METRICS[metric].isShare ? format.percent(value) : format.integer(value)}`;
}

const NAMES: Readonly<Record<MapMetric, () => string>> = {
	'overdue-rate': m.map_metric_overdue_rate,
	overdue: m.map_metric_overdue,
	backlog: m.map_metric_backlog,
	'received-today': m.map_metric_received_today
};
export const metricName = (metric: MapMetric): string => NAMES[metric]();
