import { distance, type Point } from './point.ts';

export const DIRECTIONS = ['right', 'left', 'down', 'up'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** From each place, by its index, the place an arrow leads to; null: there is nobody in that direction. */
export type Walk = readonly Readonly<Record<Direction, number | null>>[];

/**
 * Where the arrow keys lead on a map, told from where the places stand alone: to the nearest in that direction, straight
 * ahead before aslant. From each place every other one can be reached; where the nearest alone would leave somebody out,
 * an arrow leads to them instead.
 */
export function toWalk(places: readonly Point[]): Walk {
	const walk = places.map((_, from) => ({
		right: nearest(places, from, 'right'),
		left: nearest(places, from, 'left'),
		down: nearest(places, from, 'down'),
		up: nearest(places, from, 'up')
	}));
	// Each round brings in at least one place; arrows that were turned stay turned.
	const turned = new Set<string>();
	for (const start of places.keys()) {
		for (let left = leftOut(walk, start); left.length > 0; left = leftOut(walk, start)) {
			if (!turn(places, walk, left, turned)) break;
		}
	}
	return walk;
}

type MutableWalk = Record<Direction, number | null>[];

/** A step aslant is this much longer than one straight ahead. */
const ASLANT = 2;

function nearest(places: readonly Point[], from: number, direction: Direction): number | null {
	const here = places[from];
	let best: number | null = null;
	let least = Infinity;
	for (const [to, place] of places.entries()) {
		if (here === undefined || to === from) continue;
		const { ahead, aside } = stepOf(here, place, direction);
		// Ahead of us: in the quarter that the arrow points to, or at least on its side.
		if (ahead <= 0) continue;
		const cost = ahead + ASLANT * aside + (aside > ahead ? FAR : 0);
		if (cost < least) [best, least] = [to, cost];
	}
	return best;
}

/** Anybody in the quarter ahead comes before everybody beside it. */
const FAR = 1e6;

function stepOf(from: Point, to: Point, direction: Direction): { ahead: number; aside: number } {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	if (direction === 'right') return { ahead: dx, aside: Math.abs(dy) };
	if (direction === 'left') return { ahead: -dx, aside: Math.abs(dy) };
	if (direction === 'down') return { ahead: dy, aside: Math.abs(dx) };
	return { ahead: -dy, aside: Math.abs(dx) };
}

function leftOut(walk: Walk, start: number): number[] {
	const met = new Set([start]);
	for (const place of met)
		for (const direction of DIRECTIONS) {
			const next = walk[place]?.[direction] ?? null;
			if (next !== null) met.add(next);
		}
	return [...walk.keys()].filter((place) => !met.has(place));
}

/** Turns the arrow of the nearest place that is not left out to one that is; false when none is left to turn. */
function turn(places: readonly Point[], walk: MutableWalk, left: readonly number[], turned: Set<string>): boolean {
	const out = new Set(left);
	const pairs = left
		.flatMap((to) => [...places.keys()].filter((from) => !out.has(from)).map((from) => ({ from, to })))
		.map(({ from, to }) => ({ from, to, length: distance(places[from] ?? ORIGIN, places[to] ?? ORIGIN) }))
		.sort((a, b) => a.length - b.length);
	for (const { from, to } of pairs) {
		const [a, b] = [places[from] ?? ORIGIN, places[to] ?? ORIGIN];
		const free = DIRECTIONS.filter(
			(direction) => stepOf(a, b, direction).ahead > 0 && !turned.has(`${from} ${direction}`)
		);
		const [direction] = free.sort((d, e) => stepOf(a, b, d).aside - stepOf(a, b, e).aside);
		const row = walk[from];
		if (direction === undefined || row === undefined) continue;
		row[direction] = to;
		turned.add(`${from} ${direction}`);
		return true;
	}
	return false;
}

const ORIGIN: Point = { x: 0, y: 0 };
