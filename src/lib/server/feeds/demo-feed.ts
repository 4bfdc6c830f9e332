import type { Kysely } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { addFeedKey, listFeedKeys, revokeFeedKey } from './feed-keys.ts';
import { noteSign } from './feed-signs.ts';
import { saveFeed } from './feeds.ts';

const DEMO = 'demo';
const LABEL = 'simulated feed';

/**
 * Opens the simulated feed for one run of the server: its dossiers are marked as made up, and only the key the starter
 * made for this run opens it. Keys of earlier runs end.
 */
export async function openDemoFeed(db: Kysely<Tables>, key: string, now: Instant): Promise<void> {
	await saveFeed(db, { id: DEMO, name: 'Nguồn mô phỏng', simulated: true, defaultUnit: null });
	// The simulation starts together with this run; that nothing came while both were off is no silence.
	await noteSign(db, DEMO, now);
	const id = await addFeedKey(db, DEMO, key, LABEL);
	for (const old of await listFeedKeys(db)) {
		if (old.feedId === DEMO && old.label === LABEL && old.id !== id && old.revokedAt === null) {
			await revokeFeedKey(db, old.id, now);
		}
	}
}
