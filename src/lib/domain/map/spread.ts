import { distance, type Point } from './point.ts';

/** Pairs of places, by their indexes. */
export type Links = readonly (readonly [number, number])[];

/** Pairs with nobody in the circle between them (Gabriel graph): who is next to whom, told from the points alone. */
export function toLinks(points: readonly Point[]): Links {
	const links: [number, number][] = [];
	for (const [i, a] of points.entries()) {
		for (const [j, b] of points.entries()) {
			if (j <= i) continue;
			const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
			const radius = distance(a, b) / 2;
			const isFree = points.every((c, k) => k === i || k === j || distance(c, middle) >= radius);
			if (isFree) links.push([i, j]);
		}
	}
	return links;
}

const ROUNDS = 400;
const PULL = 0.08;
const PUSH = 0.4;

/**
 * The points moved so that neighbours stand about one apart: small units get as much room as large ones, and each keeps
 * its neighbours. `gap`: distance of two neighbours for a way between them. Deterministic.
 */
export function spread(points: readonly Point[], links: Links): Point[] {
	const lengths = links.map(([i, j]) => distance(points[i] ?? ORIGIN, points[j] ?? ORIGIN)).sort((a, b) => a - b);
	const usual = lengths[Math.floor(lengths.length / 2)] ?? 1;
	const moved = points.map(({ x, y }) => ({ x: x / usual, y: y / usual }));
	for (let round = 0; round < ROUNDS; round += 1) {
		// Everything moves less and less, so that it comes to rest.
		const heat = 1 - round / ROUNDS;
		for (const [i, j] of links) pull(moved[i], moved[j], PULL * heat);
		for (const [i, a] of moved.entries()) for (const b of moved.slice(i + 1)) push(a, b, PUSH * heat);
	}
	return moved;
}

const ORIGIN: Point = { x: 0, y: 0 };
type Moving = { x: number; y: number };

function pull(a: Moving | undefined, b: Moving | undefined, strength: number): void {
	if (a === undefined || b === undefined) return;
	const length = distance(a, b);
	if (length > 1) shift(a, b, ((length - 1) / length) * strength);
}

function push(a: Moving, b: Moving, strength: number): void {
	const length = distance(a, b);
	if (length < 1 && length > 0) shift(a, b, ((length - 1) / length) * strength);
}

/** Moves both towards each other by a part of the way between them; a negative part moves them away. */
function shift(a: Moving, b: Moving, part: number): void {
	const [dx, dy] = [((b.x - a.x) * part) / 2, ((b.y - a.y) * part) / 2];
	a.x += dx;
	a.y += dy;
	b.x -= dx;
	b.y -= dy;
}
