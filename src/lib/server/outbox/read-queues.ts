import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/** What waits for one system of record. */
export interface OutboxQueue {
	readonly feedId: string;
	/** Not received yet, posted to it or asked for by it; what is under way included. */
	readonly queued: number;
	/** When the oldest of them was decided. Null: none waits. */
	readonly oldestAt: Instant | null;
	readonly dead: number;
}

/** For each system that is told, and for any that no longer is and still has something waiting. Steps into small indexes. */
export async function readOutboxQueues(db: Kysely<Tables>): Promise<OutboxQueue[]> {
	const { rows } = await sql<OutboxQueue>`
		select feed_id, sum(queued)::bigint as queued, min(oldest_at) as oldest_at, sum(dead)::bigint as dead from (
			select feed_id, 0 as queued, null::timestamptz as oldest_at, 0 as dead from feed_outlet
			union all
			select feed_id, count(*), min(at), 0 from reassignment where state = 'queued' group by feed_id
			union all
			select feed_id, 0, null, count(*) from reassignment where state = 'dead' group by feed_id
		) as queues group by feed_id order by feed_id`.execute(db);
	return rows;
}
