import type { Instant } from '../time/instant.ts';
import { EVENT_TYPES, type DossierEvent, type EventType } from './event.ts';

/** The place of an event in the life of its dossier. */
export interface EventPlace {
	readonly at: Instant;
	readonly type: EventType;
	readonly key: string;
}

/** Events of one instant follow the usual course: accepted before processing, resolved before returned. */
const RANK = Object.fromEntries(Object.keys(EVENT_TYPES).map((type, rank) => [type, rank])) as Record<
	EventType,
	number
>;

/** Orders events by time, then type, then key: the same order however they arrived. */
export function compareEvents(a: EventPlace, b: EventPlace): number {
	return a.at - b.at || RANK[a.type] - RANK[b.type] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** In order, each key once: of events that share a key the first counts. */
export function inOrder(events: readonly DossierEvent[]): readonly DossierEvent[] {
	const seen = new Set<string>();
	return [...events].sort(compareEvents).filter(({ key }) => !seen.has(key) && seen.add(key));
}
