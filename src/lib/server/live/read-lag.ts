import { type Kysely, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** How far a board stands behind the ledger. */
export interface Lag {
	/** Version of the ledger. */
	readonly version: number;
	/** Age in the database's clock of the oldest change that the board lacks, in ms; 0: it lacks none. */
	readonly ms: number;
}

/** Where the ledger stands against a board at `version`. One look at two indexes. */
export async function readLag(db: Kysely<Tables>, version: number): Promise<Lag> {
	const { rows } = await sql<{ version: number; ms: number | null }>`
		select version, (
			select extract(epoch from clock_timestamp() - written_at)::float8 * 1000 from ledger_change
			where ledger_change.version > ${version} order by ledger_change.version limit 1
		) as ms
		from ledger_head`.execute(db);
	return { version: rows[0]?.version ?? 0, ms: Math.max(0, rows[0]?.ms ?? 0) };
}
