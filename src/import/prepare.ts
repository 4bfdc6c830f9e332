import type { Kysely } from 'kysely';
import type { KnownCatalogue } from '../lib/server/catalogue/known-catalogue.ts';
import { readCatalogue } from '../lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import type { FeedFacts } from '../lib/server/ingest/inbox.ts';
import { addToCatalogue, type Added } from './add-to-catalogue.ts';
import type { Mapping } from './mapping.ts';
import { openFeed } from './open-feed.ts';

/** What records of a mapping are judged against. */
export interface Prepared {
	readonly feed: FeedFacts;
	readonly added: Added;
	readonly catalogue: KnownCatalogue;
}

/** Adds what the mapping brings along. A dry run sees it too, but leaves nothing of it behind. */
export async function prepare(db: Kysely<Tables>, mapping: Mapping, dryRun: boolean): Promise<Prepared> {
	const trx = await db.startTransaction().execute();
	try {
		const added = await addToCatalogue(trx, mapping);
		const feed = await openFeed(trx, mapping.feed);
		const prepared = { feed, added, catalogue: await readCatalogue(trx) };
		await (dryRun ? trx.rollback() : trx.commit()).execute();
		return prepared;
	} catch (error) {
		if (!trx.isCommitted) await trx.rollback().execute();
		throw error;
	}
}
