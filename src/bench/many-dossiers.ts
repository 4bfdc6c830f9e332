import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';

/** A year of a province, and how many of its dossiers are open at any time. */
export const A_YEAR = 1_000_000;
const OPEN_SHARE = 0.05;

/**
 * Fills the ledger with dossiers number `from` + 1 … `to` by SQL alone, spread over units, procedures and channels. The
 * first million is the last year, one in twenty of it open; each further million is a year before it, all closed. They lie in
 * the order in which they were accepted, as in a ledger that grew. Each has its whole state, its acceptance as an event if it
 * is open, and nothing else: what reads the events of closed dossiers must not be measured on them. `isLean`: not even that, and no ends
 * counted by day.
 */
export async function fillDossiers(
	db: Kysely<Tables>,
	from: number,
	to: number,
	{ isLean = false }: { readonly isLean?: boolean } = {}
): Promise<void> {
	const open = Math.round(Math.min(to, A_YEAR) * OPEN_SHARE);
	await db.transaction().execute(async (trx) => {
		// All names come from the tables they refer to: to look each up again would take most of the time.
		await sql`set local session_replication_role = replica`.execute(trx);
		await insertDossiers(trx, from, to, open, isLean ? sql`'{}'` : stateOf());
		if (isLean) return;
		await insertAcceptances(trx, from, to, open);
		await countEnds(trx);
	});
	await sql`vacuum analyze dossier, event`.execute(db);
}

async function insertDossiers(
	trx: Transaction<Tables>,
	from: number,
	to: number,
	open: number,
	state: RawBuilder<unknown>
): Promise<void> {
	await sql`
		insert into dossier (code, version, feed_id, procedure, field, channel, receiving, resolving, "returning",
			cross_boundary, status, accepted_at, closed_at, due_at, first_due_at, timeliness, transferring_since,
			first_event_at, last_event_at, findings, state)
		select 'H12.' || r.code || '-FILL-' || i, 0, 'bench', p.code, p.field,
			(array['online', 'online', 'online', 'counter', 'post'])[1 + i % 5], r.code, s.code, r.code,
			r.code <> s.code, case when is_open then 4 else 9 end, t.accepted,
			case when is_open then null else t.accepted + interval '30 hours' end,
			t.accepted + (i % 300) * interval '2 hours', t.accepted + (i % 300) * interval '2 hours',
			case when is_open then null when i % 60 = 1 then 'late' else 'early' end,
			case when is_open and i % 20 = 3 and r.code <> s.code then t.accepted end,
			t.accepted, t.accepted + interval '30 hours', '{}', ${state}
		from generate_series(${from + 1}::int, ${to}::int) i
		cross join lateral (select i <= ${open} as is_open) o
		cross join lateral (select now() - interval '30 hours' - random() * case when is_open
			then interval '30 days' else interval '365 days' end - i / ${A_YEAR + 1} * interval '365 days' as accepted) a
		cross join lateral (select a.accepted, floor(extract(epoch from a.accepted) * 1000)::bigint as ms) t
		join (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_units from unit) r
			on r.n = i % r.all_units
		join (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_units from unit) s
			on s.n = (i / 3) % s.all_units
		join (select code, field, row_number() over (order by code) - 1 as n, count(*) over () as all_procedures from procedure) p
			on p.n = i % p.all_procedures
		order by t.accepted`.execute(trx);
}

/** Drops all other indices of dossiers: to keep each of them for years of closed ones takes most of the time of a fill. */
export async function keepIndices(db: Kysely<Tables>, kept: readonly string[]): Promise<void> {
	const { rows } = await sql<{ name: string }>`
		select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
		where x.indrelid = 'dossier'::regclass and not x.indisprimary and i.relname <> all(${[...kept]}::text[])`.execute(db);
	for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db);
}

/** A `DossierState` as the fold would have left it, transfer and all. */
function stateOf(): RawBuilder<unknown> {
	return sql`jsonb_build_object(
		'code', 'H12.' || r.code || '-FILL-' || i,
		'facts', jsonb_build_object('procedure', p.code, 'receiving', r.code, 'resolving', s.code, 'returning', r.code,
			'channel', (array['online', 'online', 'online', 'counter', 'post'])[1 + i % 5], 'applicantKind', 'citizen',
			'handler', null, 'step', null, 'expectedResult', null),
		'status', case when is_open then 4 else 9 end, 'statusSince', t.ms, 'filedAt', t.ms, 'acceptedAt', t.ms,
		'acceptanceAssumed', false, 'closedAt', case when is_open then null else t.ms + 108000000 end, 'returnedAt', null,
		'promises', jsonb_build_array(jsonb_build_object('at', t.ms, 'returnAt', t.ms + (i % 300)::bigint * 7200000,
			'cause', 'receipt', 'reason', null, 'by', null)),
		'pauses', '[]'::jsonb, 'handovers', '[]'::jsonb,
		'transfers', case when r.code = s.code then '[]'::jsonb else jsonb_build_array(jsonb_build_object('to', s.code,
			'sentAt', t.ms, 'acceptedAt', case when is_open and i % 20 = 3 then null else t.ms + 3600000 end)) end,
		'apologies', '[]'::jsonb, 'findings', '[]'::jsonb, 'firstEventAt', t.ms,
		'last', jsonb_build_object('at', t.ms, 'type', 'accepted', 'key', 'fill'))`;
}

async function insertAcceptances(trx: Transaction<Tables>, from: number, to: number, open: number): Promise<void> {
	await sql`
		insert into event (dossier_code, key, type, at, arrived_at, feed_id, version, body)
		select code, 'fill', 'accepted', accepted_at, accepted_at, 'bench', 0, state->'facts' from dossier
		where closed_at is null and feed_id = 'bench' and split_part(code, '-FILL-', 2)::int between ${from + 1} and ${Math.min(to, open)}`.execute(
		trx
	);
}

/** What the trigger would have done. */
async function countEnds(trx: Transaction<Tables>): Promise<void> {
	await sql`truncate unit_end_day`.execute(trx);
	await sql`
		insert into unit_end_day (unit, day, ended)
		select resolving, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*) from dossier
		where status in (9, 10) and closed_at is not null and resolving is not null group by 1, 2`.execute(trx);
}
