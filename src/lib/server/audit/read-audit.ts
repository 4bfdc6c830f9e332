import { type Kysely, sql } from 'kysely';
import type { AuditAction, AuditDetails } from '../../domain/audit/action.ts';
import { type Day, type Instant, startOfDay } from '../../domain/time/instant.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';

export interface AuditEntry {
	readonly seq: number;
	readonly at: Instant;
	readonly actorId: string | null;
	readonly actor: string | null;
	readonly action: AuditAction;
	readonly target: string | null;
	readonly details: AuditDetails;
}

export interface AuditFilter {
	/** Account that did it. */
	readonly actorId?: string;
	readonly action?: AuditAction;
	/** Office days, both included. */
	readonly from?: Day;
	readonly to?: Day;
}

interface AuditPage {
	readonly limit: number;
	/** Entries older than this one. */
	readonly before?: number;
}

/** The entries a filter lets through, newest first. `next` is where the page after this one goes on; null: none. */
export async function readAudit(
	db: Kysely<Tables>,
	filter: AuditFilter,
	{ limit, before }: AuditPage
): Promise<{ entries: AuditEntry[]; next: number | null }> {
	let query = db
		.selectFrom('auditEntry')
		.select(['seq', 'at', 'actorId', 'actor', 'action', 'target', 'details'])
		.orderBy('seq', 'desc')
		.limit(limit + 1);
	if (filter.actorId !== undefined) query = query.where('actorId', '=', filter.actorId);
	if (filter.action !== undefined) query = query.where('action', '=', filter.action);
	if (filter.from !== undefined) query = query.where(sql<boolean>`at >= ${timestamp(startOfDay(filter.from))}`);
	if (filter.to !== undefined) query = query.where(sql<boolean>`at < ${timestamp(startOfDay(filter.to + 1))}`);
	if (before !== undefined) query = query.where('seq', '<', before);
	const found = await query.execute();
	const entries = found.slice(0, limit);
	return { entries, next: found.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

/** Everybody who stands in the log, by name at their newest entry. */
export async function readAuditActors(db: Kysely<Tables>): Promise<{ id: string; name: string }[]> {
	const { rows } = await sql<{ id: string; name: string }>`
		select distinct on (actor_id) actor_id as id, actor as name from audit_entry
		where actor_id is not null order by actor_id, seq desc`.execute(db);
	return rows.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}
