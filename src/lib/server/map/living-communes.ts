import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { WantedUnit } from './read-boundaries.ts';

/** Communes and wards that exist today: what a map of the province consists of. */
export function livingCommunes(db: Kysely<Tables>): Promise<WantedUnit[]> {
	return db
		.selectFrom('unit')
		.select(['code', 'lat', 'lon'])
		.where('kind', '=', 'commune')
		.where('validFrom', '<=', sql<string>`current_date`)
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', sql<string>`current_date`)]))
		.orderBy(sql`code collate "C"`)
		.execute();
}
