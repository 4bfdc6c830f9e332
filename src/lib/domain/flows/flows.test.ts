import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Board } from '../board/board.ts';
import { aDossier } from '../board/dossier.fixture.ts';
import { OverviewLayout } from '../board/layout.ts';
import { type Flow, FLOW_FIGURES, sumOf } from './flow.ts';
import { betweenUnits, toLargest } from './largest.ts';
import { HEAT_STEPS, heatOf, toMatrix } from './matrix.ts';
import { toPairs } from './pairs.ts';
import { tallyFlows } from './tally.ts';

const UNITS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const unit = fc.option(fc.constantFrom(...UNITS), { nil: null });
const flows = fc
	.array(fc.record({ receiving: unit, resolving: unit, count: fc.integer({ min: 1, max: 500 }) }), { maxLength: 60 })
	.map((rows): Flow[] => [
		...new Map(rows.map((row) => [`${row.receiving ?? ''} ${row.resolving ?? ''}`, row])).values()
	]);

describe('the matrix receiving × resolving', () => {
	it('has every dossier in exactly one cell, however many units are gathered', () => {
		fc.assert(
			fc.property(flows, fc.integer({ min: 1, max: 9 }), (rows, top) => {
				const matrix = toMatrix(rows, top);
				expect(matrix.total).toBe(sumOf(rows));
				expect(matrix.rowSums.reduce((a, b) => a + b, 0)).toBe(matrix.total);
				expect(matrix.columnSums.reduce((a, b) => a + b, 0)).toBe(matrix.total);
				for (const [r, row] of matrix.rows.entries()) {
					if (row.kind !== 'unit') continue;
					const own = rows.filter(({ receiving }) => receiving === row.code);
					expect(matrix.rowSums[r]).toBe(sumOf(own));
					for (const [c, column] of matrix.columns.entries())
						if (column.kind === 'unit')
							expect(matrix.cells[r]?.[c]).toBe(sumOf(own.filter(({ resolving }) => resolving === column.code)));
				}
			})
		);
	});

	it('puts what weighs most first and never gathers a single unit', () => {
		const rows = [
			{ receiving: 'a', resolving: 'b', count: 1 },
			{ receiving: 'c', resolving: 'b', count: 9 },
			{ receiving: 'd', resolving: null, count: 4 }
		];
		const matrix = toMatrix(rows, 2);
		expect(matrix.rows).toEqual(['c', 'd', 'a'].map((code) => ({ kind: 'unit', code })));
		expect(matrix.columns).toEqual([{ kind: 'unit', code: 'b' }, { kind: 'unknown' }]);
		expect(toMatrix(rows, 1).rows).toEqual([
			{ kind: 'unit', code: 'c' },
			{ kind: 'rest', units: 2 }
		]);
	});

	it('colours a cell by its weight between two units; none has no colour', () => {
		expect(heatOf(0, 10)).toBe(0);
		expect(heatOf(1, 1000)).toBe(1);
		expect(heatOf(1000, 1000)).toBe(HEAT_STEPS);
		expect(heatOf(5, 0)).toBe(0);
		expect(toMatrix([{ receiving: 'a', resolving: 'a', count: 90 }], 5).most).toBe(0);
	});
});

describe('the largest flows', () => {
	it('add up to all that goes between two units: nothing is lost or told twice', () => {
		fc.assert(
			fc.property(flows, fc.integer({ min: 1, max: 20 }), (rows, top) => {
				const ribbons = toLargest(rows, top);
				expect(sumOf(ribbons)).toBe(betweenUnits(rows));
				expect(new Set(ribbons.map(({ from, to }) => `${from ?? ''} ${to ?? ''}`)).size).toBe(ribbons.length);
				const named = ribbons.filter(({ from, to }) => from !== null && to !== null);
				expect(named.length).toBeLessThanOrEqual(top);
				for (const { from, to, count } of named) expect(rows).toContainEqual({ receiving: from, resolving: to, count });
			})
		);
	});
});

describe('who waits for whom', () => {
	it('tells each two units once, with all that is open between them', () => {
		fc.assert(
			fc.property(flows, (rows) => {
				const pairs = toPairs(rows);
				const named = rows.filter(({ receiving, resolving }) => receiving !== null && resolving !== null);
				expect(pairs.reduce((sum, { oneWaits, otherWaits }) => sum + oneWaits + otherWaits, 0)).toBe(
					betweenUnits(named)
				);
				expect(new Set(pairs.map(({ one, other }) => [one, other].sort().join())).size).toBe(pairs.length);
				for (const { oneWaits, otherWaits } of pairs) expect(oneWaits).toBeGreaterThanOrEqual(otherWaits);
			})
		);
	});

	it('puts the reader’s own unit first, whoever waits for more', () => {
		const open = [
			{ receiving: 'b', resolving: 'a', count: 7 },
			{ receiving: 'a', resolving: 'b', count: 2 }
		];
		expect(toPairs(open)).toEqual([{ one: 'b', other: 'a', oneWaits: 7, otherWaits: 2 }]);
		expect(toPairs(open, new Set(['a']))).toEqual([{ one: 'a', other: 'b', oneWaits: 2, otherWaits: 7 }]);
	});
});

describe('the tally over the board', () => {
	const NOW = Date.parse('2026-03-25T10:00:00+07:00');
	const DAY = 86_400_000;
	const moments = {
		now: NOW,
		'day-start': NOW - 10 * 3_600_000,
		'month-start': Date.parse('2026-03-01T00:00:00+07:00'),
		'last-month-start': Date.parse('2026-02-01T00:00:00+07:00'),
		soon: NOW + DAY,
		'working-day-ago': NOW - DAY,
		'week-ahead': NOW + 7 * DAY,
		'week-ago': NOW - 7 * DAY,
		'opening-limit': NOW - DAY
	};
	const dossiers = fc.array(
		fc.record({
			receiving: unit,
			resolving: unit,
			returning: unit,
			channel: fc.constantFrom('counter' as const, 'online' as const, 'post' as const, null),
			crossBoundary: fc.boolean(),
			acceptedAt: fc.integer({ min: NOW - 40 * DAY, max: NOW }),
			closedAt: fc.option(fc.integer({ min: NOW - 40 * DAY, max: NOW }), { nil: null }),
			dueAt: fc.option(fc.integer({ min: NOW - 10 * DAY, max: NOW + 10 * DAY }), { nil: null })
		}),
		{ maxLength: 40 }
	);

	it('counts what the figures count, in the province and in a scope, and all parts add up', () => {
		fc.assert(
			fc.property(dossiers, (all) => {
				const layout = new OverviewLayout([...UNITS]);
				const board = new Board(layout, 1, moments);
				all.forEach((some, n) =>
					board.load(aDossier({ code: `D-${n}`, ...some, timeliness: some.closedAt === null ? null : 'on-time' }))
				);
				for (const scope of ['province', { units: ['a', 'b'], hands: [] }] as const) {
					const { cells, key } = board.view({}, scope);
					for (const figure of FLOW_FIGURES) {
						const tally = tallyFlows(board, scope, figure);
						expect(sumOf(tally.flows), figure).toBe(cells[layout.figure(figure)]);
						expect(sumOf(tally.open)).toBe(cells[layout.figure('backlog')]);
						expect(sumOf(tally.crossings)).toBe(cells[layout.figure('cross-boundary-month')]);
						expect(sumOf(tally.back)).toBe(cells[layout.figure('cross-boundary-month')]);
						for (const shares of Object.values(tally.shares)) {
							expect(shares.reduce((sum, { of }) => sum + of, 0)).toBe(cells[layout.figure('cross-boundary-month')]);
							expect(shares.reduce((sum, { per }) => sum + per, 0)).toBe(cells[layout.per('cross-boundary-month')]);
						}
					}
					board.letGo(key);
				}
			}),
			{ numRuns: 60 }
		);
	});
});
