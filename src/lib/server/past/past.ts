import type { Kysely } from 'kysely';
import type { PastView } from '../../contract/past-view.ts';
import type { PastAsk } from '../../domain/time/past.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from '../read/as-of.ts';

/**
 * How a past instant is looked at. What was asked for as it was known then, from before the first record came to us, is
 * answered by what is known today: nothing was known, and nothing is not what somebody wants to see.
 */
export async function toPastView(db: Kysely<Tables>, { at, known }: PastAsk): Promise<PastView> {
	const firstArrival = await readFirstArrival(db);
	const isBefore = known === 'then' && (firstArrival === null || at < firstArrival);
	return { at, known: isBefore ? 'now' : known, firstArrival: isBefore ? firstArrival : null };
}

/**
 * Which events count. As it was known: whatever had come to us, also what a hasty clock had stamped a little later, for
 * so the board counted it.
 */
export function toAsOf({ at, known }: Pick<PastView, 'at' | 'known'>): AsOf {
	return known === 'then' ? { until: null, known: at } : { until: at, known: null };
}

/** When the first record of all came to us; null: none has. Before it nothing was known. */
export async function readFirstArrival(db: Kysely<Tables>): Promise<Instant | null> {
	const first = await db.selectFrom('inboundBatch').select('arrivedAt').orderBy('id').limit(1).executeTakeFirst();
	return first?.arrivedAt ?? null;
}
