import type { Instant } from '../time/instant.ts';
import type { EventType } from './event.ts';

/** When we heard of a dossier: what its events' own times cannot tell. */
export interface Arrivals {
	/** Of the first and the last record of it. */
	readonly firstAt: Instant;
	readonly lastAt: Instant;
	/** Of the end of its processing. Null: open. */
	readonly endAt: Instant | null;
}

/** An event as far as its arrival matters. */
export interface Arrival {
	readonly type: EventType;
	readonly at: Instant;
	readonly arrivedAt: Instant;
}

const ENDS: ReadonlySet<EventType> = new Set(['refused', 'withdrawn', 'resolved', 'returned']);

/**
 * Adds arrivals to those known, in any order. `closedAt` is that of the state with them: an end that is not among them
 * was among the known. Throws when there are none at all.
 */
export function addArrivals(known: Arrivals | null, news: readonly Arrival[], closedAt: Instant | null): Arrivals {
	const times = news.map(({ arrivedAt }) => arrivedAt);
	if (known !== null) times.push(known.firstAt, known.lastAt);
	if (times.length === 0) throw new RangeError('a dossier has arrivals');
	const ends = news.filter(({ type, at }) => at === closedAt && ENDS.has(type)).map(({ arrivedAt }) => arrivedAt);
	const endAt = ends.length > 0 ? Math.min(...ends) : (known?.endAt ?? null);
	return { firstAt: Math.min(...times), lastAt: Math.max(...times), endAt: closedAt === null ? null : endAt };
}
