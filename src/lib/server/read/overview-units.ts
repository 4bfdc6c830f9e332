import { type Kysely, sql } from 'kysely';
import type { OverviewUnit } from '../../contract/overview-unit.ts';
import type { Tables } from '../db/tables.ts';

/** Units that exist today, by code: the fixed order of the overview's cells. */
export function readOverviewUnits(db: Kysely<Tables>): Promise<OverviewUnit[]> {
	return db
		.selectFrom('unit')
		.select(['code', 'kind', 'name', 'nameEn', 'shortName'])
		.where('validFrom', '<=', sql<string>`current_date`)
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', sql<string>`current_date`)]))
		.orderBy(sql`code collate "C"`)
		.execute();
}

/** Whether dossiers of a made-up feed are in the ledger: then every page says so. */
export async function hasSimulatedDossiers(db: Kysely<Tables>): Promise<boolean> {
	const found = await db
		.selectFrom('feed')
		.select('feed.id')
		.where('simulated', '=', true)
		.where((eb) => eb.exists(eb.selectFrom('dossier').select('code').whereRef('dossier.feedId', '=', 'feed.id')))
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}
