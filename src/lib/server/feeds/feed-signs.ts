import { type Kysely, sql } from 'kysely';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/** A feed that sends all the time is noted this often; a silence is measured in minutes. */
const NOTE_MS = 5_000;

/** Notes when a feed last sent a record. An earlier time than the one noted changes nothing. */
export async function noteSign(db: Kysely<Tables>, feedId: string, at: Instant): Promise<void> {
	await db
		.insertInto('feedSign')
		.values({ feedId, lastRecordAt: toIsoInstant(at) })
		.onConflict((conflict) =>
			conflict.column('feedId').doUpdateSet({
				lastRecordAt: sql`greatest(feed_sign.last_record_at, excluded.last_record_at)`
			})
		)
		.execute();
}

/** Notes the signs of every feed, the first at once and then at most one every few seconds. */
export function createSignBook(db: Kysely<Tables>): (feedId: string, at: Instant) => Promise<void> {
	const noted = new Map<string, Instant>();
	return async (feedId, at) => {
		const before = noted.get(feedId);
		if (before !== undefined && Math.abs(at - before) < NOTE_MS) return;
		noted.set(feedId, at);
		await noteSign(db, feedId, at);
	};
}
