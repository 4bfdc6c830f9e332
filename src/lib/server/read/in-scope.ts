import { type Kysely, type Transaction, sql } from 'kysely';
import type { Scope } from '../../domain/access/scope.ts';
import type { Tables } from '../db/tables.ts';

/**
 * One read of the ledger for somebody who may see `scope`: everything in it sees one state, and nothing is written. For
 * less than the province the database itself also leaves out what lies outside (migration 0007), so that a condition
 * forgotten in a query shows too little rather than too much.
 */
export function readInScope<T>(
	db: Kysely<Tables>,
	scope: Scope,
	read: (trx: Transaction<Tables>) => Promise<T>
): Promise<T> {
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			if (scope !== 'province') {
				const hands = scope.hands.map(({ unit, handler }) => [unit, handler]);
				// Of no row where the wall cannot be raised: then the conditions in the queries stand alone.
				await sql`
					select set_config('role', rolname, true),
						set_config('thong_suot.units', ${JSON.stringify(scope.units)}, true),
						set_config('thong_suot.hands', ${JSON.stringify(hands)}, true)
					from ${assumableRole}`.execute(trx);
			}
			return read(trx);
		});
}

/**
 * One question to the whole ledger inside such a read, with the wall down for as long as it takes. Only for what the
 * wall cannot judge, because it knows dossiers as they are today: whoever asks must hold every answer against the scope.
 */
export async function beyondWall<T>(trx: Transaction<Tables>, ask: () => Promise<T>): Promise<T> {
	const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(trx);
	const role = rows[0]?.role ?? 'none';
	if (role === 'none') return ask();
	await sql`select set_config('role', 'none', true)`.execute(trx);
	// A question that fails ends the transaction, and the role with it.
	const answer = await ask();
	await sql`select set_config('role', ${role}, true)`.execute(trx);
	return answer;
}

/** Whether the database keeps scopes by itself: its role is there and this login may assume it. */
export async function hasWall(db: Kysely<Tables>): Promise<boolean> {
	const { rows } = await sql`select from ${assumableRole}`.execute(db);
	return rows.length > 0;
}

/** From PostgreSQL 16 on, being a member and being allowed to assume the role are two things. */
const assumableRole = sql`(
	select rolname from pg_catalog.pg_roles
	where rolname = 'thong_suot_scoped' and pg_has_role(oid,
		case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
		and has_table_privilege(oid, 'dossier', 'select')
) as wall`;
