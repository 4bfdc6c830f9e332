import { createHash } from 'node:crypto';
import { geoContains, geoMercator, geoPath } from 'd3-geo';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { BoundaryProblem } from './boundary-problem.ts';
import type { UnitBorders, WantedUnit } from './read-boundaries.ts';

/** One unit drawn: its label point and its area as an SVG path. */
export interface BoundaryShape {
	readonly code: string;
	readonly x: number;
	readonly y: number;
	readonly path: string;
}

export interface DrawnBoundaries {
	readonly digest: string;
	readonly width: number;
	readonly height: number;
	readonly shapes: readonly BoundaryShape[];
	/** Points that were kept. */
	readonly points: number;
}

/** More points than a screen can show only make the page slow. */
const MOST_POINTS = 7_000;
const WIDTH = 520;
/** Room for the ring around a unit at the edge. */
const EDGE = 3;

type Units = { units: GeometryCollection<{ code: string }> };

/**
 * Borders ready to be drawn: simplified with shared borders kept shared, so that neighbours neither overlap nor gape, and
 * laid on a plane. Throws a `BoundaryProblem` when a unit is too small to be seen.
 */
export function drawBoundaries(borders: readonly UnitBorders[], wanted: readonly WantedUnit[]): DrawnBoundaries {
	const whole: FeatureCollection<MultiPolygon, { code: string }> = {
		type: 'FeatureCollection',
		features: borders.map(({ properties, geometry, type }) => ({ type, geometry, properties: { ...properties } }))
	};
	const land = simplified(whole);
	const projection = geoMercator().fitWidth(WIDTH - 2 * EDGE, land);
	const [[left, top], [right, bottom]] = geoPath(projection).bounds(land);
	const [x0, y0] = projection.translate();
	projection.translate([x0 - left + EDGE, y0 - top + EDGE]);
	const draw = geoPath(projection).digits(1);
	const places = new Map(wanted.map((unit) => [unit.code, unit]));
	const shapes = land.features
		.map((area): BoundaryShape => {
			const { code } = area.properties;
			const path = draw(area);
			if (path === null || draw.area(area) < 1) throw new BoundaryProblem(`Unit ${code} is too small to be drawn.`);
			const { lon = null, lat = null } = places.get(code) ?? {};
			const known: [number, number] | null = lon === null || lat === null ? null : [lon, lat];
			const [x, y] = (known !== null && geoContains(area, known) ? projection(known) : null) ?? draw.centroid(area);
			return { code, x: round(x), y: round(y), path };
		})
		.sort((a, b) => (a.code < b.code ? -1 : 1));
	const size = { width: Math.ceil(right - left + 2 * EDGE), height: Math.ceil(bottom - top + 2 * EDGE) };
	const digest = createHash('sha256')
		.update(JSON.stringify([size, shapes]))
		.digest('hex')
		.slice(0, 16);
	return { digest, ...size, shapes, points: countPoints(land) };
}

function simplified(whole: FeatureCollection<MultiPolygon, { code: string }>) {
	const weighed = presimplify(topology({ units: whole }) as unknown as Topology<Units>);
	const all = countPoints(whole);
	const cut = all <= MOST_POINTS ? weighed : simplify(weighed, quantile(weighed, MOST_POINTS / all));
	return feature(cut, cut.objects.units) as FeatureCollection<MultiPolygon, { code: string }>;
}

function countPoints({ features }: FeatureCollection<MultiPolygon>): number {
	return features.flatMap(({ geometry }) => geometry.coordinates.flat()).reduce((sum, ring) => sum + ring.length, 0);
}

const round = (value: number) => Math.round(value * 10) / 10;
