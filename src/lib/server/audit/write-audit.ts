import type { Kysely } from 'kysely';
import type { AuditAction, AuditActor, AuditDetails } from '../../domain/audit/action.ts';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { toEntryHash, toStorable } from './chain.ts';

export interface NewAuditEntry {
	readonly at: Instant;
	/** Null: nobody signed in, or the command line. */
	readonly actor: AuditActor | null;
	readonly action: AuditAction;
	/** What it was done to, by the name people know. */
	readonly target?: string | null;
	readonly details?: AuditDetails;
}

/**
 * Adds an entry to the log. In a transaction it commits with what it tells of: make it the last statement there, for
 * everybody else's entries wait from here until the commit.
 */
export async function audit(db: Kysely<Tables>, entry: NewAuditEntry): Promise<void> {
	if (!db.isTransaction) return db.transaction().execute((trx) => audit(trx, entry));
	const head = await db.selectFrom('auditHead').select(['seq', 'hash']).forUpdate().executeTakeFirstOrThrow();
	const details = Object.entries(entry.details ?? {}).map(
		([key, value]) => [key, typeof value === 'string' ? toStorable(value) : value] as const
	);
	const next = {
		seq: head.seq + 1,
		at: entry.at,
		actorId: entry.actor?.id ?? null,
		actor: entry.actor === null ? null : toStorable(entry.actor.name),
		action: entry.action,
		target: entry.target === undefined || entry.target === null ? null : toStorable(entry.target),
		details: Object.fromEntries(details)
	};
	const hash = toEntryHash(head.hash, next);
	await db
		.insertInto('auditEntry')
		.values({
			...next,
			at: toIsoInstant(next.at),
			details: JSON.stringify(next.details),
			previous: head.hash,
			hash
		})
		.execute();
	await db.updateTable('auditHead').set({ seq: next.seq, hash }).execute();
}
