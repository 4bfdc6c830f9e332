import type { RecordAnswer } from '../../contract/outcome.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { type FeedFacts, isStored, type NewBatch } from './inbox.ts';
import { splitPersonal, type SplitRecord } from './personal.ts';
import type { Problem, Reading } from './reading.ts';
import { findDossierCode, toEvents } from './to-events.ts';

/** A record and what it says, before the ledger is asked. */
export interface InboundRecord {
	/** Number of its request; while that is not stored, its place among those that are judged together. */
	readonly batchId: number;
	readonly position: number;
	readonly feedId: string;
	readonly arrivedAt: Instant;
	readonly split: SplitRecord;
	readonly dossierCode: string | null;
	readonly reading: Reading | Problem;
}

/** `place`: of a request that is not stored, among those that are judged together. */
export function readBatch(batch: NewBatch, catalogue: KnownCatalogue, place = 0): InboundRecord[] {
	const from = { batchId: isStored(batch) ? batch.id : place, feed: batch.feed, arrivedAt: batch.arrivedAt, catalogue };
	return batch.records.map((record, position) => readInbound(record, { ...from, position }));
}

export interface InboundPlace {
	readonly batchId: number;
	readonly position: number;
	readonly feed: FeedFacts;
	readonly arrivedAt: Instant;
	readonly catalogue: KnownCatalogue;
}

/** What one record says, taken apart for storing. */
export function readInbound(record: unknown, place: InboundPlace): InboundRecord {
	const { batchId, position, feed, arrivedAt, catalogue } = place;
	return {
		batchId,
		position,
		feedId: feed.id,
		arrivedAt,
		split: splitPersonal(record),
		dossierCode: findDossierCode(record),
		reading: toEvents(record, { catalogue, defaultUnit: feed.defaultUnit, arrivedAt })
	};
}

/** What became of a record, beside its place. */
export type Verdict = Omit<RecordAnswer, 'position' | 'dossier'>;
