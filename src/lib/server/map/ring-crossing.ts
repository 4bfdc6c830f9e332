import type { Position } from 'geojson';

interface Side {
	readonly from: Position;
	readonly to: Position;
	/** Along the longer way of the ring, from … to. */
	readonly start: number;
	readonly end: number;
}

/**
 * A place at which a closed ring crosses itself; null: nowhere. To touch itself in a point or along a side is no crossing:
 * it can be drawn. Sides are compared with those beside them along the longer way of the ring only, so the cost grows
 * little faster than their number.
 */
export function findCrossing(ring: readonly Position[]): Position | null {
	const axis = extentOf(ring, 0) >= extentOf(ring, 1) ? 0 : 1;
	const sides = ring
		.slice(1)
		.map((to, i): Side => {
			const from = ring[i] ?? to;
			const [a, b] = [from[axis] ?? 0, to[axis] ?? 0];
			return { from, to, start: Math.min(a, b), end: Math.max(a, b) };
		})
		.sort((a, b) => a.start - b.start);
	let beside: Side[] = [];
	for (const side of sides) {
		beside = beside.filter(({ end }) => end >= side.start);
		for (const other of beside) {
			const place = crossingOf(side, other);
			if (place !== null) return place;
		}
		beside.push(side);
	}
	return null;
}

function extentOf(ring: readonly Position[], axis: 0 | 1): number {
	let [least, most] = [Infinity, -Infinity];
	for (const point of ring) {
		least = Math.min(least, point[axis] ?? 0);
		most = Math.max(most, point[axis] ?? 0);
	}
	return most - least;
}

/** Where each of two sides has the ends of the other on both its hands. */
function crossingOf(a: Side, b: Side): Position | null {
	const [b1, b2] = [handOf(a, b.from), handOf(a, b.to)];
	if (b1 * b2 >= 0) return null;
	const [a1, a2] = [handOf(b, a.from), handOf(b, a.to)];
	if (a1 * a2 >= 0) return null;
	const part = a1 / (a1 - a2);
	const at = (axis: 0 | 1) => (a.from[axis] ?? 0) + part * ((a.to[axis] ?? 0) - (a.from[axis] ?? 0));
	return [at(0), at(1)];
}

/** Twice the area of the triangle over a side: positive when the point lies left of it; nearly none counts as none. */
function handOf({ from, to }: Side, point: Position): number {
	const [x = 0, y = 0] = from;
	const along = ((to[0] ?? 0) - x) * ((point[1] ?? 0) - y);
	const across = ((to[1] ?? 0) - y) * ((point[0] ?? 0) - x);
	const area = along - across;
	return Math.abs(area) <= ROUNDING * (Math.abs(along) + Math.abs(across)) ? 0 : area;
}

/** Shares of a product that are lost when numbers are written down. */
const ROUNDING = 1e-12;
