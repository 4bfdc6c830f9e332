import type { Kysely } from 'kysely';
import type { Role } from '../../domain/access/role.ts';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';

export interface ListedGrant {
	readonly id: number;
	readonly role: Role;
	readonly unit: { readonly code: string; readonly name: string; readonly nameEn: string } | null;
	readonly handler: string | null;
	/** ISO days, the last one included. */
	readonly from: string;
	readonly to: string | null;
	readonly standInFor: string | null;
	readonly givenBy: string | null;
	/** `ahead`: begins later. `over`: has ended by its day. */
	readonly state: 'in-force' | 'ahead' | 'over';
}

export interface ListedAccount {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly isDemo: boolean;
	readonly createdAt: Instant;
	readonly disabledAt: Instant | null;
	readonly mustChangePassword: boolean;
	readonly hasSecondFactor: boolean;
	/** Browsers signed in now. */
	readonly sessions: number;
	/** When one of them was last renewed. Null: none. */
	readonly lastSeenAt: Instant | null;
	readonly readerKeys: number;
	/** Not withdrawn, in the order they were given. */
	readonly grants: readonly ListedGrant[];
}

/** Every account by name, or the one that is asked for. */
export async function readAccounts(db: Kysely<Tables>, now: Instant, id?: string): Promise<ListedAccount[]> {
	let accounts = db
		.selectFrom('auth.user')
		.select(['id', 'name', 'email', 'isDemo', 'createdAt', 'disabledAt', 'mustChangePassword', 'twoFactorEnabled']);
	if (id !== undefined) accounts = accounts.where('id', '=', id);
	const [rows, grants, sessions, keys] = await Promise.all([
		accounts.execute(),
		readGrants(db, id),
		db.selectFrom('auth.session').select(['userId', 'updatedAt']).where('expiresAt', '>', timestamp(now)).execute(),
		db.selectFrom('readerKey').select('accountId').where('revokedAt', 'is', null).execute()
	]);
	const today = toIsoDay(dayOf(now));
	return rows
		.map(({ twoFactorEnabled, ...row }) => {
			const open = sessions.filter(({ userId }) => userId === row.id);
			return {
				...row,
				hasSecondFactor: twoFactorEnabled,
				sessions: open.length,
				lastSeenAt: open.length === 0 ? null : Math.max(...open.map(({ updatedAt }) => updatedAt)),
				readerKeys: keys.filter(({ accountId }) => accountId === row.id).length,
				grants: grants.filter(({ accountId }) => accountId === row.id).map((grant) => toListed(grant, today))
			};
		})
		.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

function readGrants(db: Kysely<Tables>, accountId: string | undefined) {
	let query = db
		.selectFrom('accountGrant')
		.leftJoin('unit', 'unit.code', 'accountGrant.unit')
		.select([
			'accountGrant.id',
			'accountId',
			'role',
			'accountGrant.unit',
			'handler',
			'fromDay',
			'toDay',
			'standInFor',
			'givenBy',
			'unit.name',
			'unit.nameEn'
		])
		.where('withdrawnAt', 'is', null)
		.orderBy('accountGrant.id');
	if (accountId !== undefined) query = query.where('accountId', '=', accountId);
	return query.execute();
}

function toListed(grant: Awaited<ReturnType<typeof readGrants>>[number], today: string): ListedGrant {
	const { id, role, unit, handler, fromDay: from, toDay: to, standInFor, givenBy, name, nameEn } = grant;
	return {
		id,
		role,
		unit: unit === null ? null : { code: unit, name: name ?? unit, nameEn: nameEn ?? unit },
		handler,
		from,
		to,
		standInFor,
		givenBy,
		state: from > today ? 'ahead' : to !== null && to < today ? 'over' : 'in-force'
	};
}
