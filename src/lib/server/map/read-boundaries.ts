import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { BoundaryProblem } from './boundary-problem.ts';
import { type Box, toRings } from './rings.ts';

/** The borders of one unit, its rings wound as d3-geo wants them: outer ones clockwise. */
export type UnitBorders = Feature<MultiPolygon, { readonly code: string }>;

export interface ReadBorders {
	readonly borders: readonly UnitBorders[];
	/** Rings that ran the wrong way and were turned. */
	readonly turned: number;
	readonly points: number;
}

/** A unit whose borders the file must have, and a place in it where that is known. */
export interface WantedUnit {
	readonly code: string;
	readonly lat: number | null;
	readonly lon: number | null;
}

/**
 * Borders of exactly the wanted units from GeoJSON or TopoJSON text. Throws a `BoundaryProblem` that says what is wrong
 * with the file and where.
 */
export function readBoundaries(text: string, wanted: readonly WantedUnit[]): ReadBorders {
	const shapes = toFeatures(parse(text));
	if (shapes.length === 0) throw new BoundaryProblem('The file has no shapes.');
	const coded = withCodes(shapes, new Set(wanted.map(({ code }) => code)));
	checkCodes(coded, wanted);
	const box = boxOf(wanted);
	let [turned, points] = [0, 0];
	const borders = coded.map(({ code, shape }): UnitBorders => {
		const { geometry } = shape;
		if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon')
			throw new BoundaryProblem(`Unit ${code}: its shape is no area.`);
		const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		const rings = toRings(parts, code, box);
		turned += rings.turned;
		points += rings.points;
		const coordinates = rings.parts;
		return { type: 'Feature', properties: { code }, geometry: { type: 'MultiPolygon', coordinates } };
	});
	return { borders, turned, points };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		throw new BoundaryProblem('The file is not JSON. GeoJSON or TopoJSON is needed.');
	}
}

type Shape = Feature<Polygon | MultiPolygon | null, Record<string, unknown> | null>;

function toFeatures(file: unknown): Shape[] {
	const kind = (file as { type?: unknown } | null)?.type;
	if (kind === 'FeatureCollection') {
		const { features } = file as FeatureCollection;
		if (Array.isArray(features)) return features as unknown as Shape[];
	}
	if (kind === 'Topology') {
		const topology = file as Topology;
		try {
			return Object.values(topology.objects).flatMap((object) => {
				const found = feature(topology, object);
				return (found.type === 'FeatureCollection' ? found.features : [found]) as Shape[];
			});
		} catch {
			throw new BoundaryProblem('The TopoJSON is broken: its arcs do not fit together.');
		}
	}
	throw new BoundaryProblem('The file is JSON, but neither a GeoJSON FeatureCollection nor a TopoJSON Topology.');
}

interface Coded {
	readonly code: string | null;
	readonly shape: Shape;
}

/** Codes stand in the property (or id) in which most shapes have one that is wanted. */
function withCodes(shapes: readonly Shape[], codes: ReadonlySet<string>): { code: string; shape: Shape }[] {
	const keys = new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})));
	const readers: ((shape: Shape) => unknown)[] = [
		...[...keys].map((key) => (shape: Shape) => shape.properties?.[key]),
		(shape) => shape.id
	];
	const toCode = (value: unknown) =>
		typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : null;
	const read = (reader: (shape: Shape) => unknown): Coded[] =>
		shapes.map((shape) => ({ code: toCode(reader(shape)), shape }));
	const hits = (coded: readonly Coded[]) => coded.filter(({ code }) => code !== null && codes.has(code)).length;
	const [best] = readers.map(read).sort((a, b) => hits(b) - hits(a));
	if (best === undefined || hits(best) === 0)
		throw new BoundaryProblem('No property of the shapes holds codes of our units, such as "code": "32152".');
	const nameless = best.filter(({ code }) => code === null).length;
	if (nameless > 0) throw new BoundaryProblem(`${nameless} shapes have no code.`);
	return best.map(({ code, shape }) => ({ code: code ?? '', shape }));
}

function checkCodes(coded: readonly { readonly code: string }[], wanted: readonly WantedUnit[]): void {
	const found = new Set(coded.map(({ code }) => code));
	const missing = wanted.filter(({ code }) => !found.has(code)).map(({ code }) => code);
	if (missing.length > 0) throw new BoundaryProblem(`${missing.length} units are missing: ${list(missing)}.`);
	const twice = [...found].filter((code) => coded.filter((one) => one.code === code).length > 1);
	if (twice.length > 0) throw new BoundaryProblem(`More than one shape has the code ${list(twice)}.`);
	const known = new Set(wanted.map(({ code }) => code));
	const strange = [...found].filter((code) => !known.has(code));
	if (strange.length > 0)
		throw new BoundaryProblem(`${strange.length} shapes are of no commune or ward of today: ${list(strange)}.`);
}

function list(codes: readonly string[]): string {
	return codes.length > 8 ? `${codes.slice(0, 8).join(', ')} and ${codes.length - 8} more` : codes.join(', ');
}

/** Degrees around the units' own places in which their borders must lie. */
const MARGIN = 1;

function boxOf(wanted: readonly WantedUnit[]): Box {
	const lons = wanted.flatMap(({ lon }) => (lon === null ? [] : [lon]));
	const lats = wanted.flatMap(({ lat }) => (lat === null ? [] : [lat]));
	if (lons.length === 0) return { west: -180, south: -90, east: 180, north: 90 };
	return {
		west: Math.min(...lons) - MARGIN,
		south: Math.min(...lats) - MARGIN,
		east: Math.max(...lons) + MARGIN,
		north: Math.max(...lats) + MARGIN
	};
}
