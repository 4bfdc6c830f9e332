import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { Happening } from './happening.ts';

/** The newest changes of the ledger, newest first. */
export async function readHappenings(trx: Transaction<Tables>, limit: number): Promise<Happening[]> {
	const rows = await trx
		.selectFrom('ledgerChange')
		.select(['at', 'type', 'after'])
		.orderBy('version', 'desc')
		.orderBy('at', 'desc')
		.limit(limit)
		.execute();
	return rows.map(({ at, type, after }) => ({ at, type, dossier: after }));
}
