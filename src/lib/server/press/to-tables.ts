import {
	type FrozenCells,
	type FrozenRow,
	type FrozenTable,
	type FrozenUnit,
	PRESS_SIDES,
	type PressSide,
	type RowGroup
} from '../../domain/press/frozen-content.ts';
import { FAMILIES, type Family } from '../../domain/press/press-figure.ts';
import { protect, type Protection, type RawRow } from '../../domain/press/suppress.ts';
import type { PairCounts } from './count-press.ts';

const HIDDEN: FrozenCells = { all: null, part: null };

/** The tables of communes as receivers and as resolvers, with small groups hidden; and the province, the same in both. */
export function toTables(
	pairs: readonly PairCounts[],
	units: readonly FrozenUnit[],
	smallBelow: number
): { tables: FrozenTable[]; totals: Record<Family, FrozenCells> } {
	const groupOf = new Map(units.map(({ code, group }) => [code, group]));
	const groups = [...new Set<RowGroup>([...units.map(({ group }) => group), 'others'])].sort();
	const totals: Partial<Record<Family, FrozenCells>> = {};
	const tables = PRESS_SIDES.map((side): FrozenTable => {
		const told = {} as Record<Family, Protection>;
		for (const family of FAMILIES) {
			told[family] = protect(toRows(pairs, side, family, units, groupOf), smallBelow);
			totals[family] = told[family].total;
		}
		const rowOf = (key: string, group: RowGroup, kind: 'rows' | 'groups'): FrozenRow => ({
			key,
			group,
			counts: Object.fromEntries(
				FAMILIES.map((family) => [family, told[family].table?.[kind].get(key) ?? HIDDEN])
			) as Record<Family, FrozenCells>
		});
		return {
			side,
			units: units.map(({ code, group }) => rowOf(code, group, 'rows')),
			groups: groups.map((group) => rowOf(group, group, 'groups')),
			withheld: FAMILIES.filter((family) => told[family].table === null)
		};
	});
	return { tables, totals: totals as Record<Family, FrozenCells> };
}

/** A row per commune, and one for everybody who is none. */
function toRows(
	pairs: readonly PairCounts[],
	side: PressSide,
	family: Family,
	units: readonly FrozenUnit[],
	groupOf: ReadonlyMap<string, RowGroup>
): RawRow[] {
	const sums = new Map<string, { all: number; part: number }>(units.map(({ code }) => [code, { all: 0, part: 0 }]));
	const others = { all: 0, part: 0 };
	for (const pair of pairs) {
		const sum = sums.get(pair[side] ?? '') ?? others;
		sum.all += pair.counts[family].all;
		sum.part += pair.counts[family].part;
	}
	return [
		...[...sums].map(([key, counts]) => ({ key, group: groupOf.get(key) ?? 'others', ...counts })),
		{ key: 'others', group: 'others', ...others }
	];
}
