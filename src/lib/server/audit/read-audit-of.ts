import type { Kysely } from 'kysely';
import type { AuditAction } from '../../domain/audit/action.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/** What the log says of one thing, oldest first. */
export function readAuditOf(
	db: Kysely<Tables>,
	target: string
): Promise<{ seq: number; at: Instant; actor: string | null; action: AuditAction }[]> {
	return db
		.selectFrom('auditEntry')
		.select(['seq', 'at', 'actor', 'action'])
		.where('target', '=', target)
		.where('action', 'in', ['frozen', 'signed-off', 'published', 'corrected', 'withdrawn'])
		.orderBy('seq')
		.execute();
}
