import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Feature, FeatureCollection, GeoJsonObject, Polygon, Position } from 'geojson';
import { topology } from 'topojson-server';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readBoundaryFile } from '../../src/cli/boundary-commands.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { importBoundaries, removeBoundaries } from '../../src/lib/server/map/boundaries.ts';
import { createMapReader } from '../../src/lib/server/map/map-shape.ts';
import { findOutlines } from '../../src/lib/server/map/outlines-file.ts';
import { GET } from '../../src/routes/map/[digest]/+server.ts';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import { freshDatabase } from '../support/database.ts';

/** A made-up province of six square communes, two rows of three. */
const CODES = ['90001', '90002', '90003', '90004', '90005', '90006'];
const SIZE = 0.1;
const cornerOf = (i: number): [number, number] => [105 + (i % 3) * SIZE, 9.2 - Math.floor(i / 3) * SIZE];

const { db } = await freshDatabase();
const [sample] = caMau.units.filter(({ kind }) => kind === 'commune');
if (sample === undefined) throw new Error('no communes');
await loadCatalogue(db, {
	...caMau,
	procedures: [],
	units: [
		...caMau.units.filter(({ kind }) => kind === 'centre'),
		...CODES.map((code, i) => {
			const [lon, lat] = cornerOf(i);
			const point = { lon: lon + SIZE / 2, lat: lat - SIZE / 2 };
			return { ...sample, code, oneStop: code, name: `Xã Số ${i}`, shortName: `X. Số ${i}`, point, neighbours: [] };
		})
	]
});

const folder = await mkdtemp(path.join(tmpdir(), 'boundaries-'));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => removeBoundaries(db, NOW));

const NOW = Date.parse('2026-11-23T08:00:00+07:00');
const SOURCE = 'Bản đồ thử';
const take = (file: unknown) =>
	importBoundaries(db, { text: typeof file === 'string' ? file : JSON.stringify(file), source: SOURCE, now: NOW });
const mapNow = () => createMapReader(db, () => NOW)();

type Square = Feature<Polygon, { code: string; name: string }>;

/** Counterclockwise, as GeoJSON asks. */
function aSquare(i: number, code = CODES[i] ?? ''): Square {
	const [west, north] = cornerOf(i);
	const [east, south] = [west + SIZE, north - SIZE];
	const ring = [
		[west, north],
		[west, south],
		[east, south],
		[east, north],
		[west, north]
	];
	return { type: 'Feature', properties: { code, name: 'x' }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
const aProvince = (change: (squares: Square[]) => Square[] = (squares) => squares): FeatureCollection<Polygon> => ({
	type: 'FeatureCollection',
	features: change(CODES.map((_, i) => aSquare(i)))
});
const withRing = (change: (ring: Position[]) => Position[]) =>
	aProvince(([first, ...others]) => {
		if (first === undefined) throw new Error('no squares');
		const coordinates = first.geometry.coordinates.map(change);
		return [{ ...first, geometry: { type: 'Polygon', coordinates } }, ...others];
	});

test('without borders the map shows tiles, each commune once', async () => {
	const { outlines, places } = await mapNow();
	expect(outlines).toBeNull();
	expect(places.map(({ code }) => code).sort()).toEqual(CODES);
});

describe('borders are taken', () => {
	test('from GeoJSON, and the map draws each commune and names the source', async () => {
		const done = await take(aProvince());
		expect(done).toMatchObject({ units: 6, turned: 0 });
		const { outlines, places, width, height } = await mapNow();
		expect(outlines?.source).toBe(SOURCE);
		expect(places.map(({ code }) => code)).toEqual(CODES);
		// Two rows of three: half as high again as wide, nearly.
		expect(height / width).toBeCloseTo(2 / 3, 1);
		const file = await findOutlines(db, outlines?.href.split('/').at(-1) ?? '');
		for (const code of CODES) expect(file).toContain(`<path id="u${code}" d="M`);
		expect(file).not.toMatch(/NaN|Infinity/);
	});

	test('from TopoJSON, whatever the property with the code is called', async () => {
		const squares = aProvince().features.map((square, i) => ({ ...square, properties: { MaXa: Number(CODES[i]) } }));
		const done = await take(topology({ ranhgioi: { ...aProvince(), features: squares } as GeoJsonObject }, 1e5));
		expect(done.units).toBe(6);
		expect((await mapNow()).outlines).not.toBeNull();
	});

	test('with rings that run the wrong way turned, to the same drawing', async () => {
		await take(aProvince());
		const right = await mapNow();
		const done = await take(withRing((ring) => [...ring].reverse()));
		expect(done.turned).toBe(1);
		const areaOf = async () => {
			const file = (await findOutlines(db, (await mapNow()).outlines?.href.split('/').at(-1) ?? '')) ?? '';
			return /id="u90001" d="([^"]+)"/
				.exec(file)?.[1]
				?.match(/[-\d.]+/g)
				?.sort();
		};
		const turned = await areaOf();
		await take(aProvince());
		expect(turned).toEqual(await areaOf());
		expect((await mapNow()).places).toEqual(right.places);
	});

	test('of a commune of several islands', async () => {
		const [first, ...others] = aProvince().features;
		const [west, north] = cornerOf(0);
		const far = [0, 0.03, 0.03, 0, 0].map((x, i) => [west - 0.2 + x, north - [0, 0, 0.03, 0.03, 0][i]!]);
		const coordinates = [first?.geometry.coordinates ?? [], [far]];
		const islands = { type: 'Feature', properties: first?.properties, geometry: { type: 'MultiPolygon', coordinates } };
		expect((await take({ type: 'FeatureCollection', features: [islands, ...others] })).units).toBe(6);
	});

	test('in place of those there were, and given up again', async () => {
		await take(aProvince());
		await take(withRing((ring) => ring.map(([x = 0, y = 0]) => [x - (x === 105 ? 0.05 : 0), y])));
		const { n } = await db
			.selectFrom('boundaries')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		expect(n).toBe(1);
		expect(await removeBoundaries(db, NOW)).toBe(true);
		expect(await removeBoundaries(db, NOW)).toBe(false);
		expect((await mapNow()).outlines).toBeNull();
	});
});

describe('a wrong file is refused in words and changes nothing:', () => {
	const cases: readonly [string, unknown, RegExp][] = [
		['not JSON', '<kml></kml>', /not JSON/],
		['JSON, but no map', { hello: 1 }, /neither a GeoJSON FeatureCollection nor a TopoJSON/],
		['null', 'null', /neither/],
		['no shapes', aProvince(() => []), /no shapes/],
		['a commune is missing', aProvince((all) => all.slice(1)), /1 units are missing: 90001/],
		['a commune comes twice', aProvince((all) => [...all, aSquare(2)]), /More than one shape has the code 90003/],
		['a stranger', aProvince((all) => [...all, aSquare(2, '12345')]), /no commune or ward of today: 12345/],
		[
			'no codes of ours',
			aProvince((all) => all.map((one) => ({ ...one, properties: { code: 'x', name: 'y' } }))),
			/No property .* holds codes/
		],
		[
			'a ring that is open',
			withRing((ring) => ring.slice(0, -1).concat([[105.02, 9.18]])),
			/does not end where it begins/
		],
		['a ring of three points', withRing((ring) => ring.slice(0, 3)), /fewer than four points/],
		['a ring that encloses nothing', withRing(([a = []]) => [a, a, a, a]), /encloses nothing/],
		[
			'a ring that crosses itself',
			// Uneven, so that its halves do not take each other away.
			withRing(([a = [], b = [], c = [], d = []]) => [a, c, b, [(d[0] ?? 0) + 0.02, d[1] ?? 0], a]),
			/Unit 90001: a ring crosses itself near longitude 105\.\d+, latitude 9\.\d+/
		],
		['metres', withRing((ring) => ring.map(([x = 0, y = 0]) => [x * 1e4, y * 1e4])), /not metres/],
		[
			'latitude before longitude',
			withRing((ring) => ring.map(([x = 0, y = 0]) => [y, x - 20])),
			/Were the two exchanged/
		],
		[
			'a point without numbers',
			withRing(() => [['a', 'b'] as unknown as Position, [], [], []]),
			/not a pair of numbers/
		],
		[
			'points instead of areas',
			aProvince((all) =>
				all.map((one) => ({ ...one, geometry: { type: 'Point', coordinates: [105, 9] } as unknown as Polygon }))
			),
			/is no area/
		],
		[
			'broken arcs',
			{ type: 'Topology', arcs: [], objects: { a: { type: 'Polygon', arcs: [[7]] } } },
			/do not fit together/
		],
		[
			'a commune nobody could see',
			withRing((ring) => ring.map(([x = 0, y = 0]) => [105 + (x - 105) / 1e4, 9.2 + (y - 9.2) / 1e4])),
			/too small/
		]
	];
	test.each(cases)('%s', async (_, file, words) => {
		await take(aProvince());
		const before = await mapNow();
		await expect(take(file)).rejects.toThrow(words);
		expect(await mapNow()).toEqual(before);
	});

	test('a file that is too large, without reading it', async () => {
		const file = path.join(folder, 'large.geojson');
		await writeFile(file, '{');
		await truncate(file, 2_000);
		await expect(readBoundaryFile(file, 1_999)).rejects.toThrow(/at most 0.002 MB are taken/);
		await expect(readBoundaryFile(file, 2_000)).resolves.toContain('{');
	});

	test('a file that is no text, and one that is not there', async () => {
		const file = path.join(folder, 'shapes.zip');
		await writeFile(file, Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0xfd]));
		await expect(readBoundaryFile(file, 100)).rejects.toThrow(/not text/);
		await expect(readBoundaryFile(path.join(folder, 'none'), 100)).rejects.toThrow(/no file/);
	});
});

test('browsers keep the drawing for good, and ask again only for whether it is still that', async () => {
	await take(aProvince());
	const digest = (await mapNow()).outlines?.href.split('/').at(-1) ?? '';
	const ask = (headers: Record<string, string>, name = digest) =>
		GET({
			locals: { app: { db } },
			params: { digest: name },
			request: new Request('http://x/', { headers })
		} as unknown as Parameters<typeof GET>[0]);
	const first = await ask({});
	expect(first.headers.get('cache-control')).toContain('immutable');
	expect(first.headers.get('content-type')).toContain('image/svg+xml');
	expect(await first.text()).toContain('u90001');
	const again = await ask({ 'if-none-match': first.headers.get('etag') ?? '' });
	expect(again.status).toBe(304);
	expect((await ask({ 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
	await expect(ask({}, 'ffff')).rejects.toMatchObject({ status: 404 });
});

test('borders from before a merger are not drawn for the units of today', async () => {
	await take(aProvince());
	await db.updateTable('unit').set({ validTo: '2025-07-02', successor: '90002' }).where('code', '=', '90001').execute();
	try {
		const { outlines, places } = await mapNow();
		expect(outlines).toBeNull();
		expect(places.map(({ code }) => code)).not.toContain('90001');
	} finally {
		await db.updateTable('unit').set({ validTo: null, successor: null }).where('code', '=', '90001').execute();
	}
});
