import { type Kysely, sql } from 'kysely';
import type { Reassignment, ReassignmentState, ReassignmentView } from '../../contract/reassignment.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { toReassignment } from './due.ts';

const COLUMNS = [
	'id',
	'seq',
	'dossierCode',
	'about',
	'fromUnit',
	'fromHandler',
	'toUnit',
	'toHandler',
	'byName',
	'reason',
	'at',
	'version',
	'state'
] as const;

export type PulledReassignment = Reassignment & { readonly state: ReassignmentState };

/** A page of what a feed's system is told, oldest first, after a `sequence`. Once seen, an entry's place never changes. */
export async function pageReassignments(
	db: Kysely<Tables>,
	feedId: string,
	{ after, limit }: { readonly after: number; readonly limit: number }
): Promise<{ readonly reassignments: readonly PulledReassignment[]; readonly next: string | null }> {
	const rows = await db
		.selectFrom('reassignment')
		.select(COLUMNS)
		.where('feedId', '=', feedId)
		.where('seq', '>', after)
		.orderBy('seq')
		.limit(limit)
		.execute();
	const last = rows.at(-1)?.seq;
	return {
		reassignments: rows.map((row) => ({ ...toReassignment(row), state: row.state })),
		next: last === undefined ? null : String(last)
	};
}

/** The latest of a dossier, by its feed's name. For somebody who may see the dossier: the caller has asked. */
export async function findReassignmentOf(db: Kysely<Tables>, dossier: string): Promise<ReassignmentView | null> {
	const row = await db
		.selectFrom('reassignment as r')
		.innerJoin('feed as f', 'f.id', 'r.feedId')
		.select(['f.name as feed', 'r.state', 'r.about', 'r.answerReason as reason', 'r.rolledBack'])
		.select((eb) => eb.fn.coalesce('r.answeredAt', 'r.deliveredAt', 'r.at').as('since'))
		.where('r.dossierCode', '=', dossier)
		.orderBy('r.seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}

export interface OutletOverview {
	readonly feedId: string;
	/** Null: it asks. Without its path, which may be a secret. */
	readonly origin: string | null;
	readonly counts: Readonly<Partial<Record<ReassignmentState, number>>>;
	/** Why what waits now has failed last. */
	readonly problem: string | null;
}

/** Feeds whose systems are told, with how far that has come. */
export async function listOutlets(db: Kysely<Tables>): Promise<OutletOverview[]> {
	const { rows } = await sql<{
		feedId: string;
		url: string | null;
		counts: Record<string, number> | null;
		problem: string | null;
	}>`
		select o.feed_id, o.url, (
				select json_object_agg(state, n) from (
					select state, count(*) as n from reassignment where feed_id = o.feed_id group by state) as s
			) as counts, (
				select problem from reassignment where feed_id = o.feed_id and state = 'queued' and problem is not null
				order by seq limit 1
			) as problem
		from feed_outlet o order by o.feed_id`.execute(db);
	return rows.map(({ url, counts, ...row }) => ({
		...row,
		origin: url === null ? null : new URL(url).origin,
		counts: counts ?? {}
	}));
}

export interface DeadLetter {
	readonly id: string;
	readonly feedId: string;
	readonly dossierCode: string;
	readonly at: Instant;
	readonly attempts: number;
	readonly problem: string | null;
}

/** Oldest first, at most so many. */
export function listDead(db: Kysely<Tables>, limit: number): Promise<DeadLetter[]> {
	return db
		.selectFrom('reassignment')
		.select(['id', 'feedId', 'dossierCode', 'at', 'attempts', 'problem'])
		.where('state', '=', 'dead')
		.orderBy('feedId')
		.orderBy('seq')
		.limit(limit)
		.execute();
}
