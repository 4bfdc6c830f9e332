import { type Kysely, sql } from 'kysely';

/** How long the queues to the systems of record are is asked by every scrape of every node. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
-- Serves the metrics: what waits is little, while the table only grows. Those a system asks for have no next_at.
create index reassignment_queued on reassignment (feed_id, at) where state = 'queued';
`.execute(db);
}
