import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { RENEW_AFTER_S, SESSION_S } from './library.ts';
import type { Visitor } from './visitor.ts';

export interface OpenSession {
	readonly id: string;
	readonly startedAt: Instant;
	/** To within a day: when it was last renewed. */
	readonly seenAt: Instant;
	readonly address: string | null;
	readonly browser: string | null;
}

/** Where a request comes from, as a session remembers it. */
export interface Origin {
	readonly address: string | null;
	readonly browser: string | null;
}

/** Signs an account in without asking who it is: for the demonstration. Returns the session's token. */
export async function openSession(
	db: Kysely<Tables>,
	accountId: string,
	{ address, browser, now }: Origin & { now: Instant }
): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	await db
		.insertInto('auth.session')
		.values({
			id: crypto.randomUUID(),
			token,
			userId: accountId,
			ipAddress: address,
			userAgent: browser,
			createdAt: toIsoInstant(now),
			updatedAt: toIsoInstant(now),
			expiresAt: toIsoInstant(now + SESSION_S * 1000)
		})
		.execute();
	return token;
}

/** The sessions of an account that are in force, newest first. */
export function listSessions(db: Kysely<Tables>, accountId: string, now: Instant): Promise<OpenSession[]> {
	return db
		.selectFrom('auth.session')
		.select(['id', 'createdAt as startedAt', 'updatedAt as seenAt', 'ipAddress as address', 'userAgent as browser'])
		.where('userId', '=', accountId)
		.where('expiresAt', '>', timestamp(now))
		.orderBy('createdAt', 'desc')
		.execute();
}

/** Ends one session of an account, or all but one. Returns how many it were. */
export async function endSessions(
	db: Kysely<Tables>,
	accountId: string,
	which: { readonly id: string } | { readonly allBut: string }
): Promise<number> {
	let query = db.deleteFrom('auth.session').where('userId', '=', accountId);
	query = 'id' in which ? query.where('id', '=', which.id) : query.where('id', '<>', which.allBut);
	const { numDeletedRows } = await query.executeTakeFirst();
	return Number(numDeletedRows);
}

/** Makes a session that is in use last on; once a day at most. Returns whether it did, so that its cookie lasts as well. */
export async function renewSession(db: Kysely<Tables>, visitor: Visitor, now: Instant): Promise<boolean> {
	const { sessionId, until } = visitor;
	if (sessionId === null || until === null || until - now > (SESSION_S - RENEW_AFTER_S) * 1000) return false;
	await db
		.updateTable('auth.session')
		.set({ updatedAt: toIsoInstant(now), expiresAt: toIsoInstant(now + SESSION_S * 1000) })
		.where('id', '=', sessionId)
		.execute();
	return true;
}
