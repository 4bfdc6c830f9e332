import { hash } from 'node:crypto';
import type { AuditDetails } from '../../domain/audit/action.ts';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';

/** What the hash of an entry covers. */
export interface ChainedEntry {
	readonly seq: number;
	readonly at: Instant;
	readonly actorId: string | null;
	readonly actor: string | null;
	readonly action: string;
	readonly target: string | null;
	readonly details: AuditDetails;
}

/** Hash of an entry: SHA-256 over the hash before it and its canonical JSON, keys of the details sorted. */
export function toEntryHash(previous: Buffer, entry: ChainedEntry): Buffer {
	const details = Object.entries(entry.details).sort(([a], [b]) => (a < b ? -1 : 1));
	const { seq, at, actorId, actor, action, target } = entry;
	const text = JSON.stringify([seq, toIsoInstant(at), actorId, actor, action, target, details]);
	return hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'buffer');
}

/** The text as the database gives it back: it has no place for NUL and half characters. */
export function toStorable(text: string): string {
	return text.replaceAll('\0', '').toWellFormed();
}
