import { type Kysely, sql } from 'kysely';
import type { ProblemCode } from '../../contract/outcome.ts';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { RecordPlace } from '../ingest/replay.ts';

/** A record that did not get in. The payload is without personal data. */
export interface RefusedRecord extends RecordPlace {
	readonly feedId: string;
	readonly arrivedAt: Instant;
	readonly outcome: 'waiting' | 'rejected';
	readonly dossier: string | null;
	readonly problem: ProblemCode;
	readonly field: string | null;
	readonly detail: string | null;
	readonly payload: unknown;
	readonly replayedAt: Instant | null;
}

export interface RefusedPage {
	/** Newest first. */
	readonly records: readonly RefusedRecord[];
	/** Where the next page begins; null on the last one. */
	readonly next: string | null;
}

export interface RefusedQuery {
	/** Missing: of every feed. */
	readonly feedId?: string;
	/** Missing: both. */
	readonly outcome?: 'waiting' | 'rejected';
	readonly after?: Cursor;
	readonly limit: number;
}

export interface Cursor extends RecordPlace {
	readonly arrivedAt: Instant;
}

export async function listRefused(
	db: Kysely<Tables>,
	{ feedId, outcome, after, limit }: RefusedQuery
): Promise<RefusedPage> {
	let query = db
		.selectFrom('inboundRecord')
		.select(['batchId', 'position', 'feedId', 'arrivedAt', 'outcome', 'dossierCode as dossier', 'problem'])
		.select(['field', 'detail', 'payload', 'replayedAt'])
		.where('outcome', 'in', outcome === undefined ? ['waiting', 'rejected'] : [outcome])
		.orderBy('arrivedAt', 'desc')
		.orderBy('batchId', 'desc')
		.orderBy('position', 'desc')
		.limit(limit + 1);
	if (feedId !== undefined) query = query.where('feedId', '=', feedId);
	if (after !== undefined) {
		const at = toIsoInstant(after.arrivedAt);
		query = query.where(
			sql<boolean>`(arrived_at, batch_id, position) < (${at}::timestamptz, ${after.batchId}, ${after.position})`
		);
	}
	const found = (await query.execute()) as unknown as RefusedRecord[];
	const records = found.slice(0, limit);
	const last = found.length > limit ? records.at(-1) : undefined;
	return { records, next: last === undefined ? null : `${last.arrivedAt}-${last.batchId}-${last.position}` };
}

/** Reads the `next` of a page; null when it is none. */
export function findCursor(text: string): Cursor | null {
	const match = /^(\d{1,15})-(\d{1,15})-(\d{1,9})$/.exec(text);
	if (match === null) return null;
	const [arrivedAt = 0, batchId = 0, position = 0] = match.slice(1).map(Number);
	return { arrivedAt, batchId, position };
}
