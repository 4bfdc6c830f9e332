import { expect, it } from 'vitest';
import { importBoundaries } from '../../src/lib/server/map/boundaries.ts';
import { createMapReader } from '../../src/lib/server/map/map-shape.ts';
import { findOutlinePaths } from '../../src/lib/server/map/outlines-file.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const { db } = await freshDatabase();
await openOffice(db, NOW);

it('a drawing of the map holds the border of every commune it has a place for', async () => {
	const mapNow = () => createMapReader(db, () => NOW)();
	expect(await findOutlinePaths(db, await mapNow())).toBeNull();
	const units = await db
		.selectFrom('unit')
		.select(['code', 'lat', 'lon'])
		.where('kind', '=', 'commune')
		.where('validTo', 'is', null)
		.execute();
	const features = units.map(({ code, lat, lon }) => {
		const [x, y, half] = [lon ?? 0, lat ?? 0, 0.01];
		const ring = [
			[x - half, y + half],
			[x - half, y - half],
			[x + half, y - half],
			[x + half, y + half],
			[x - half, y + half]
		];
		return {
			type: 'Feature',
			properties: { code, name: 'x' },
			geometry: { type: 'Polygon', coordinates: [ring] }
		};
	});
	const text = JSON.stringify({ type: 'FeatureCollection', features });
	expect(await importBoundaries(db, { text, source: 'Bản đồ thử', now: NOW })).toMatchObject({ units: 64 });
	const shape = await mapNow();
	const paths = await findOutlinePaths(db, shape);
	expect([...(paths?.keys() ?? [])].sort()).toEqual(shape.places.map(({ code }) => code).sort());
	for (const path of paths?.values() ?? []) expect(path).toMatch(/^M/);
});
