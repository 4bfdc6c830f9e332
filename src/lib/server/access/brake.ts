import { hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';

/** How many tries are free, and how long the next one waits after that: doubled each time, up to a most. */
export interface BrakePolicy {
	readonly free: number;
	readonly firstMs: number;
	readonly mostMs: number;
	/** Without a try for so long it starts anew. */
	readonly forgetMs: number;
}

/**
 * For one e-mail, whether or not there is such an account. The most is short, because somebody else's tries lock the owner
 * out as well: twelve guesses an hour find no password of twelve characters.
 */
export const PER_EMAIL: BrakePolicy = { free: 5, firstMs: MINUTE_MS, mostMs: 15 * MINUTE_MS, forgetMs: 12 * HOUR_MS };
/** For one address that tries many e-mails; a whole office may share it. */
export const PER_ADDRESS: BrakePolicy = { free: 60, firstMs: MINUTE_MS, mostMs: HOUR_MS, forgetMs: HOUR_MS };

export type BrakeKey = { readonly email: string } | { readonly address: string };

/**
 * Counts a try before it is known whether it is good, so that many at once count too. Null: it may go on. Otherwise until
 * when it may not. Over all nodes together.
 */
export async function takeTry(
	db: Kysely<Tables>,
	key: BrakeKey,
	{ free, firstMs, mostMs, forgetMs }: BrakePolicy,
	now: Instant
): Promise<Instant | null> {
	const at = timestamp(now);
	// Not "now": the clocks of two nodes differ a little.
	const never = timestamp(0);
	const tries = sql`case when b.last_at < ${timestamp(now - forgetMs)} then 1 else b.tries + 1 end`;
	const wait = sql`least(${firstMs}::float8 * power(2, least(${tries} - ${free}, 20)), ${mostMs}::float8)`;
	const { rows } = await sql`
		insert into auth.brake as b (key, tries, last_at, blocked_until) values (${toKey(key)}, 1, ${at}, ${never})
		on conflict (key) do update set
			tries = ${tries},
			last_at = ${at},
			blocked_until = case when ${tries} >= ${free} then ${at} + ${wait} * interval '1 millisecond' else ${never} end
		where b.blocked_until <= ${at}
		returning tries`.execute(db);
	if (rows.length > 0) return null;
	const row = await db.selectFrom('auth.brake').select('blockedUntil').where('key', '=', toKey(key)).executeTakeFirst();
	return row?.blockedUntil ?? now;
}

/** The try was good: what was counted for the e-mail is forgotten, for the address it is taken back. */
export async function releaseTry(db: Kysely<Tables>, key: BrakeKey, now: Instant): Promise<void> {
	if ('email' in key) {
		await db.deleteFrom('auth.brake').where('key', '=', toKey(key)).execute();
		return;
	}
	await sql`update auth.brake set tries = greatest(tries - 1, 0), blocked_until = least(blocked_until, ${timestamp(now)})
		where key = ${toKey(key)}`.execute(db);
}

/** Throws away what nobody needs any more: old tries, sessions and steps that ran out. */
export async function tidyAccess(db: Kysely<Tables>, now: Instant): Promise<void> {
	await sql`delete from auth.brake where last_at < ${timestamp(now - 24 * HOUR_MS)}`.execute(db);
	await sql`delete from auth.session where expires_at < ${timestamp(now)}`.execute(db);
	await sql`delete from auth.verification where expires_at < ${timestamp(now)}`.execute(db);
}

function toKey(key: BrakeKey): Buffer {
	return hash('sha256', 'email' in key ? `email ${key.email.toLowerCase()}` : `address ${key.address}`, 'buffer');
}
