import { type Transaction, sql } from 'kysely';
import type { MoveKind } from '../../contract/desk.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { findMailbox, readHeads, readLinkedAccounts } from '../access/desk-accounts.ts';
import type { Tables } from '../db/tables.ts';
import { rowArrays } from '../ingest/row-arrays.ts';
import type { Mover } from './deps.ts';
import { wakeInboxes } from './messages.ts';
import type { Notice } from './notice.ts';

/** So long a message may grow while a long move goes on, before it is mailed: once, and whole. */
const MAIL_AFTER_MS = 20_000;

interface Telling {
	readonly moveId: string;
	/** Told already by having done it. */
	readonly by: Mover;
	readonly now: Instant;
}

interface Change {
	readonly unit: string;
	readonly handler: string;
	readonly got: number;
	readonly gave: number;
}

/**
 * Tells officials with an account what a move (or taking it back) brought or took, counting all of it so far: one message
 * each, that grows while a long move goes on. Where dossiers change their unit, the heads of both are told too: of a direction,
 * and of anything that is taken back. Of an offer that is accepted they have heard by the offer and the answer.
 */
export async function tellHands(
	trx: Transaction<Tables>,
	about: 'move' | 'undo',
	{ moveId, by, now }: Telling
): Promise<void> {
	const isUndo = about === 'undo';
	const { rows } = await sql<Change>`
		select unit, handler, sum(got) as got, sum(gave) as gave from (
			select to_unit as unit, to_handler as handler, 1 as got, 0 as gave from move_item
			where move_id = ${moveId} and result = 'moved' and to_handler is not null and (undone_at is not null) >= ${isUndo}
			union all
			select from_unit, from_handler, 0, 1 from move_item
			where move_id = ${moveId} and result = 'moved' and from_handler is not null and (undone_at is not null) >= ${isUndo}
		) as changes group by 1, 2`.execute(trx);
	const accounts = await readLinkedAccounts(trx, [...new Set(rows.map(({ unit }) => unit))], now);
	const notices = new Map<string, Notice>();
	const add = (to: { accountId: string; email: string }, got: number, gave: number) => {
		const before = notices.get(to.accountId);
		const sum = { got: got + (before?.got ?? 0), gave: gave + (before?.gave ?? 0) };
		notices.set(to.accountId, { accountId: to.accountId, email: to.email, about, moveId, ...sum });
	};
	for (const row of rows) {
		// Taken back, what came has left again.
		const [got, gave] = isUndo ? [row.gave, row.got] : [row.got, row.gave];
		for (const account of accounts) {
			if (account.isDisabled || account.unit !== row.unit || account.handler !== row.handler) continue;
			add(account, got, gave);
		}
	}
	const { rows: crossed } = await sql<{ kind: MoveKind; unit: string; got: number; gave: number }>`
		select kind, unit, sum(got) as got, sum(gave) as gave from (
			select m.kind, e.unit, e.got, e.gave from move m join move_item i on i.move_id = m.id
			cross join lateral (values (i.to_unit, 1, 0), (i.from_unit, 0, 1)) as e (unit, got, gave)
			where m.id = ${moveId} and i.result = 'moved' and i.from_unit <> i.to_unit
				and (i.undone_at is not null) >= ${isUndo}
		) as ends group by 1, 2`.execute(trx);
	for (const { kind, unit, got, gave } of crossed) {
		if (!isUndo && kind === 'unit-offer') continue;
		for (const head of await readHeads(trx, unit, now)) add(head, isUndo ? gave : got, isUndo ? got : gave);
	}
	await save(trx, [...notices.values()], by, now);
}

/** Tells the heads of a unit that so many dossiers are offered to it. */
export async function tellOffered(
	trx: Transaction<Tables>,
	unit: string,
	dossiers: number,
	{ moveId, by, now }: Telling
): Promise<void> {
	const heads = await readHeads(trx, unit, now);
	const notices = heads.map((head): Notice => ({ ...head, about: 'offer', moveId, got: dossiers, gave: 0 }));
	await save(trx, notices, by, now);
}

/** Tells whoever offered what became of it. */
export async function tellAnswer(
	trx: Transaction<Tables>,
	to: { accountId: string; email: string },
	dossiers: number,
	{ moveId, by, now }: Telling
): Promise<void> {
	await save(trx, [{ ...to, about: 'answer', moveId, got: 0, gave: dossiers }], by, now);
}

async function save(trx: Transaction<Tables>, all: readonly Notice[], by: Mover | null, now: Instant): Promise<void> {
	const notices = all.filter(({ accountId }) => accountId !== by?.id);
	if (notices.length === 0) return;
	const rows = notices.map(({ accountId, moveId, about, got, gave }) => ({
		account_id: accountId,
		move_id: moveId,
		about,
		got,
		gave
	}));
	const types = { account_id: 'text', move_id: 'uuid', about: 'text', got: 'integer', gave: 'integer' };
	await sql`
		insert into message (account_id, move_id, about, at, got, gave, mail_due_at)
		select account_id, move_id, about, ${toIsoInstant(now)}::timestamptz, got, gave,
			case when not u.is_demo and u.email not like '%.invalid' then ${toIsoInstant(now + MAIL_AFTER_MS)}::timestamptz end
		from ${rowArrays(types, rows)} as n (account_id, move_id, about, got, gave)
		join auth."user" u on u.id = n.account_id
		order by account_id
		on conflict (account_id, move_id, about) do update set got = excluded.got, gave = excluded.gave`.execute(trx);
	await wakeInboxes(trx);
}

/**
 * Tells of dossiers of a move that their system of record refused: whoever moved, and both hands where it went back. Counts
 * all refused so far, as the others do.
 */
export async function tellRefused(
	trx: Transaction<Tables>,
	{ moveId, accountId, now }: { readonly moveId: string; readonly accountId: string; readonly now: Instant }
): Promise<void> {
	const { rows } = await sql<{ total: number; unit: string | null; handler: string | null; got: number; gave: number }>`
		with refused as (
			select from_unit, from_handler, to_unit, to_handler, rolled_back from reassignment
			where move_id = ${moveId} and state = 'refused'
		)
		select null as unit, null as handler, 0::bigint as got, 0::bigint as gave, count(*) as total from refused
		union all
		select unit, handler, sum(got), sum(gave), 0 from (
			select from_unit as unit, from_handler as handler, 1 as got, 0 as gave from refused where rolled_back
			union all select to_unit, to_handler, 0, 1 from refused where rolled_back
		) as hands where unit is not null and handler is not null group by 1, 2`.execute(trx);
	const units = [...new Set(rows.flatMap(({ unit }) => unit ?? []))];
	const notices = new Map<string, Notice>();
	for (const { accountId: id, email, isDisabled, unit, handler } of await readLinkedAccounts(trx, units, now)) {
		if (isDisabled) continue;
		for (const row of rows) {
			if (row.unit !== unit || row.handler !== handler) continue;
			const before = notices.get(id);
			const [got, gave] = [row.got + (before?.got ?? 0), row.gave + (before?.gave ?? 0)];
			notices.set(id, { accountId: id, email, about: 'refusal', moveId, got, gave });
		}
	}
	const author = await findMailbox(trx, accountId);
	const total = rows.find(({ unit }) => unit === null)?.total ?? 0;
	if (author !== undefined)
		notices.set(accountId, { ...author, about: 'refusal', moveId, got: notices.get(accountId)?.got ?? 0, gave: total });
	await save(trx, [...notices.values()], null, now);
}
