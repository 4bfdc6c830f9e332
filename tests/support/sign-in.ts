import type { Kysely } from 'kysely';
import type { Grant } from '../../src/lib/domain/access/access.ts';
import { REACH_OF, type Role } from '../../src/lib/domain/access/role.ts';
import { dayOf, toIsoDay } from '../../src/lib/domain/time/instant.ts';
import { SESSION_COOKIE } from '../../src/lib/server/access/library.ts';
import { readSecret } from '../../src/lib/server/access/secret.ts';
import { toSessionCookie } from '../../src/lib/server/access/session-cookie.ts';
import { openSession } from '../../src/lib/server/access/sessions.ts';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';

/** A role, or what exactly is given; several at once as a list. */
export type As = Role | (Partial<Grant> & Pick<Grant, 'role'>);

export interface SignedIn {
	readonly accountId: string;
	readonly sessionId: string;
	/** Name and value of the session's cookie. */
	readonly cookie: { readonly name: string; readonly value: string };
	/** To be sent with fetch: `{ headers: one.headers }`. */
	readonly headers: { readonly cookie: string };
}

/** A commune and a department of the catalogue, for roles that need one and name none. */
const SOME_COMMUNE = '31825';
const SOME_DEPARTMENT = 'H12.44';
let made = 0;

/**
 * Somebody with these roles and an open session, straight in the database of a running application: no password is
 * hashed and no command started. Each call makes another person.
 */
export async function signIn(db: Kysely<Tables>, as: As | readonly As[]): Promise<SignedIn> {
	const now = Date.now();
	const number = ++made;
	const accountId = `test-${process.pid}-${number}`;
	const grants = (Array.isArray(as) ? as : [as]) as readonly As[];
	const [first] = grants.map((one) => (typeof one === 'string' ? one : one.role));
	await db
		.insertInto('auth.user')
		.values({
			id: accountId,
			name: `Người thử ${number} (${first ?? 'không vai trò'})`,
			email: `${accountId}@test.invalid`
		})
		.execute();
	for (const one of grants) await give(db, accountId, typeof one === 'string' ? { role: one } : one, now);
	const token = await openSession(db, accountId, { address: null, browser: 'test', now });
	const { id } = await db.selectFrom('auth.session').select('id').where('token', '=', token).executeTakeFirstOrThrow();
	const value = toSessionCookie(token, await readSecret(db, null));
	return {
		accountId,
		sessionId: id,
		cookie: { name: SESSION_COOKIE, value: encodeURIComponent(value) },
		headers: { cookie: `${SESSION_COOKIE}=${encodeURIComponent(value)}` }
	};
}

/** The same for an application known by where its database is. */
export async function signInAt(databaseUrl: string, as: As | readonly As[]): Promise<SignedIn> {
	const { db, close } = openDatabase(databaseUrl, { max: 1 });
	try {
		return await signIn(db, as);
	} finally {
		await close();
	}
}

async function give(
	db: Kysely<Tables>,
	accountId: string,
	{ role, unit, handler, from, to, standInFor }: Partial<Grant> & Pick<Grant, 'role'>,
	now: number
): Promise<void> {
	const needsUnit = REACH_OF[role] === 'unit' || REACH_OF[role] === 'hand';
	const someUnit = role === 'department-head' ? SOME_DEPARTMENT : SOME_COMMUNE;
	await db
		.insertInto('accountGrant')
		.values({
			accountId,
			role,
			unit: unit ?? (needsUnit ? someUnit : null),
			handler: handler ?? (role === 'official' ? 'Nguyễn Văn A' : null),
			fromDay: toIsoDay(from ?? dayOf(now) - 1),
			toDay: to === undefined || to === null ? null : toIsoDay(to),
			standInFor: standInFor ?? null,
			givenBy: null
		})
		.execute();
}
