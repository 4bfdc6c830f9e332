import { type Kysely, sql } from 'kysely';
import { OUTCOMES, type Outcome } from '../../contract/outcome.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { readVersion } from '../ingest/inbox.ts';

export interface Feed {
	readonly id: string;
	readonly name: string;
	readonly simulated: boolean;
	/** Receiving unit where a record names none; null: the one-stop of the competent unit. */
	readonly defaultUnit: string | null;
	/** Working minutes without a record after which it is said to be silent; null: nothing is expected of it. */
	readonly silentAfterMinutes: number | null;
}

export interface FeedStatus {
	readonly feed: string;
	/** Its dossiers are made up, and shown as such. */
	readonly simulated: boolean;
	readonly version: number;
	/** Latest event of the dossiers it brought in. Null: none yet. */
	readonly lastEventAt: Instant | null;
	/** Records by what has become of them so far. */
	readonly counts: Readonly<Record<Outcome, number>>;
}

export interface FeedOverview extends Feed {
	readonly createdAt: Instant;
	readonly lastRecordAt: Instant | null;
	readonly counts: Readonly<Record<Outcome, number>>;
}

/** Adds a feed, or brings its name and settings up to date; what is not said of its rhythm stays. */
export async function saveFeed(
	db: Kysely<Tables>,
	feed: Omit<Feed, 'silentAfterMinutes'> & Partial<Pick<Feed, 'silentAfterMinutes'>>
): Promise<void> {
	const { id, ...settings } = feed;
	await db
		.insertInto('feed')
		.values({ id, ...settings })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(settings))
		.execute();
}

export async function findFeed(db: Kysely<Tables>, id: string): Promise<Feed | undefined> {
	return db
		.selectFrom('feed')
		.select(['id', 'name', 'simulated', 'defaultUnit', 'silentAfterMinutes'])
		.where('id', '=', id)
		.executeTakeFirst();
}

/** Where a feed stands: what a sender needs to go on where it stopped. */
export async function readFeedStatus(db: Kysely<Tables>, feedId: string): Promise<FeedStatus> {
	const last = await db
		.selectFrom('dossier')
		.select('lastEventAt')
		.where('feedId', '=', feedId)
		.orderBy('lastEventAt', 'desc')
		.limit(1)
		.executeTakeFirst();
	const counts = await countRecords(db, feedId);
	return {
		feed: feedId,
		simulated: (await findFeed(db, feedId))?.simulated ?? false,
		version: await readVersion(db),
		lastEventAt: last?.lastEventAt ?? null,
		counts: counts.get(feedId) ?? NONE
	};
}

export async function listFeeds(db: Kysely<Tables>): Promise<FeedOverview[]> {
	const [feeds, counts] = await Promise.all([
		db
			.selectFrom('feed')
			.leftJoin('feedSign', 'feedSign.feedId', 'feed.id')
			.select(['feed.id', 'name', 'simulated', 'defaultUnit', 'silentAfterMinutes', 'createdAt', 'lastRecordAt'])
			.orderBy('feed.id')
			.execute(),
		countRecords(db)
	]);
	return feeds.map((feed) => ({ ...feed, counts: counts.get(feed.id) ?? NONE }));
}

const NONE = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;

async function countRecords(db: Kysely<Tables>, feedId?: string): Promise<Map<string, Record<Outcome, number>>> {
	let query = db
		.selectFrom('inboundRecord')
		.select(['feedId', 'outcome', sql<number>`count(*)`.as('records')])
		.groupBy(['feedId', 'outcome']);
	if (feedId !== undefined) query = query.where('feedId', '=', feedId);
	const counts = new Map<string, Record<Outcome, number>>();
	for (const { feedId, outcome, records } of await query.execute()) {
		counts.set(feedId, { ...NONE, ...counts.get(feedId), [outcome]: records });
	}
	return counts;
}
