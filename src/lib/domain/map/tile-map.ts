import { assign } from './assignment.ts';
import { toPlane, type LonLat, type Point } from './point.ts';
import { spread, toLinks, type Links } from './spread.ts';

export interface Tile {
	readonly code: string;
	/** Counted from the west, and from the north. */
	readonly column: number;
	readonly row: number;
}

/** Every unit as a tile of the same size on a grid: on such a map a small ward counts as much as a wide commune. */
export interface TileMap {
	readonly columns: number;
	readonly rows: number;
	readonly tiles: readonly Tile[];
}

export interface PlacedUnit extends LonLat {
	readonly code: string;
}

/** A tile is this much wider than high: names are wider than high, too. */
export const TILE_ASPECT = 1.15;

/**
 * Units laid on a compact grid, near where they lie and near whom they lie next to. The same units give the same map,
 * in whatever order they come.
 */
export function toTileMap(units: readonly PlacedUnit[]): TileMap {
	const sorted = [...units].sort((a, b) => (a.code < b.code ? -1 : 1));
	const plane = toPlane(sorted);
	const links = toLinks(plane);
	const across = Math.sqrt(TILE_ASPECT);
	const wanted = spread(plane, links).map(({ x, y }) => ({ x: x / across, y: y * across }));
	const cells = tidy(wanted, links, seat(wanted));
	const [west, north] = [Math.min(...cells.map(({ x }) => x)), Math.min(...cells.map(({ y }) => y))];
	const tiles = sorted.map(({ code }, i) => {
		const cell = cells[i] ?? { x: west, y: north };
		return { code, column: cell.x - west, row: cell.y - north };
	});
	return {
		columns: 1 + Math.max(-1, ...tiles.map(({ column }) => column)),
		rows: 1 + Math.max(-1, ...tiles.map(({ row }) => row)),
		tiles
	};
}

/** The nearest cells, all in all. */
function seat(wanted: readonly Point[]): Point[] {
	const [xs, ys] = [wanted.map(({ x }) => x), wanted.map(({ y }) => y)];
	const cells: Point[] = [];
	for (let y = Math.floor(Math.min(...ys)) - 1; y <= Math.max(...ys) + 1; y += 1)
		for (let x = Math.floor(Math.min(...xs)) - 1; x <= Math.max(...xs) + 1; x += 1) cells.push({ x, y });
	const columnOf = assign(wanted.map((point) => cells.map((cell) => away(point, cell))));
	return columnOf.map((column) => cells[column] ?? { x: 0, y: 0 });
}

/** What a gap between two who belong together costs, and an edge of a tile at which there is nobody. */
const APART = 0.9;
const ALONE = 0.6;
const SWEEPS = 40;

/** Moves and swaps tiles as long as that makes the whole better: gaps close, neighbours come together. */
function tidy(wanted: readonly Point[], links: Links, seats: readonly Point[]): Point[] {
	const cells = [...seats];
	const taken = new Map(cells.map((cell, i) => [keyOf(cell), i]));
	const linksOf = wanted.map((_, i) => links.flatMap(([a, b]) => (a === i ? [b] : b === i ? [a] : [])));
	const costOf = (i: number) => {
		const cell = cells[i] as Point;
		const apart = (linksOf[i] ?? []).filter((j) => !touch(cell, cells[j] as Point)).length;
		const alone = SIDES.filter(([dx, dy]) => !taken.has(keyOf({ x: cell.x + dx, y: cell.y + dy }))).length;
		return away(wanted[i] as Point, cell) + APART * apart + ALONE * alone;
	};
	const total = () => cells.reduce((sum, _, i) => sum + costOf(i), 0);
	const put = (i: number, cell: Point) => {
		cells[i] = cell;
		taken.set(keyOf(cell), i);
	};
	let best = total();
	/** Tries to bring `i` to a cell, whoever stands there going to its place; takes it back when nothing is won. */
	const attempt = (i: number, to: Point): boolean => {
		const from = cells[i] as Point;
		const other = taken.get(keyOf(to));
		taken.delete(keyOf(from));
		put(i, to);
		if (other !== undefined) put(other, from);
		const cost = total();
		if (cost < best - 1e-9) {
			best = cost;
			return true;
		}
		taken.delete(keyOf(to));
		put(i, from);
		if (other !== undefined) put(other, to);
		return false;
	};
	for (let sweep = 0, better = true; better && sweep < SWEEPS; sweep += 1) {
		better = false;
		for (const i of cells.keys()) {
			for (const [dx, dy] of NEAR) {
				const { x, y } = cells[i] as Point;
				if (attempt(i, { x: x + dx, y: y + dy })) better = true;
			}
		}
	}
	return cells;
}

const SIDES = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1]
] as const;
const STEPS = [-2, -1, 0, 1, 2];
const NEAR = STEPS.flatMap((dx) => STEPS.map((dy) => [dx, dy] as const)).filter(([dx, dy]) => dx !== 0 || dy !== 0);

const keyOf = ({ x, y }: Point) => `${x},${y}`;
const away = (a: Point, b: Point) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
const touch = (a: Point, b: Point) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) <= 1;
