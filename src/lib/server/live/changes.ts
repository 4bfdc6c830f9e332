import type { Kysely } from 'kysely';
import type { BoardChange } from '../../domain/board/board.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { TickerLine } from '../../contract/live.ts';
import type { Tables } from '../db/tables.ts';

export interface Change extends BoardChange, Pick<TickerLine, 'at' | 'type'> {
	readonly writtenAt: Instant;
}

/** One batch of ours changes at most 5,000 dossiers, so a read of this many rows always holds a whole version. */
const MAX_ROWS = 5_001;

/** What one read found. */
export interface Changes extends ReadonlyArray<Change> {
	/** There may be more already. */
	readonly isFull: boolean;
}

/**
 * Changes after a version, in order of commit, only whole versions. Empty: there are none.
 * Versions are given out under a row lock held until commit, so none below one we can see is still to come.
 */
export async function readChanges(db: Kysely<Tables>, after: number): Promise<Changes> {
	const rows = await db
		.selectFrom('ledgerChange')
		.select(['version', 'type', 'at', 'before', 'after', 'writtenAt'])
		.where('version', '>', after)
		.orderBy('version')
		.orderBy('dossierCode')
		.limit(MAX_ROWS)
		.execute();
	const last = rows.at(-1);
	if (rows.length < MAX_ROWS || last === undefined) return Object.assign(rows, { isFull: false });
	const whole = rows.filter((row) => row.version < last.version);
	return Object.assign(whole, { isFull: true });
}
