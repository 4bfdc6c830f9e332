import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { KnownCatalogue } from './known-catalogue.ts';

/** The catalogue as it stands in the database. */
export async function readCatalogue(db: Kysely<Tables>): Promise<KnownCatalogue> {
	const [units, procedures, limits, calendarVersions, formerNames, { today }] = await Promise.all([
		db
			.selectFrom('unit')
			.select(['code', 'kind', 'name', 'nameEn', 'shortName', 'oneStop', 'calendarId', 'validTo', 'successor'])
			.orderBy('code')
			.execute(),
		db
			.selectFrom('procedure')
			.select(['code', 'name', 'nameEn', 'field', 'competent', 'supplementRule'])
			.orderBy('code')
			.execute(),
		db
			.selectFrom('procedureLimit')
			.select(['procedureCode', 'validFrom', 'validTo', 'value', 'unit'])
			.orderBy('procedureCode')
			.execute(),
		db
			.selectFrom('calendarVersion')
			.select(['calendarId', 'effectiveFrom', 'rules'])
			.orderBy('calendarId')
			.orderBy('version')
			.execute(),
		db.selectFrom('unitName').select(['unitCode', 'name', 'shortName']).orderBy('unitCode').orderBy('name').execute(),
		db.selectNoFrom(sql<string>`current_date`.as('today')).executeTakeFirstOrThrow()
	]);
	return new KnownCatalogue({ units, procedures, limits, calendarVersions, formerNames, today });
}
