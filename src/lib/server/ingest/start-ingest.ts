import type { BatchAnswer } from '../../contract/outcome.ts';
import { createKeyCheck, type KeyCheck } from '../feeds/feed-keys.ts';
import { createSignBook } from '../feeds/feed-signs.ts';
import type { IngestDeps } from './deps.ts';
import type { NewBatch } from './inbox.ts';
import { createQueue, type TakeBatch } from './queue.ts';

/** The way in, as routes and commands use it. */
export interface Ingest extends IngestDeps {
	/** Takes a request into the ledger, together with others that come at the same time. */
	readonly take: TakeBatch;
	/** The feed a key belongs to. */
	readonly checkKey: KeyCheck;
	/** So much waits for the database that no more should be read: the sender keeps it and comes again. */
	isFull(): boolean;
	/** Resolves when every request taken so far is answered, also one whose sender has gone away. */
	settle(): Promise<void>;
}

/** Whoever measures what comes in. */
export interface IngestMeter {
	answered(feed: string, answer: BatchAnswer, spentMs: number): void;
	/** A fault of ours or of the database; the records may be stored, and are judged at the next start. */
	failed(feed: string, records: number): void;
}

/** Records taken and not answered yet, beyond which senders are put off: some hundred megabytes of them. */
const MAX_UNANSWERED = 100_000;

/** `mostUnanswered`: records beyond which senders are put off. */
export function startIngest(deps: IngestDeps, meter?: IngestMeter, mostUnanswered = MAX_UNANSWERED): Ingest {
	const queue = createQueue(deps);
	const running = new Set<Promise<unknown>>();
	let unanswered = 0;
	const noteSign = createSignBook(deps.db);
	const measured = async (batch: NewBatch): Promise<BatchAnswer> => {
		const started = performance.now();
		unanswered += batch.records.length;
		try {
			const answer = await queue(batch);
			meter?.answered(batch.feed.id, answer, performance.now() - started);
			return answer;
		} catch (error) {
			meter?.failed(batch.feed.id, batch.records.length);
			throw error;
		} finally {
			unanswered -= batch.records.length;
		}
	};
	return {
		...deps,
		take: (batch) => {
			const answer = measured(batch);
			// Also records that were refused are a sign of life. What cannot be noted now is noted with the next.
			const done: Promise<unknown> = answer
				.then(() => (batch.records.length > 0 ? noteSign(batch.feed.id, batch.arrivedAt) : undefined))
				.catch(() => undefined)
				.finally(() => running.delete(done));
			running.add(done);
			return answer;
		},
		checkKey: createKeyCheck(deps.db, deps.now),
		isFull: () => unanswered >= mostUnanswered,
		settle: async () => {
			while (running.size > 0) await Promise.all(running);
		}
	};
}
