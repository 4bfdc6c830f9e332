import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protect, protectSeries, type RawRow, type ToldTable } from './suppress.ts';

const LIMIT = 5;
const isSmall = (n: number) => n > 0 && n < LIMIT;

interface Range {
	low: number;
	high: number;
}

/** What is published, as a reader sees it: numbers, and sums they must make. `small`: where a small group is hidden. */
function toPuzzle(rows: readonly RawRow[], table: ToldTable, total: { all: number | null; part: number | null }) {
	const cells = new Map<string, Range>();
	const small = new Map<string, number>();
	const sums: { total: string; parts: string[] }[] = [];
	const put = (name: string, told: number | null, true_: number) => {
		if (told !== null) expect(told).toBe(true_);
		// The worst reader: knows which of the hidden numbers are small, and that the others are not.
		const hidden = isSmall(true_) ? { low: 1, high: LIMIT - 1 } : { low: true_ === 0 ? 0 : LIMIT, high: 1e9 };
		cells.set(name, told === null ? hidden : { low: told, high: told });
		if (told === null && isSmall(true_)) small.set(name, true_);
	};
	const hasPart = [...table.rows.values()].some(({ part }) => part !== null) && total.part !== null;
	const columns = hasPart ? (['all', 'part', 'rest'] as const) : (['all'] as const);
	const valueOf = ({ all, part }: { all: number; part: number }, column: 'all' | 'part' | 'rest') =>
		({ all, part, rest: all - part })[column];
	const toldOf = (told: { all: number | null; part: number | null } | undefined, column: 'all' | 'part' | 'rest') => {
		if (told === undefined) throw new Error('a row is missing');
		if (column === 'rest') return told.all === null || told.part === null ? null : told.all - told.part;
		return told[column];
	};
	const add = (name: string, told: { all: number | null; part: number | null } | undefined, own: readonly RawRow[]) => {
		const sum = { all: own.reduce((n, r) => n + r.all, 0), part: own.reduce((n, r) => n + r.part, 0) };
		for (const column of columns) put(`${name} ${column}`, toldOf(told, column), valueOf(sum, column));
		if (hasPart) sums.push({ total: `${name} all`, parts: [`${name} part`, `${name} rest`] });
	};
	const groups = [...new Set(rows.map(({ group }) => group))];
	for (const row of rows) add(row.key, table.rows.get(row.key), [row]);
	for (const group of groups) {
		const own = rows.filter((row) => row.group === group);
		add(group, table.groups.get(group), own);
		for (const column of columns)
			sums.push({ total: `${group} ${column}`, parts: own.map(({ key }) => `${key} ${column}`) });
	}
	add('province', total, rows);
	for (const column of columns)
		sums.push({ total: `province ${column}`, parts: groups.map((group) => `${group} ${column}`) });
	return { cells, small, sums };
}

/** Narrows every hidden number by every sum until nothing moves. */
function solve(cells: Map<string, Range>, sums: readonly { total: string; parts: string[] }[]): void {
	for (let moved = true; moved;) {
		moved = false;
		const narrow = (name: string, low: number, high: number) => {
			const range = cells.get(name) as Range;
			if (low > range.low) [range.low, moved] = [low, true];
			if (high < range.high) [range.high, moved] = [high, true];
			expect(range.low, name).toBeLessThanOrEqual(range.high);
		};
		for (const { total, parts } of sums) {
			const ranges = parts.map((name) => cells.get(name) as Range);
			const low = ranges.reduce((sum, range) => sum + range.low, 0);
			const high = ranges.reduce((sum, range) => sum + range.high, 0);
			narrow(total, low, high);
			const all = cells.get(total) as Range;
			for (const [n, name] of parts.entries()) {
				const own = ranges[n] as Range;
				narrow(name, all.low - (high - own.high), all.high - (low - own.low));
			}
		}
	}
}

const count = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 400 }) }
);
const rowsOf = (maxLength: number) =>
	fc.array(
		fc.record({ all: count, share: fc.double({ min: 0, max: 1, noNaN: true }), group: fc.constantFrom('a', 'b', 'c') }),
		{
			minLength: 1,
			maxLength
		}
	);
const toRows = (some: readonly { all: number; share: number; group: string }[]): RawRow[] =>
	some.map(({ all, share, group }, n) => ({ key: `r${String(n)}`, group, all, part: Math.round(all * share) }));

describe('small groups', () => {
	it('are not found by solving the sums, even by who knows which numbers are small', () => {
		fc.assert(
			fc.property(rowsOf(30), (some) => {
				const rows = toRows(some);
				const { table, total } = protect(rows, LIMIT);
				if (table === null) return;
				const { cells, small, sums } = toPuzzle(rows, table, total);
				solve(cells, sums);
				for (const [name, value] of small) {
					const range = cells.get(name) as Range;
					expect(range.high, `${name} is ${String(value)}`).toBeGreaterThan(range.low);
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('have two possible values each among all tables that would print the same', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						all: fc.integer({ min: 0, max: 9 }),
						share: fc.double({ min: 0, max: 1, noNaN: true }),
						group: fc.constantFrom('a', 'b')
					}),
					{ minLength: 2, maxLength: 4 }
				),
				(some) => {
					const rows = toRows(some);
					const { table, total } = protect(rows, LIMIT);
					if (table === null) return;
					const { cells, small, sums } = toPuzzle(rows, table, total);
					const seen = allValues(cells, sums, [...small.keys()]);
					for (const name of small.keys()) expect(seen.get(name)?.size, name).toBeGreaterThan(1);
				}
			),
			{ numRuns: 150 }
		);
	});

	it('are never printed, and noughts and sums of the province are', () => {
		fc.assert(
			fc.property(rowsOf(40), (some) => {
				const rows = toRows(some);
				const { table, total } = protect(rows, LIMIT);
				const printed = [total, ...(table === null ? [] : [...table.rows.values(), ...table.groups.values()])];
				for (const { all, part } of printed) {
					for (const n of [all, part, all !== null && part !== null ? all - part : null])
						if (n !== null) expect(isSmall(n)).toBe(false);
				}
				for (const row of rows) if (table !== null && row.all === 0) expect(table.rows.get(row.key)?.all).toBe(0);
			})
		);
	});

	it('cost one more number in a plain table, the smallest', () => {
		const row = (key: string, all: number): RawRow => ({ key, group: 'a', all, part: 0 });
		expect(protectSeries([3, 40, 9, 0, 100], LIMIT)?.values).toEqual([null, 40, null, 0, 100]);
		expect(protectSeries([30, 40], LIMIT)?.values).toEqual([30, 40]);
		expect(protectSeries([3, 0], LIMIT)).toBeNull();
		expect(protect([row('x', 3)], LIMIT)).toEqual({ table: null, total: { all: null, part: null } });
	});

	it('are not found in a series of days either, with the sum up to an earlier day beside it', () => {
		fc.assert(
			fc.property(fc.array(count, { minLength: 2, maxLength: 20 }), fc.nat(20), (values, at) => {
				const split = Math.min(at, values.length - 1);
				const told = protectSeries(values, LIMIT, split);
				if (told === null) return;
				const cells = new Map<string, Range>();
				const names = values.map((_, n) => `day ${String(n)}`);
				const sumOf = (from: number, to: number) => values.slice(from, to).reduce((sum, value) => sum + value, 0);
				for (const [n, name] of names.entries()) {
					const value = values[n] ?? 0;
					const shown = told.values[n] ?? null;
					if (shown !== null) expect(shown).toBe(value);
					cells.set(
						name,
						shown === null ? { low: 1, high: isSmall(value) ? LIMIT - 1 : 1e9 } : { low: value, high: value }
					);
				}
				const fixed = (n: number) => ({ low: n, high: n });
				const until = sumOf(0, split);
				expect(told.isSplitTold && isSmall(until)).toBe(false);
				cells.set('until', told.isSplitTold ? fixed(until) : { low: 0, high: 1e9 });
				cells.set('since', { low: 0, high: 1e9 });
				cells.set('all', fixed(sumOf(0, values.length)));
				solve(cells, [
					{ total: 'until', parts: names.slice(0, split) },
					{ total: 'since', parts: names.slice(split) },
					{ total: 'all', parts: ['until', 'since'] }
				]);
				for (const [n, name] of names.entries()) {
					if (!isSmall(values[n] ?? 0)) continue;
					const range = cells.get(name) as Range;
					expect(range.high, name).toBeGreaterThan(range.low);
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('take the part with them where the part of the province is small', () => {
		const rows = [
			{ key: 'x', group: 'a', all: 50, part: 3 },
			{ key: 'y', group: 'a', all: 60, part: 0 }
		];
		const { table, total } = protect(rows, LIMIT);
		expect(total).toEqual({ all: 110, part: null });
		expect(table?.rows.get('x')).toEqual({ all: 50, part: null });
	});
});

/** Every whole-number solution, by trying: what values each of `names` takes. */
function allValues(
	start: ReadonlyMap<string, Range>,
	sums: readonly { total: string; parts: string[] }[],
	names: readonly string[]
): Map<string, Set<number>> {
	const seen = new Map(names.map((name) => [name, new Set<number>()]));
	const isPossible = (cells: Map<string, Range>): boolean => {
		try {
			solve(cells, sums);
		} catch {
			return false;
		}
		const open = [...cells]
			.filter(([, { low, high }]) => low < high)
			.sort(([, a], [, b]) => a.high - a.low - (b.high - b.low));
		const [first] = open;
		if (first === undefined) return true;
		const [name, { low, high }] = first;
		for (let value = low; value <= Math.min(high, low + 12); value++) {
			const copy = new Map([...cells].map(([key, range]) => [key, { ...range }]));
			copy.set(name, { low: value, high: value });
			if (isPossible(copy)) return true;
		}
		return false;
	};
	for (const name of names) {
		for (let value = 1; value < LIMIT; value++) {
			const copy = new Map([...start].map(([key, range]) => [key, { ...range }]));
			copy.set(name, { low: value, high: value });
			if (isPossible(copy)) seen.get(name)?.add(value);
		}
	}
	return seen;
}
