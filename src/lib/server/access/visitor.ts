import { hash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Access, accessOn, NO_ACCESS } from '../../domain/access/access.ts';
import type { Role } from '../../domain/access/role.ts';
import { dayOf, type Instant, toDay } from '../../domain/time/instant.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';
import type { DemoGate } from './demo-gate.ts';
import { READER_KEY } from './reader-keys.ts';
import { findSessionToken } from './session-cookie.ts';

/** Whoever sends a request. */
export interface Visitor {
	/** Null: signed out. */
	readonly account: VisitorAccount | null;
	/** What lets them in: a session, or `key:7` for a reader's key. Null: signed out. */
	readonly sessionId: string | null;
	/** When that ends by itself. Null: never, or signed out. */
	readonly until: Instant | null;
	readonly access: Access;
	/** Where they are, path and query: signing in leads back. */
	readonly at: string;
	/** The database does not answer, so nobody can say who it is. */
	readonly isUnknown?: true;
}

export interface VisitorAccount {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	/** Those in force today. */
	readonly roles: readonly VisitorRole[];
	readonly isDemo: boolean;
	/** Nothing but changing the password is open. */
	readonly mustChangePassword: boolean;
}

export interface VisitorRole {
	readonly role: Role;
	readonly unit: string | null;
	readonly handler: string | null;
	readonly standInFor: string | null;
}

/** What is needed to know who somebody is; the application is one of these. */
export interface AccessDeps {
	readonly db: Kysely<Tables>;
	readonly demo: DemoGate;
	readonly now: () => Instant;
	/** Signs the session cookies. */
	readonly authSecret: string;
}

export function signedOut(at = '/'): Visitor {
	return { account: null, sessionId: null, until: null, access: NO_ACCESS, at };
}

/** Who sends a request with these headers; `at` is where. One query with a cookie or key of ours, none without. */
export async function readVisitor(deps: AccessDeps, headers: Headers, at = '/'): Promise<Visitor> {
	const source = toSource(deps, headers);
	if (source === null) return signedOut(at);
	const [holder] = await readHolders(deps, source, deps.now());
	if (holder === undefined) return signedOut(at);
	const { sessionId, until, account, access } = holder;
	return { account, sessionId, until, access, at };
}

/**
 * What many open connections may see now, by `Visitor.sessionId`, in one query. Those that are missing in the answer
 * were signed out, withdrawn, disabled or ran out. `access_head` tells when to ask; at midnight grants begin and end.
 */
export async function readAccesses(
	deps: Pick<AccessDeps, 'db' | 'demo'>,
	sessionIds: readonly string[],
	now: Instant
): Promise<Map<string, Access>> {
	if (sessionIds.length === 0) return new Map();
	const keys = sessionIds.filter((id) => id.startsWith(KEY_ID)).map((id) => id.slice(KEY_ID.length));
	const sessions = sessionIds.filter((id) => !id.startsWith(KEY_ID));
	const source = sql`
		select id, user_id, expires_at from auth.session where id = any(${sessions}) and expires_at > ${timestamp(now)}
		union all
		select ${KEY_ID} || id, account_id, null from reader_key where id = any(${keys}::bigint[]) and revoked_at is null`;
	const holders = await readHolders(deps, source, now);
	return new Map(holders.map(({ sessionId, access }) => [sessionId, access]));
}

/** Version of everybody's rights: while it stays, what `readAccesses` said stays true (but for time passing). */
export async function readAccessVersion(db: Kysely<Tables>): Promise<number> {
	const { version } = await db.selectFrom('accessHead').select('version').executeTakeFirstOrThrow();
	return version;
}

const KEY_ID = 'key:';

/** What lets in, as rows (id, user_id, expires_at). */
function toSource({ authSecret, now }: AccessDeps, headers: Headers): RawBuilder<unknown> | null {
	const [, key] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? [];
	if (key?.startsWith(READER_KEY) === true && key.length < 200) {
		return sql`select ${KEY_ID} || id as id, account_id as user_id, null::timestamptz as expires_at
			from reader_key where hash = ${hash('sha256', key, 'buffer')} and revoked_at is null`;
	}
	const token = findSessionToken(headers.get('cookie'), authSecret);
	if (token === null) return null;
	return sql`select id, user_id, expires_at from auth.session
		where token = ${token} and expires_at > ${timestamp(now())}`;
}

interface HolderRow {
	readonly id: string;
	readonly expiresAt: Instant | null;
	readonly userId: string;
	readonly name: string;
	readonly email: string;
	readonly isDemo: boolean;
	readonly mustChangePassword: boolean;
	readonly grants: readonly (VisitorRole & { readonly from: string; readonly to: string | null })[];
}

interface Holder {
	readonly sessionId: string;
	readonly until: Instant | null;
	readonly account: VisitorAccount;
	readonly access: Access;
}

async function readHolders(
	{ db, demo }: Pick<AccessDeps, 'db' | 'demo'>,
	source: RawBuilder<unknown>,
	now: Instant
): Promise<Holder[]> {
	const { rows } = await sql<HolderRow>`
		select held.id, held.expires_at, u.id as user_id, u.name, u.email, u.is_demo, u.must_change_password,
			coalesce(given.grants, '[]') as grants
		from (${source}) held
		join auth."user" u on u.id = held.user_id and u.disabled_at is null
		left join lateral (
			select json_agg(json_build_object('role', role, 'unit', unit, 'handler', handler, 'standInFor', stand_in_for,
				'from', from_day, 'to', to_day) order by id) as grants
			from account_grant where account_id = u.id and withdrawn_at is null
		) given on true`.execute(db);
	const demoHolds = rows.some(({ isDemo }) => isDemo) && (await demo.holds());
	return rows.filter(({ isDemo }) => !isDemo || demoHolds).map((row) => toHolder(row, now));
}

function toHolder({ id, expiresAt, userId, grants, ...row }: HolderRow, now: Instant): Holder {
	const today = dayOf(now);
	const all = grants.map(({ from, to, ...grant }) => ({
		...grant,
		from: toDay(from),
		to: to === null ? null : toDay(to)
	}));
	const { name, email, isDemo, mustChangePassword } = row;
	return {
		sessionId: id,
		until: expiresAt,
		account: {
			id: userId,
			name,
			email,
			isDemo,
			mustChangePassword,
			roles: all
				.filter(({ from, to }) => from <= today && (to === null || today <= to))
				.map(({ role, unit, handler, standInFor }) => ({ role, unit, handler, standInFor }))
		},
		access: mustChangePassword ? NO_ACCESS : accessOn(today, all)
	};
}
