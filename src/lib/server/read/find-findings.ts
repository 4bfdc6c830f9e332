import type { Transaction } from 'kysely';
import type { Moments } from '../../domain/figure/condition.ts';
import { FINDING_IDS, type FindingId } from '../../domain/figure/figure.ts';
import { FINDINGS } from '../../domain/figure/findings.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from './condition-sql.ts';

/** What is to be checked about one dossier, asked of the database by the conditions that count the lists. */
export async function readFindings(trx: Transaction<Tables>, code: string, moments: Moments): Promise<FindingId[]> {
	const row = await trx
		.selectFrom('dossier')
		.where('code', '=', code)
		.select((eb) => FINDING_IDS.map((id) => eb.and([toSql(FINDINGS[id].sign, moments, eb)]).as(id)))
		.executeTakeFirst();
	return row === undefined ? [] : FINDING_IDS.filter((id) => (row as Record<string, unknown>)[id] === true);
}
