import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';

/** A year of a province, and how many of its dossiers are open at any time. */
const A_YEAR = 1_000_000;
const OPEN_SHARE = 0.05;

/**
 * Fills the ledger with dossiers number `from` + 1 … `to` by SQL alone, spread over units, procedures and channels. The
 * first million is the last year, one in twenty of it open; each further million is a year before it, all closed. They lie in
 * the order in which they were accepted, as in a ledger that grew. They have no events: only what reads `dossier` may be measured on them.
 */
export async function fillDossiers(db: Kysely<Tables>, from: number, to: number): Promise<void> {
	const open = Math.round(Math.min(to, A_YEAR) * OPEN_SHARE);
	await db.transaction().execute(async (trx) => {
		// All names come from the tables they refer to: to look each up again would take most of the time.
		await sql`set local session_replication_role = replica`.execute(trx);
		await insertDossiers(trx, from, to, open);
		await countEnds(trx);
	});
	await sql`vacuum analyze dossier`.execute(db);
}

async function insertDossiers(trx: Transaction<Tables>, from: number, to: number, open: number): Promise<void> {
	await sql`
		insert into dossier (code, version, feed_id, procedure, field, channel, receiving, resolving, "returning",
			cross_boundary, status, accepted_at, closed_at, due_at, first_due_at, timeliness, first_event_at, last_event_at,
			findings, state)
		select 'H12.' || r.code || '-FILL-' || i, 0, 'bench', p.code, p.field,
			(array['online', 'online', 'online', 'counter', 'post'])[1 + i % 5], r.code, s.code, r.code,
			r.code <> s.code, case when is_open then 4 else 9 end, t.accepted,
			case when is_open then null else t.accepted + interval '30 hours' end,
			t.accepted + (i % 300) * interval '2 hours', t.accepted + (i % 300) * interval '2 hours',
			case when is_open then null when i % 60 = 1 then 'late' else 'early' end,
			t.accepted, t.accepted + interval '30 hours', '{}', '{}'
		from generate_series(${from + 1}::int, ${to}::int) i
		cross join lateral (select i <= ${open} as is_open) o
		cross join lateral (select now() - interval '30 hours' - random() * case when is_open
			then interval '30 days' else interval '365 days' end - i / ${A_YEAR + 1} * interval '365 days' as accepted) t
		join (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_units from unit) r
			on r.n = i % r.all_units
		join (select code, row_number() over (order by code) - 1 as n, count(*) over () as all_units from unit) s
			on s.n = (i / 3) % s.all_units
		join (select code, field, row_number() over (order by code) - 1 as n, count(*) over () as all_procedures from procedure) p
			on p.n = i % p.all_procedures
		order by t.accepted`.execute(trx);
}

/** What the trigger would have done. */
async function countEnds(trx: Transaction<Tables>): Promise<void> {
	await sql`truncate unit_end_day`.execute(trx);
	await sql`
		insert into unit_end_day (unit, day, ended)
		select resolving, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*) from dossier
		where status in (9, 10) and closed_at is not null and resolving is not null group by 1, 2`.execute(trx);
}
