import { type Kysely, sql } from 'kysely';
import { type Access, accessOn, NO_ACCESS } from '../../domain/access/access.ts';
import { RIGHTS_OF, ROLES, type Role } from '../../domain/access/role.ts';
import type { Hand } from '../../domain/access/scope.ts';
import { dayOf, type Instant, toDay, toIsoDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/**
 * What an account may do at this moment, read again within a transaction that acts on it: a right withdrawn since the
 * request came in no longer counts.
 */
export async function readAccessNow(db: Kysely<Tables>, accountId: string, now: Instant): Promise<Access> {
	const rows = await db
		.selectFrom('accountGrant as g')
		.innerJoin('auth.user as u', 'u.id', 'g.accountId')
		.select(['g.role', 'g.unit', 'g.handler', 'g.fromDay', 'g.toDay', 'g.standInFor'])
		.where('g.accountId', '=', accountId)
		.where('g.withdrawnAt', 'is', null)
		.where('u.disabledAt', 'is', null)
		.where('u.mustChangePassword', '=', false)
		.execute();
	if (rows.length === 0) return NO_ACCESS;
	return accessOn(
		dayOf(now),
		rows.map(({ fromDay, toDay: last, ...grant }) => ({
			...grant,
			from: toDay(fromDay),
			to: last === null ? null : toDay(last)
		}))
	);
}

/** An account linked to an official by a grant in force. */
export interface LinkedAccount extends Hand {
	readonly accountId: string;
	readonly email: string;
	readonly isDisabled: boolean;
}

/** Accounts of the officials of these units. */
export async function readLinkedAccounts(
	db: Kysely<Tables>,
	units: readonly string[],
	now: Instant
): Promise<LinkedAccount[]> {
	const today = toIsoDay(dayOf(now));
	const { rows } = await sql<LinkedAccount>`
		select distinct g.unit, g.handler, u.id as account_id, u.email, u.disabled_at is not null as is_disabled
		from account_grant g join auth."user" u on u.id = g.account_id
		where g.role = 'official' and g.unit = any(${[...units]}) and g.withdrawn_at is null
			and g.from_day <= ${today}::date and (g.to_day is null or g.to_day >= ${today}::date)`.execute(db);
	return rows;
}

const HEADS: readonly Role[] = ROLES.filter((role) => RIGHTS_OF[role].includes('assign-within'));

/** Accounts of those who may move the work of a unit and answer what is offered to it. */
export async function readHeads(
	db: Kysely<Tables>,
	unit: string,
	now: Instant
): Promise<{ accountId: string; email: string }[]> {
	const today = toIsoDay(dayOf(now));
	const { rows } = await sql<{ accountId: string; email: string }>`
		select distinct u.id as account_id, u.email
		from account_grant g join auth."user" u on u.id = g.account_id
		where g.role = any(${[...HEADS]}) and g.unit = ${unit} and g.withdrawn_at is null and u.disabled_at is null
			and g.from_day <= ${today}::date and (g.to_day is null or g.to_day >= ${today}::date)`.execute(db);
	return rows;
}

/** Where an account is written to. Undefined: it is gone. */
export function findMailbox(
	db: Kysely<Tables>,
	accountId: string
): Promise<{ accountId: string; email: string } | undefined> {
	return db.selectFrom('auth.user').select(['id as accountId', 'email']).where('id', '=', accountId).executeTakeFirst();
}
