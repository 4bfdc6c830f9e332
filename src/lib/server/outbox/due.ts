import { type Kysely, sql } from 'kysely';
import type { Reassignment, ReassignmentMessage } from '../../contract/reassignment.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';

/** What the system of record is told, as it is stored. */
export interface ReassignmentRow {
	readonly id: string;
	readonly seq: number;
	readonly dossierCode: string;
	readonly about: Reassignment['about'];
	readonly fromUnit: string | null;
	readonly fromHandler: string | null;
	readonly toUnit: string | null;
	readonly toHandler: string | null;
	readonly byName: string;
	readonly reason: string;
	readonly at: Instant;
	readonly version: number;
}

export interface ClaimedReassignment extends ReassignmentRow {
	readonly feedId: string;
	readonly attempts: number;
	readonly firstTriedAt: Instant;
}

export interface DueOutlet {
	readonly feedId: string;
	readonly url: string;
	readonly secret: Buffer;
}

/** Feeds with something to post now. */
export async function findDueOutlets(db: Kysely<Tables>, now: Instant): Promise<DueOutlet[]> {
	const { rows } = await sql<DueOutlet>`
		select feed_id, url, secret from feed_outlet o
		where url is not null and exists (
			select from reassignment r where r.feed_id = o.feed_id and r.state = 'queued' and r.next_at <= ${timestamp(now)})
		order by feed_id`.execute(db);
	return rows;
}

/** When something falls due next. Null: nothing waits. */
export async function nextDueAt(db: Kysely<Tables>, now: Instant): Promise<Instant | null> {
	const { rows } = await sql<{ at: Instant | null }>`
		select min(next_at) as at from reassignment where state = 'queued' and next_at > ${timestamp(now)}`.execute(db);
	return rows[0]?.at ?? null;
}

/**
 * Takes what is due of a feed for this node: until `until` no other takes it. Of a dossier only the earliest that was not
 * received, so that none overtakes another; a dead letter holds back what comes after it. Rows another node is just
 * taking are left to it.
 */
export async function claimDue(
	db: Kysely<Tables>,
	feedId: string,
	{ now, until, most }: { readonly now: Instant; readonly until: Instant; readonly most: number }
): Promise<ClaimedReassignment[]> {
	const { rows } = await sql<ClaimedReassignment>`
		update reassignment set next_at = ${timestamp(until)}, attempts = attempts + 1,
			first_tried_at = coalesce(first_tried_at, ${timestamp(now)})
		where seq in (
			select r.seq from reassignment r
			where r.feed_id = ${feedId} and r.state = 'queued' and r.next_at <= ${timestamp(now)} and not exists (
				select from reassignment e
				where e.dossier_code = r.dossier_code and e.seq < r.seq and e.state in ('queued', 'dead'))
			order by r.next_at, r.seq limit ${most} for update of r skip locked
		)
		returning id, seq, feed_id, dossier_code, about, from_unit, from_handler, to_unit, to_handler, by_name, reason, at,
			version, attempts, first_tried_at`.execute(db);
	return rows.sort((a, b) => a.seq - b.seq);
}

export function toReassignment(row: ReassignmentRow): Reassignment {
	return {
		id: row.id,
		sequence: row.seq,
		dossier: row.dossierCode,
		about: row.about,
		from: { unit: row.fromUnit, handler: row.fromHandler },
		to: { unit: row.toUnit, handler: row.toHandler },
		by: row.byName,
		reason: row.reason,
		decidedAt: toIsoInstant(row.at),
		version: row.version
	};
}

export function toMessage(row: ReassignmentRow): ReassignmentMessage {
	return { type: 'dossier.reassigned', timestamp: toIsoInstant(row.at), data: toReassignment(row) };
}
