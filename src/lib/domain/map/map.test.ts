import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { communes } from '../../catalogue/ca-mau/communes.ts';
import { assign } from './assignment.ts';
import { CLASSES, classOf, quantileLimits, shadeOf, thresholdLimits } from './map-classes.ts';
import { measureMap } from './map-quality.fixture.ts';
import { type PlacedUnit, toTileMap } from './tile-map.ts';
import { DIRECTIONS, toWalk } from './walk.ts';

const UNITS: PlacedUnit[] = communes.flatMap(({ code, point }) => (point === null ? [] : [{ code, ...point }]));
const MAP = toTileMap(UNITS);

const somewhere = fc.record({
	lon: fc.double({ min: 104, max: 106, noNaN: true }),
	lat: fc.double({ min: 8, max: 10, noNaN: true })
});
const someUnits = fc
	.uniqueArray(somewhere, { minLength: 1, maxLength: 24, selector: ({ lon, lat }) => `${lon} ${lat}` })
	.map((places) => places.map((place, i): PlacedUnit => ({ code: String(10_000 + i), ...place })));

function expectWhole({ tiles, columns, rows }: typeof MAP, units: readonly PlacedUnit[]): void {
	expect(tiles.map(({ code }) => code).sort()).toEqual(units.map(({ code }) => code).sort());
	expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(units.length);
	for (const { column, row } of tiles) {
		expect(column >= 0 && column < columns && row >= 0 && row < rows).toBe(true);
	}
}

describe('the tile map of the 64 communes', () => {
	test('has each of them once, none upon another', () => {
		expect(UNITS).toHaveLength(64);
		expectWhole(MAP, UNITS);
	});

	test('is compact: no wider or higher than twelve tiles, so that a name fits', () => {
		expect(Math.max(MAP.columns, MAP.rows)).toBeLessThanOrEqual(12);
	});

	test('keeps who lies west and who lies north of whom for 98 of 100 pairs', () => {
		const { westEast, northSouth } = measureMap(MAP, UNITS);
		expect(westEast).toBeGreaterThan(0.98);
		expect(northSouth).toBeGreaterThan(0.98);
	});

	test('keeps more than four of five borders: who shares one shares an edge or a corner', () => {
		const at = new Map(MAP.tiles.map((tile) => [tile.code, tile]));
		const borders = communes.flatMap(({ code, neighbours }) => neighbours.map((other) => [code, other] as const));
		const kept = borders.filter(([one, other]) => {
			const [a, b] = [at.get(one), at.get(other)];
			if (a === undefined || b === undefined) return false;
			return Math.max(Math.abs(a.column - b.column), Math.abs(a.row - b.row)) === 1;
		});
		expect(kept.length / borders.length).toBeGreaterThan(0.8);
	});

	test('is the same whatever order the units come in', () => {
		expect(toTileMap([...UNITS].reverse())).toEqual(MAP);
	});
});

test('any province has each unit once on its map', () => {
	fc.assert(
		fc.property(someUnits, (units) => expectWhole(toTileMap(units), units)),
		{ numRuns: 40 }
	);
	expect(toTileMap([])).toEqual({ columns: 0, rows: 0, tiles: [] });
});

test('the cheapest seats are found, not only cheap ones', () => {
	const costs = fc.array(fc.array(fc.nat(50), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(costs, (table) => {
			const seats = assign(table);
			expect(new Set(seats).size).toBe(table.length);
			const sum = table.reduce((total, row, i) => total + (row[seats[i] ?? -1] ?? Number.NaN), 0);
			expect(sum).toBe(cheapest(table, new Set()));
		})
	);
});

function cheapest(table: readonly (readonly number[])[], taken: ReadonlySet<number>): number {
	const [row, ...rest] = table;
	if (row === undefined) return 0;
	const free = [...row.keys()].filter((seat) => !taken.has(seat));
	return Math.min(...free.map((seat) => (row[seat] ?? 0) + cheapest(rest, new Set([...taken, seat]))));
}

describe('the arrow keys', () => {
	const reached = (walk: ReturnType<typeof toWalk>, start: number) => {
		const met = new Set([start]);
		for (const place of met)
			for (const direction of DIRECTIONS) {
				const next = walk[place]?.[direction] ?? null;
				if (next !== null) met.add(next);
			}
		return met.size;
	};
	const places = fc.uniqueArray(fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 12 }) }), {
		minLength: 1,
		maxLength: 40,
		selector: ({ x, y }) => `${x} ${y}`
	});

	test('lead from each unit to every other one, on the tiles and on the land', () => {
		const tiles = MAP.tiles.map(({ column, row }) => ({ x: column, y: row }));
		const land = UNITS.map(({ lon, lat }) => ({ x: lon, y: -lat }));
		for (const layout of [tiles, land]) {
			const walk = toWalk(layout);
			for (const start of layout.keys()) expect(reached(walk, start)).toBe(64);
		}
	});

	test('do so on any map', () => {
		fc.assert(
			fc.property(places, (layout) => {
				const walk = toWalk(layout);
				for (const start of layout.keys()) expect(reached(walk, start)).toBe(layout.length);
			}),
			{ numRuns: 300 }
		);
	});

	test('lead where they point', () => {
		fc.assert(
			fc.property(places, (layout) => {
				for (const [i, { right, left, down, up }] of toWalk(layout).entries()) {
					const here = layout[i] ?? { x: 0, y: 0 };
					if (right !== null) expect(layout[right]?.x).toBeGreaterThan(here.x);
					if (left !== null) expect(layout[left]?.x).toBeLessThan(here.x);
					if (down !== null) expect(layout[down]?.y).toBeGreaterThan(here.y);
					if (up !== null) expect(layout[up]?.y).toBeLessThan(here.y);
				}
			})
		);
	});

	test('lead to the tile next door and back', () => {
		const at = new Map(MAP.tiles.map(({ column, row }, i) => [`${column} ${row}`, i]));
		const walk = toWalk(MAP.tiles.map(({ column, row }) => ({ x: column, y: row })));
		for (const [i, { column, row }] of MAP.tiles.entries()) {
			const east = at.get(`${column + 1} ${row}`);
			if (east === undefined) continue;
			expect([walk[i]?.right, walk[east]?.left]).toEqual([east, i]);
		}
	});
});

describe('the shades', () => {
	test.each([
		[[], []],
		[[null, null], []],
		[[7, 7, 7], []],
		[[0, 0, 0, 0, 9], [9]],
		[
			[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
			[3, 5, 7, 9]
		],
		[
			[0, 1187, 2214, 3391, 4120],
			[1200, 2200, 3400, 4100]
		]
	])('of %j begin at %j', (values, limits) => {
		expect(quantileLimits(values)).toEqual(limits);
	});

	test('of a figure with thresholds begin at them', () => {
		const limits = thresholdLimits({ warn: 0.03, bad: 0.05 });
		expect(limits).toEqual([0.015, 0.03, 0.05, 0.1]);
		expect([0, 0.0299, 0.03, 0.05, 0.2].map((value) => classOf(value, limits))).toEqual([0, 1, 2, 3, 4]);
	});

	test('rise with the value, and who has none has none', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(5000), { minLength: 1 }), fc.nat(5000), fc.nat(5000), (values, a, b) => {
				const limits = quantileLimits(values);
				const shade = (value: number) => shadeOf(classOf(value, limits) ?? Number.NaN, limits);
				expect(shade(Math.min(a, b))).toBeLessThanOrEqual(shade(Math.max(a, b)));
				expect(shade(a) >= 0 && shade(a) < CLASSES).toBe(true);
				expect(classOf(null, limits)).toBeNull();
			})
		);
	});
});
