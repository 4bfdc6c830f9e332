import type { Kysely } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';
import type { FeedFacts } from '../lib/server/ingest/inbox.ts';
import { ImportError } from './import-error.ts';
import type { Mapping } from './mapping.ts';

/** The feed the records come under, made when it is missing. An existing one keeps its name and its default unit. */
export async function openFeed(db: Kysely<Tables>, { id, name, defaultUnit }: Mapping['feed']): Promise<FeedFacts> {
	if (defaultUnit !== undefined) {
		const unit = await db.selectFrom('unit').select('code').where('code', '=', defaultUnit).executeTakeFirst();
		if (unit === undefined) throw new ImportError(`feed.defaultUnit: no unit has the code ${defaultUnit}.`);
	}
	await db
		.insertInto('feed')
		// A file comes when somebody has one: nothing is expected of it.
		.values({ id, name, defaultUnit: defaultUnit ?? null, silentAfterMinutes: null })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
	const { simulated, ...feed } = await db
		.selectFrom('feed')
		.select(['id', 'defaultUnit', 'simulated'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	if (simulated) throw new ImportError(`Feed ${id} holds simulated data; import under another one (--feed ID).`);
	return feed;
}
