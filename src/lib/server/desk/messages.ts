import { type Kysely, sql } from 'kysely';
import type { MessageRow, Messages } from '../../contract/desk.ts';
import type { InboxNews } from '../../contract/live.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';

const MOST = 100;
/** Heard by every node: somebody's messages changed. Carries nothing; who and how many is asked of the table. */
export const INBOX_CHANNEL = 'inbox';

/** With the end of the transaction. However often it is said in one, it is heard once. */
export async function wakeInboxes(db: Kysely<Tables>): Promise<void> {
	await sql`select pg_notify(${INBOX_CHANNEL}, '')`.execute(db);
}

/** What a person was told, newest first, at most a hundred; `unread` counts all. Nobody reads another's. */
export async function readMessages(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	accountId: string
): Promise<Messages> {
	const rows = await selectMessages(db, accountId).orderBy('s.id', 'desc').limit(MOST).execute();
	return {
		unread: await countUnread(db, accountId),
		messages: rows.map((row) => toRow(row, catalogue))
	};
}

/** One of their own. Null: there is none of that number, or it is somebody else's. */
export async function findMessage(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	accountId: string,
	id: number
): Promise<MessageRow | null> {
	const row = await selectMessages(db, accountId).where('s.id', '=', id).executeTakeFirst();
	return row === undefined ? null : toRow(row, catalogue);
}

function selectMessages(db: Kysely<Tables>, accountId: string) {
	return db
		.selectFrom('message as s')
		.innerJoin('move as m', 'm.id', 's.moveId')
		.leftJoin('offer as o', 'o.moveId', 'm.id')
		.select(['s.id', 's.about', 's.at', 's.readAt', 's.got', 's.gave', 'm.id as moveId', 'm.kind', 'm.byName'])
		.select(['m.toUnit', 'm.toOfficial', 'm.reasonCode', 'm.reasonText', 'o.state', 'o.reason', 'o.answeredBy'])
		.select((eb) =>
			eb
				.selectFrom('moveItem as i')
				.select('i.undoneBy')
				.whereRef('i.moveId', '=', 's.moveId')
				.where('s.about', '=', 'undo')
				.where('i.undoneBy', 'is not', null)
				.orderBy('i.undoneVersion', 'desc')
				.limit(1)
				.as('undoneBy')
		)
		.where('s.accountId', '=', accountId);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

function toRow(row: Selected, catalogue: KnownCatalogue): MessageRow {
	return {
		id: row.id,
		about: row.about,
		at: row.at,
		read: row.readAt !== null,
		got: row.got,
		gave: row.gave,
		move: {
			id: row.moveId,
			kind: row.kind,
			by: row.byName,
			toUnit: namedUnit(catalogue, row.toUnit),
			toOfficial: row.toOfficial,
			reason: { code: row.reasonCode, text: row.reasonText },
			offer: row.state,
			offerReason: row.reason,
			answeredBy: row.answeredBy,
			undoneBy: row.undoneBy
		}
	};
}

/** How the messages of these people stand, in one query. Who has none is missing. */
export async function readInboxes(db: Kysely<Tables>, accountIds: readonly string[]): Promise<Map<string, InboxNews>> {
	const { rows } = await sql<InboxNews & { accountId: string }>`
		select account_id, count(*) filter (where read_at is null) as unread, max(id) as newest
		from message where account_id = any(${[...accountIds]}::text[]) group by account_id`.execute(db);
	return new Map(rows.map(({ accountId, unread, newest }) => [accountId, { unread, newest }]));
}

/** For the mark in the frame of every page: one step into an index. */
export async function countUnread(db: Kysely<Tables>, accountId: string): Promise<number> {
	const { n } = await db
		.selectFrom('message')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('accountId', '=', accountId)
		.where('readAt', 'is', null)
		.executeTakeFirstOrThrow();
	return n;
}

/** Marks messages of a person as read; without numbers all of them. Others' are left alone. */
export async function markRead(
	db: Kysely<Tables>,
	accountId: string,
	now: Instant,
	ids?: readonly number[]
): Promise<void> {
	const { numUpdatedRows } = await db
		.updateTable('message')
		.set({ readAt: toIsoInstant(now) })
		.where('accountId', '=', accountId)
		.where('readAt', 'is', null)
		.$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(ids ?? [])]}::bigint[])`))
		.executeTakeFirst();
	// Their other screens show it too.
	if (numUpdatedRows > 0n) await wakeInboxes(db);
}
