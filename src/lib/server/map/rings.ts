import type { Position } from 'geojson';
import { BoundaryProblem } from './boundary-problem.ts';
import { findCrossing } from './ring-crossing.ts';

/** Where the outlines may lie, degrees. */
export interface Box {
	readonly west: number;
	readonly south: number;
	readonly east: number;
	readonly north: number;
}

/**
 * The parts of an area with every ring checked and wound as d3-geo wants it: the outer one clockwise, holes the other way.
 * GeoJSON asks for the contrary, and files in the wild have both.
 */
export function toRings(
	parts: unknown,
	code: string,
	box: Box
): { parts: Position[][][]; turned: number; points: number } {
	if (!Array.isArray(parts) || parts.length === 0) throw new BoundaryProblem(`Unit ${code}: the area is empty.`);
	let [turned, points] = [0, 0];
	const checked = parts.map((part: unknown) => {
		if (!Array.isArray(part) || part.length === 0) throw new BoundaryProblem(`Unit ${code}: the area has no ring.`);
		return part.map((given: unknown, place) => {
			const ring = toRing(given, code, box);
			points += ring.length;
			const crossing = findCrossing(ring);
			if (crossing !== null)
				throw new BoundaryProblem(
					`Unit ${code}: a ring crosses itself near longitude ${shown(crossing[0])}, latitude ${shown(crossing[1])}.`
				);
			const area = areaOf(ring);
			if (area === 0) throw new BoundaryProblem(`Unit ${code}: a ring encloses nothing.`);
			// By GeoJSON's own rule outer rings run counterclockwise (positive here); turned means: not as that rule says.
			if (area > 0 !== (place === 0)) turned += 1;
			return area > 0 === (place === 0) ? ring.reverse() : ring;
		});
	});
	return { parts: checked, turned, points };
}

/** To about a hundred metres: enough to find the place. */
const shown = (degrees = 0) => String(Math.round(degrees * 1e3) / 1e3);

function toRing(ring: unknown, code: string, box: Box): Position[] {
	if (!Array.isArray(ring) || ring.length < 4)
		throw new BoundaryProblem(`Unit ${code}: a ring has fewer than four points.`);
	const points = ring.map((point: unknown): Position => {
		const [lon, lat] = Array.isArray(point) ? (point as unknown[]) : [];
		if (typeof lon !== 'number' || typeof lat !== 'number')
			throw new BoundaryProblem(`Unit ${code}: a point is not a pair of numbers.`);
		if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
			throw new BoundaryProblem(
				`Unit ${code}: ${lon}, ${lat} is no longitude and latitude. Degrees of WGS84 are needed, not metres.`
			);
		if (lon < box.west || lon > box.east || lat < box.south || lat > box.north)
			throw new BoundaryProblem(
				`Unit ${code}: longitude ${lon}, latitude ${lat} lies far outside the province. Were the two exchanged?`
			);
		return [lon, lat];
	});
	const [first, last] = [points[0], points.at(-1)];
	if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
		throw new BoundaryProblem(`Unit ${code}: a ring does not end where it begins.`);
	return points;
}

/** Twice the area on the plane; positive: counterclockwise. */
function areaOf(ring: readonly Position[]): number {
	// From the first point, so that a small ring far from zero keeps its digits.
	const [x0 = 0, y0 = 0] = ring[0] ?? [];
	let sum = 0;
	for (const [i, [x = 0, y = 0]] of ring.entries()) {
		const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
		sum += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
	}
	return sum;
}
