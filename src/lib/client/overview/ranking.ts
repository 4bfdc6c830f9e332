import type { RankingUnit, UnitLoad } from '$lib/client/overview/overview-model.ts';
import { compareNames } from '$lib/client/sort-by-name.ts';

export type RankingRole = 'resolver' | 'receiver';
export const RANKING_COLUMNS = ['name', 'today', 'backlog', 'overdue', 'rate'] as const;
export type RankingColumn = (typeof RANKING_COLUMNS)[number];

export interface RankingOrder {
	readonly column: RankingColumn;
	readonly descending: boolean;
}

export function loadOf(unit: RankingUnit, role: RankingRole): UnitLoad {
	return role === 'resolver' ? unit.asResolver : unit.asReceiver;
}

/**
 * Units in the asked order. Equal ones stand by overdue, then backlog, then name, so that a tie does not flicker.
 * A unit without a rate is last, whichever way the column runs.
 */
export function rank(units: readonly RankingUnit[], role: RankingRole, order: RankingOrder): RankingUnit[] {
	const sign = order.descending ? -1 : 1;
	return [...units].sort((a, b) => {
		const [x, y] = [loadOf(a, role), loadOf(b, role)];
		return (
			compareBy(order.column, a, b, x, y, sign) ||
			y.overdue - x.overdue ||
			y.backlog - x.backlog ||
			compareNames(a.name, b.name)
		);
	});
}

function compareBy(
	column: RankingColumn,
	a: RankingUnit,
	b: RankingUnit,
	x: UnitLoad,
	y: UnitLoad,
	sign: number
): number {
	if (column === 'name') return sign * compareNames(a.name, b.name);
	if (column !== 'rate') return sign * (x[column] - y[column]);
	if (x.rate === null || y.rate === null) return Number(x.rate === null) - Number(y.rate === null);
	return sign * (x.rate - y.rate);
}

/** Whether there is anything to tell of a unit: for less than the province, most have nothing. */
export function hasNumbers({ asResolver, asReceiver }: RankingUnit): boolean {
	return [asResolver, asReceiver].some(({ backlog, series }) => backlog > 0 || series.some((n) => n > 0));
}

/** Whether a unit takes part in a role at all; a department that never receives is left out of the receivers. */
export function takesPart(unit: RankingUnit, role: RankingRole): boolean {
	const load = loadOf(unit, role);
	return load.backlog > 0 || load.today > 0 || load.series.some((count) => count > 0);
}

/** How many of the shown rows would stand elsewhere if the table were sorted now. */
export function countMoved(shown: readonly string[], wanted: readonly string[]): number {
	return shown.filter((code, place) => wanted[place] !== code).length;
}
