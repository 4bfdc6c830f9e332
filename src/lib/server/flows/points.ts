import type { Kysely } from 'kysely';
import type { Point } from '../../domain/flows/travel.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';

/** Where the one-stop of a unit is; `centre`: of the departments', if the catalogue has no point for it. */
export async function readPointOf(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	centre: Point | null
): Promise<(unit: string) => Point | null> {
	const points = await readPoints(db);
	return (unit) => {
		const oneStop = catalogue.oneStopOf(unit);
		const known = points.get(oneStop);
		if (known !== undefined) return known;
		return catalogue.findUnitByCode(oneStop)?.kind === 'centre' ? centre : null;
	};
}

/** Units are no dossiers: where they are is nobody's secret. */
async function readPoints(db: Kysely<Tables>): Promise<Map<string, Point>> {
	const rows = await db.selectFrom('unit').select(['code', 'lat', 'lon']).execute();
	return new Map(
		rows.flatMap(({ code, lat, lon }) => (lat === null || lon === null ? [] : [[code, { lat, lon }] as const]))
	);
}
