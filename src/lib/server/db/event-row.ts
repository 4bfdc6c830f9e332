import type { DossierEvent, EventType } from '../../domain/dossier/event.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** The columns of `event` from which the event is made again. */
export interface EventRow {
	readonly key: string;
	readonly type: EventType;
	readonly at: Instant;
	readonly body: Readonly<Record<string, unknown>>;
}

/** What the ledger stored, as the event it was made from. */
export function toEvent({ key, type, at, body }: EventRow): DossierEvent {
	return { ...(body as Omit<DossierEvent, 'key' | 'type' | 'at'>), key, type, at };
}

/** The part of an event that goes into the column `body`. */
export function toBody({
	key: _key,
	type: _type,
	at: _at,
	...body
}: DossierEvent): Omit<DossierEvent, 'key' | 'type' | 'at'> {
	return body;
}
