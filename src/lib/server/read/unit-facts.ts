import { type Kysely, sql } from 'kysely';
import type { Freshness } from '../../contract/freshness.ts';
import type { UnitFacts, UnitFeed } from '../../contract/unit-model.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';

/** What the catalogue knows of a unit; null: there is none of that code. */
export async function findUnitFacts(db: Kysely<Tables>, code: string): Promise<UnitFacts | null> {
	const unit = await db
		.selectFrom('unit')
		.leftJoin('unit as next', 'next.code', 'unit.successor')
		.select([
			'unit.code',
			'unit.name',
			'unit.nameEn',
			'unit.kind',
			'unit.validFrom',
			'unit.validTo',
			'unit.wave',
			'unit.goLiveOn',
			'unit.confidence',
			'unit.successor',
			'next.name as nextName',
			'next.nameEn as nextNameEn'
		])
		.where('unit.code', '=', code)
		.executeTakeFirst();
	if (unit === undefined) return null;
	const predecessors = await db
		.selectFrom('unit')
		.select(['code', 'name', 'nameEn', 'validFrom', 'validTo'])
		.where('successor', '=', code)
		.orderBy('validFrom')
		.orderBy(sql`code collate "C"`)
		.execute();
	const { successor, nextName, nextNameEn, ...facts } = unit;
	return {
		...facts,
		successor:
			successor === null ? null : { code: successor, name: nextName ?? successor, nameEn: nextNameEn ?? successor },
		predecessors
	};
}

/**
 * Feeds that have told of dossiers of a unit. One probe of an index per feed. `at`: a past instant; then the last record
 * is the last that had come by that time.
 */
export async function readUnitFeeds(db: Kysely<Tables>, unit: string, at: Instant | null = null): Promise<UnitFeed[]> {
	const feeds = await db
		.selectFrom('feed')
		.leftJoin('feedSign', 'feedSign.feedId', 'feed.id')
		.select(['feed.id', 'feed.name', 'feed.simulated', 'feed.silentAfterMinutes', 'feedSign.lastRecordAt'])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('dossier')
					.select('dossier.code')
					.whereRef('dossier.feedId', '=', 'feed.id')
					.where((or) => or.or([or('dossier.resolving', '=', unit), or('dossier.receiving', '=', unit)]))
			)
		)
		.orderBy('feed.name')
		.execute();
	if (at === null) return feeds;
	return Promise.all(feeds.map(async (feed) => ({ ...feed, lastRecordAt: await findLastRecord(db, feed.id, at) })));
}

/** Requests are numbered as they come: the way back from the newest ends at the first that was there. */
async function findLastRecord(db: Kysely<Tables>, feed: string, at: Instant): Promise<Instant | null> {
	const last = await db
		.selectFrom('inboundBatch')
		.select('arrivedAt')
		.where('feedId', '=', feed)
		.where('arrivedAt', '<=', timestamp(at))
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last?.arrivedAt ?? null;
}

/** What is said of one unit and of the feeds; nothing of the others. `units`: codes of the overview, in its order. */
export function ofUnit({ asOf, silent, signs }: Freshness, unit: string, units: readonly string[]): Freshness {
	const at = 2 * units.indexOf(unit);
	return {
		asOf,
		silent: silent.filter(({ kind, id }) => kind === 'feed' || id === unit),
		signs: signs.map((minutes, place) => (place === at || place === at + 1 ? minutes : null))
	};
}
