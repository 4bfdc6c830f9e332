import type { IngestDeps } from './deps.ts';
import { findStoredBatch, findUnjudged } from './inbox.ts';
import { AlreadyJudged, judgeBatches } from './record-batch.ts';

/**
 * Judges the requests that a crash left stored and unjudged; called at start, and safe beside other nodes that run.
 * One that still fails is reported and left for the next start. Returns how many were judged.
 */
export async function recoverUnjudged(deps: IngestDeps): Promise<number> {
	let judged = 0;
	for (const id of await findUnjudged(deps.db)) {
		try {
			const batch = await findStoredBatch(deps.db, id);
			if (batch === undefined) continue;
			await judgeBatches(deps, [batch]);
			judged++;
		} catch (error) {
			if (!(error instanceof AlreadyJudged)) deps.log?.error({ err: error, batch: id }, 'stored request not judged');
		}
	}
	return judged;
}
