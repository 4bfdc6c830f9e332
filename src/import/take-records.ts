import type { RecordAnswer } from '../lib/contract/outcome.ts';
import type { Instant } from '../lib/domain/time/instant.ts';
import type { IngestDeps } from '../lib/server/ingest/deps.ts';
import { readBatch } from '../lib/server/ingest/inbound.ts';
import type { FeedFacts } from '../lib/server/ingest/inbox.ts';
import { judge, recordBatch } from '../lib/server/ingest/record-batch.ts';
import type { MappedRecord } from './map-row.ts';

/** Gives records to the way in; one answer each, in order. */
export type TakeRecords = (records: readonly MappedRecord[], arrivedAt: Instant) => Promise<readonly RecordAnswer[]>;

/** The way every feed's records go: stored, judged, in the ledger when this resolves. */
export function takeInto(deps: IngestDeps, feed: FeedFacts): TakeRecords {
	return async (records, arrivedAt) => (await recordBatch(deps, { feed, arrivedAt, records })).records;
}

/**
 * Judges by the same rules against the same ledger and writes nothing, so one batch does not see another: events that
 * come again under their key, but in other words, in a later part of the file are not found out.
 */
export function judgeOnly(deps: IngestDeps, feed: FeedFacts): TakeRecords {
	return async (records, arrivedAt) => {
		const inbound = readBatch({ feed, arrivedAt, records }, deps.catalogue());
		const { verdicts } = await deps.db.transaction().execute((trx) => judge(trx, deps, inbound));
		return verdicts.map((verdict, position) => {
			const dossier = inbound[position]?.dossierCode ?? null;
			return { position, ...verdict, ...(dossier === null ? {} : { dossier }) };
		});
	};
}
