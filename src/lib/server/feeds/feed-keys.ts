import { hash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { FeedFacts } from '../ingest/inbox.ts';

/** So that a key found in a log or a repository is known for what it is. */
const PREFIX = 'ts_';

export interface FeedKey {
	readonly id: number;
	readonly feedId: string;
	readonly label: string;
	readonly createdAt: Instant;
	/** Null: in force. */
	readonly revokedAt: Instant | null;
}

/** The key itself cannot be read again: only its hash is kept. */
export interface NewFeedKey {
	readonly id: number;
	readonly key: string;
}

/** Adds a key to a feed that exists. Without a label the first characters of the key stand for it. */
export async function createFeedKey(db: Kysely<Tables>, feedId: string, label?: string): Promise<NewFeedKey> {
	const key = PREFIX + randomBytes(32).toString('base64url');
	return { id: await addFeedKey(db, feedId, key, label ?? `${key.slice(0, 8)}…`), key };
}

/** Adds a key that was made elsewhere. One that is there already stays as it is. Returns its number. */
export async function addFeedKey(db: Kysely<Tables>, feedId: string, key: string, label: string): Promise<number> {
	const row = await db
		.insertInto('feedKey')
		.values({ feedId, hash: toHash(key), label })
		.onConflict((conflict) => conflict.column('hash').doUpdateSet(({ ref }) => ({ label: ref('feedKey.label') })))
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** Returns whether there was such a key in force. Nodes notice within `KEY_CACHE_MS`. */
export async function revokeFeedKey(db: Kysely<Tables>, id: number, now: Instant): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('feedKey')
		.set({ revokedAt: toIsoInstant(now) })
		.where('id', '=', id)
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Keys of every feed, newest first, without their hashes. */
export async function listFeedKeys(db: Kysely<Tables>): Promise<FeedKey[]> {
	return db
		.selectFrom('feedKey')
		.select(['id', 'feedId', 'label', 'createdAt', 'revokedAt'])
		.orderBy('feedId')
		.orderBy('id', 'desc')
		.execute();
}

/** The feed whose key in force this is; null for anything else. */
export type KeyCheck = (key: string) => Promise<FeedFacts | null>;

/** How long a key is believed without asking the database: a revoked one works at most that much longer. */
export const KEY_CACHE_MS = 5_000;
const MAX_CACHED = 1_000;

export function createKeyCheck(db: Kysely<Tables>, now: () => Instant): KeyCheck {
	const cache = new Map<string, { readonly feed: FeedFacts; readonly until: Instant }>();
	return async (key) => {
		if (key.length > 200) return null;
		const digest = toHash(key);
		const name = digest.toString('base64');
		const cached = cache.get(name);
		if (cached !== undefined && now() < cached.until) return cached.feed;
		cache.delete(name);
		const feed = await findFeedOfHash(db, digest);
		if (feed === null) return null;
		if (cache.size >= MAX_CACHED) cache.clear();
		cache.set(name, { feed, until: now() + KEY_CACHE_MS });
		return feed;
	};
}

async function findFeedOfHash(db: Kysely<Tables>, digest: Buffer): Promise<FeedFacts | null> {
	const row = await db
		.selectFrom('feedKey')
		.innerJoin('feed', 'feed.id', 'feedKey.feedId')
		.select(['feed.id', 'feed.defaultUnit'])
		.where('feedKey.hash', '=', digest)
		.where('feedKey.revokedAt', 'is', null)
		.executeTakeFirst();
	return row ?? null;
}

function toHash(key: string): Buffer {
	return hash('sha256', key, 'buffer');
}
