import { type RawBuilder, type Transaction, sql } from 'kysely';
import { Board } from '../../domain/board/board.ts';
import { type OverviewLayout, SLOT_MINUTES } from '../../domain/board/layout.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { DAY_MS, type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';

/**
 * Builds the board from one consistent read. Call it in a repeatable-read transaction.
 * Cost grows with the open dossiers and with this month's closed ones, not with history.
 */
export async function readBoard(trx: Transaction<Tables>, layout: OverviewLayout, moments: Moments): Promise<Board> {
	const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	const board = new Board(layout, version, moments);
	const open = trx
		.selectFrom('dossier')
		.select(DOSSIER_COLUMNS)
		.where('acceptedAt', 'is not', null)
		.where('closedAt', 'is', null);
	await eachRow(trx, sql<Dossier>`${open}`, (dossier) => board.load(dossier));
	await eachRow(trx, closedThisMonth(moments), ({ n, ...dossier }) => board.load({ ...UNASKED, ...dossier }, n));
	return board;
}

/** What no figure asks of a closed dossier. */
const UNASKED = {
	code: '',
	status: 9,
	filedAt: null,
	returnedAt: null,
	dueAt: null,
	firstDueAt: null,
	transferringSince: null,
	apologisedAt: null,
	unopenedSince: null,
	findings: []
} as const satisfies Partial<Dossier>;
type Closed = Omit<Dossier, keyof typeof UNASKED> & { readonly n: number };

/**
 * Dossiers closed or received this month and closed since, one row for all that count alike. Their times are cut down to
 * what a closed dossier's counts depend on: slot of today, this month, before.
 */
function closedThisMonth(moments: Moments): RawBuilder<Closed> {
	// Written out: a cursor takes no parameters.
	const at = (instant: Instant) => sql`${sql.lit(toIsoInstant(instant))}::timestamptz`;
	const day = at(moments['day-start']);
	const month = at(moments['month-start']);
	const before = at(moments['month-start'] - DAY_MS);
	return sql<Closed>`
		select procedure, field, channel, receiving, resolving, "returning", handler, cross_boundary,
			case when accepted_at >= ${day}
					then date_bin(${sql.lit(`${SLOT_MINUTES} minutes`)}::interval, accepted_at, ${day})
				when accepted_at >= ${month} then ${month}
				else ${before} end as accepted_at,
			case when closed_at >= ${month} then ${month} else ${before} end as closed_at,
			timeliness, count(*) as n
		from dossier
		where accepted_at is not null
			and (closed_at >= ${month} or (accepted_at >= ${month} and closed_at is not null))
		group by procedure, field, channel, receiving, resolving, "returning", handler, cross_boundary, 9, 10, timeliness`;
}

/** So few that they are dead before the nursery is swept: rows that outlive it cost 50 MiB that never comes back. */
const ROWS_AT_ONCE = 200;

/** A few rows at a time: all of them together would be most of the memory this process ever needs. */
async function eachRow<T>(trx: Transaction<Tables>, query: RawBuilder<T>, look: (row: T) => void): Promise<void> {
	// All rows will be fetched: the plan that is quick with the first ones would be the slower one.
	await sql`set local cursor_tuple_fraction = 1`.execute(trx);
	await sql`declare board_rows no scroll cursor for ${query}`.execute(trx);
	let found: number;
	do {
		const { rows } = await sql<T>`fetch ${sql.lit(ROWS_AT_ONCE)} from board_rows`.execute(trx);
		for (const row of rows) look(row);
		found = rows.length;
	} while (found === ROWS_AT_ONCE);
	await sql`close board_rows`.execute(trx);
}
