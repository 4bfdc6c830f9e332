import { sql } from 'kysely';
import type { Outcome } from '../../contract/outcome.ts';
import type { IngestDeps } from './deps.ts';
import { readInbound, type InboundRecord } from './inbound.ts';
import { readVersion } from './inbox.ts';
import { joinPersonal } from './personal.ts';
import { judge } from './record-batch.ts';
import { writeChanges } from './write-changes.ts';
import { writeReplayed } from './write-outcomes.ts';

/** Which of the records that did not get in are judged again. All of them where nothing is said. */
export interface ReplayChoice {
	readonly feedId?: string;
	readonly outcome?: 'waiting' | 'rejected';
	readonly records?: readonly RecordPlace[];
}

export interface RecordPlace {
	readonly batchId: number;
	readonly position: number;
}

/** What became of the records judged again, and the version of the ledger after it. */
export type ReplayAnswer = Readonly<Record<Outcome, number>> & { readonly version: number };

const CHUNK = 500;

/**
 * Judges records again that did not get in: at somebody's wish, or (with `outcome: 'waiting'`) after the catalogue learned
 * something. They keep the time at which they arrived. Those taken meanwhile are passed over.
 */
export async function replay(deps: IngestDeps, choice: ReplayChoice = {}): Promise<ReplayAnswer> {
	const counts = { accepted: 0, repeated: 0, waiting: 0, rejected: 0 };
	let last: RecordPlace = { batchId: -1, position: -1 };
	for (;;) {
		const records = await readRefused(deps, choice, last);
		const end = records.at(-1);
		if (end === undefined) break;
		last = end;
		const verdicts = await deps.db.transaction().execute(async (trx) => {
			// Two replays of the same records would wait for each other's rows.
			await sql`select pg_advisory_xact_lock(hashtext('replay'))`.execute(trx);
			const judged = await judge(trx, deps, records);
			const version = judged.changed.length > 0 ? await writeChanges(trx, judged.changed) : 0;
			await writeReplayed(trx, judged, version);
			return judged.verdicts;
		});
		for (const { outcome } of verdicts) counts[outcome]++;
	}
	return { ...counts, version: await readVersion(deps.db) };
}

async function readRefused(
	{ db, catalogue }: IngestDeps,
	{ feedId, outcome, records }: ReplayChoice,
	after: RecordPlace
): Promise<InboundRecord[]> {
	let query = db
		.selectFrom('inboundRecord as r')
		.innerJoin('feed', 'feed.id', 'r.feedId')
		.leftJoin('inboundPersonal as p', (join) =>
			join.onRef('p.batchId', '=', 'r.batchId').onRef('p.position', '=', 'r.position')
		)
		.select(['r.batchId', 'r.position', 'r.feedId', 'r.arrivedAt', 'r.payload', 'p.fields', 'feed.defaultUnit'])
		.where('r.outcome', 'in', outcome === undefined ? ['waiting', 'rejected'] : [outcome])
		.where(sql<boolean>`(r.batch_id, r.position) > (${after.batchId}, ${after.position})`)
		.orderBy('r.batchId')
		.orderBy('r.position')
		.limit(CHUNK);
	if (feedId !== undefined) query = query.where('r.feedId', '=', feedId);
	if (records !== undefined) {
		const batches = records.map(({ batchId }) => batchId);
		const positions = records.map(({ position }) => position);
		query = query.where(
			sql<boolean>`(r.batch_id, r.position) in (select * from unnest(${batches}::bigint[], ${positions}::integer[]))`
		);
	}
	const known = catalogue();
	return (await query.execute()).map(({ batchId, position, feedId, arrivedAt, payload, fields, defaultUnit }) => {
		const split = { payload: payload as Record<string, unknown>, personal: fields as Record<string, unknown> | null };
		const feed = { id: feedId, defaultUnit };
		return readInbound(joinPersonal(split), { batchId, position, feed, arrivedAt, catalogue: known });
	});
}
