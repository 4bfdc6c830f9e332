import { cheapestCircle, type Edge } from './hidden-circle.ts';

/** A row to be told: its group, all of it and the part of it. */
export interface RawRow {
	readonly key: string;
	readonly group: string;
	readonly all: number;
	readonly part: number;
}

export interface ToldCells {
	readonly all: number | null;
	readonly part: number | null;
}

export interface ToldTable {
	/** By key of the row, and by group. */
	readonly rows: ReadonlyMap<string, ToldCells>;
	readonly groups: ReadonlyMap<string, ToldCells>;
}

export interface Protection {
	/** Null: the numbers are too small for a table. */
	readonly table: ToldTable | null;
	/** What is told of the province. */
	readonly total: ToldCells;
}

/** Columns: the part, the rest, and both together. */
const COLUMNS = ['part', 'rest', 'all'] as const;
type Column = (typeof COLUMNS)[number];

interface Cell extends Edge {
	readonly row: string;
	readonly column: Column;
	readonly isSum: boolean;
	readonly isSmall: boolean;
	hidden: boolean;
}

/**
 * Hides what is a small group (1 … `smallBelow` − 1), and as much more as is needed so that none of it can be worked out:
 * rows, groups and province are published and add up. Whoever even knows which numbers are hidden for being small still
 * finds at least two possible values for each.
 *
 * The sums of the province stand in several tables and are therefore hidden in all or in none: where one of them is small,
 * its part is told nowhere, or there is no table at all. A part, or the table, is also given up where it cannot be protected.
 */
export function protect(rows: readonly RawRow[], smallBelow: number): Protection {
	const all = rows.reduce((total, row) => total + row.all, 0);
	const part = rows.reduce((total, row) => total + row.part, 0);
	if (isSmallGroup(all, smallBelow)) return { table: null, total: { all: null, part: null } };
	const total = protectTotal({ all, part }, smallBelow);
	const whole = total.part === null ? null : hide(rows, smallBelow, COLUMNS);
	return { table: whole ?? hide(rows, smallBelow, ['all']), total };
}

/** What is told of a sum that stands for itself. */
export function protectTotal({ all, part }: { all: number; part: number }, smallBelow: number): ToldCells {
	if (isSmallGroup(all, smallBelow)) return { all: null, part: null };
	const hasPart = !isSmallGroup(part, smallBelow) && !isSmallGroup(all - part, smallBelow);
	return { all, part: hasPart ? part : null };
}

export interface ToldSeries {
	readonly values: readonly (number | null)[];
	/** The sum of the first `split` of them may be told as well. */
	readonly isSplitTold: boolean;
}

/**
 * The same for a single column, such as a series of days, of which the sum of the first `split` may be published beside
 * the sum of all. Null: it cannot be protected.
 */
export function protectSeries(values: readonly number[], smallBelow: number, split = 0): ToldSeries | null {
	const groupOf = (n: number) => (n < split ? 'until' : 'since');
	const rows = values.map((all, n) => ({ key: String(n), group: groupOf(n), all, part: 0 }));
	const sum = values.reduce((total, value) => total + value, 0);
	if (isSmallGroup(sum, smallBelow)) return null;
	const told = hide(rows, smallBelow, ['all']);
	if (told === null) return null;
	return {
		values: rows.map(({ key }) => told.rows.get(key)?.all ?? null),
		isSplitTold: split === 0 || (told.groups.get('until')?.all ?? null) !== null
	};
}

/** Nobody is no group. */
export function isSmallGroup(n: number, smallBelow: number): boolean {
	return n > 0 && n < smallBelow;
}

/** Null: it cannot be done without hiding the province. */
function hide(rows: readonly RawRow[], smallBelow: number, columns: readonly Column[]): ToldTable | null {
	const cells = toCells(rows, smallBelow, columns);
	const small = cells.filter((cell) => cell.isSmall);
	for (const cell of small) cell.hidden = true;
	for (const cell of small) {
		const circle = cheapestCircle(cell, cells, costOf);
		if (circle === null) return null;
		for (const other of circle) other.hidden = true;
	}
	const byPlace = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
	const told = (row: string, column: Column) => {
		const cell = byPlace.get(`${row} ${column}`);
		return cell === undefined || cell.hidden ? null : cell.value;
	};
	const both = (row: string): ToldCells => ({ all: told(row, 'all'), part: told(row, 'part') });
	return {
		rows: new Map(rows.map(({ key }) => [key, both(`row ${key}`)])),
		groups: new Map(rows.map(({ group }) => [group, both(`group ${group}`)]))
	};
}

/** Few numbers before small ones, single rows before sums of groups. */
function costOf({ hidden, isSum, value }: Cell): number {
	return hidden ? 0 : 1e6 + value + (isSum ? 1e9 : 0);
}

/**
 * The table as a network of sums: each number is in one sum of its row (the part and the rest lead into it, all of it leads
 * out) and in one of its column. The sums of the province are told, so their edges are left out.
 */
function toCells(rows: readonly RawRow[], smallBelow: number, columns: readonly Column[]): Cell[] {
	const cells: Cell[] = [];
	const add = (row: string, column: Column, value: number, isSum: boolean, inner: string, outer: string) => {
		const [from, to] = column === 'all' ? [inner, outer] : [outer, inner];
		cells.push({ row, column, value, isSum, from, to, hidden: false, ...knownOf(value, smallBelow) });
	};
	for (const [group, members] of Map.groupBy(rows, (row) => row.group)) {
		for (const column of columns) {
			const valueOf = ({ all, part }: RawRow) => ({ all, part, rest: all - part })[column];
			const columnSum = `${group} ${column}`;
			for (const row of members) {
				// A single column has no sums of rows: its numbers are tied by the sum of the column alone.
				const rowSum = columns.length > 1 ? `row ${row.key}` : 'loose';
				add(`row ${row.key}`, column, valueOf(row), false, rowSum, columnSum);
			}
			const total = members.reduce((sum, row) => sum + valueOf(row), 0);
			add(`group ${group}`, column, total, true, columnSum, `province ${column}`);
		}
	}
	return cells;
}

/** What is known of a hidden number by somebody who can tell small ones from others: nought is of no help. */
function knownOf(value: number, smallBelow: number): { isSmall: boolean; low: number; high: number } {
	if (value === 0) return { isSmall: false, low: 0, high: 0 };
	if (value < smallBelow) return { isSmall: true, low: 1, high: smallBelow - 1 };
	return { isSmall: false, low: smallBelow, high: Number.POSITIVE_INFINITY };
}
