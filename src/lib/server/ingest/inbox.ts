import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import { toIsoInstant } from '../../domain/time/instant.ts';
import { OUTCOMES, type BatchAnswer, type Outcome, type RecordAnswer } from '../../contract/outcome.ts';
import type { Tables } from '../db/tables.ts';
import { known } from './reading.ts';

/** The records of one request, as they came. */
export interface NewBatch {
	readonly feed: FeedFacts;
	readonly arrivedAt: Instant;
	readonly records: readonly unknown[];
}

export interface FeedFacts {
	readonly id: string;
	/** Receiving unit where a record names none; null: the one-stop of the competent unit. */
	readonly defaultUnit: string | null;
}

export interface StoredBatch extends NewBatch {
	readonly id: number;
}

export function isStored(batch: NewBatch): batch is StoredBatch {
	return 'id' in batch;
}

/** Stores requests before anything is judged: once this returns, a crash loses none of them. */
export async function storeBatches(db: Kysely<Tables>, batches: readonly NewBatch[]): Promise<StoredBatch[]> {
	const rows = batches.map(({ feed, arrivedAt, records }) => ({
		feedId: feed.id,
		arrivedAt: toIsoInstant(arrivedAt),
		body: JSON.stringify(records)
	}));
	const stored = await db.insertInto('inboundBatch').values(rows).returning('id').execute();
	const ids = stored.map(({ id }) => id).sort((a, b) => a - b);
	return batches.map((batch, index) => ({ ...batch, id: ids[index] as number }));
}

/** Ids of the requests that a crash left between storing and judging, oldest first. */
export async function findUnjudged(db: Kysely<Tables>): Promise<number[]> {
	const rows = await db.selectFrom('inboundBatch').select('id').where('judgedAt', 'is', null).orderBy('id').execute();
	return rows.map(({ id }) => id);
}

/** A stored request that has not been judged yet; undefined when somebody else has judged it meanwhile. */
export async function findStoredBatch(db: Kysely<Tables>, id: number): Promise<StoredBatch | undefined> {
	const row = await db
		.selectFrom('inboundBatch')
		.innerJoin('feed', 'feed.id', 'inboundBatch.feedId')
		.select(['feed.id', 'feed.defaultUnit', 'inboundBatch.arrivedAt', 'inboundBatch.body'])
		.where('inboundBatch.id', '=', id)
		.where('inboundBatch.judgedAt', 'is', null)
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const { id: feedId, defaultUnit, arrivedAt, body } = row;
	return { id, feed: { id: feedId, defaultUnit }, arrivedAt, records: body as unknown[] };
}

/** Version of the ledger now. */
export async function readVersion(db: Kysely<Tables>): Promise<number> {
	const { rows } = await sql<{ version: number }>`select version from ledger_head`.execute(db);
	return rows[0]?.version ?? 0;
}

/** The answer to a request that has been judged, as it was stored. */
export async function readAnswer(db: Kysely<Tables>, batchId: number): Promise<BatchAnswer> {
	const rows = await db
		.selectFrom('inboundRecord')
		.select(['position', 'outcome', 'dossierCode', 'problem', 'field', 'detail'])
		.where('batchId', '=', batchId)
		.orderBy('position')
		.execute();
	const records = rows.map(({ position, outcome, dossierCode, problem, field, detail }): RecordAnswer => {
		const rest = { problem: problem ?? undefined, field: field ?? undefined, detail: detail ?? undefined };
		return { position, outcome, ...known({ dossier: dossierCode ?? undefined, ...rest }) };
	});
	return { version: await readVersion(db), ...countOutcomes(records), records };
}

export function countOutcomes(records: readonly { readonly outcome: Outcome }[]): Record<Outcome, number> {
	const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
	for (const { outcome } of records) counts[outcome]++;
	return counts;
}
