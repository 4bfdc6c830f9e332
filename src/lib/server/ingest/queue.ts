import type { BatchAnswer } from '../../contract/outcome.ts';
import type { IngestDeps } from './deps.ts';
import type { NewBatch } from './inbox.ts';
import { recordBatches } from './record-batch.ts';

/** Takes one request into the ledger; resolves when it is committed. */
export type TakeBatch = (batch: NewBatch) => Promise<BatchAnswer>;

interface Waiting {
	readonly batch: NewBatch;
	readonly answer: PromiseWithResolvers<BatchAnswer>;
}

/** Records that one transaction takes in at most, unless a single request has more. */
const MAX_MERGED = 1_000;

/** While one transaction is in the database, the next can be read. */
const LANES = 2;

/** Records for which a second transaction beside the first is worth its fixed cost; fewer wait and share the next one. */
const WORTH_A_LANE = 100;

/**
 * Lets requests that come while others are being committed share the next transaction: one wait for the disk and one
 * version for all of them, instead of one each.
 */
export function createQueue(deps: IngestDeps): TakeBatch {
	const waiting: Waiting[] = [];
	let busy = 0;
	const mayStart = (): boolean => busy === 0 || (busy < LANES && countRecords(waiting) >= WORTH_A_LANE);
	const work = async (): Promise<void> => {
		busy++;
		do await answer(deps, nextGroup(waiting));
		while (waiting.length > 0 && (busy === 1 || countRecords(waiting) >= WORTH_A_LANE));
		busy--;
	};
	return (batch) => {
		const answer = Promise.withResolvers<BatchAnswer>();
		waiting.push({ batch, answer });
		if (mayStart()) void work();
		return answer.promise;
	};
}

function countRecords(waiting: readonly Waiting[]): number {
	return waiting.reduce((sum, { batch }) => sum + batch.records.length, 0);
}

function nextGroup(waiting: Waiting[]): Waiting[] {
	let records = 0;
	const end = waiting.findIndex(({ batch }, index) => (records += batch.records.length) > MAX_MERGED && index > 0);
	return waiting.splice(0, end === -1 ? waiting.length : end);
}

async function answer(deps: IngestDeps, group: readonly Waiting[]): Promise<void> {
	const results = await recordBatches(
		deps,
		group.map(({ batch }) => batch)
	);
	for (const [index, { answer }] of group.entries()) {
		const result = results[index];
		if (result?.status === 'fulfilled') answer.resolve(result.value);
		else answer.reject(result?.reason);
	}
}
