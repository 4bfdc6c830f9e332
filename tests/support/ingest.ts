import type { Kysely } from 'kysely';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import type { Instant } from '../../src/lib/domain/time/instant.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { saveFeed } from '../../src/lib/server/feeds/feeds.ts';
import type { IngestDeps } from '../../src/lib/server/ingest/deps.ts';
import type { NewBatch } from '../../src/lib/server/ingest/inbox.ts';
import { recordBatch } from '../../src/lib/server/ingest/record-batch.ts';

/** The way in under test: the Cà Mau catalogue, the feed `office`, a clock that stands. */
export interface IngestOffice {
	readonly deps: IngestDeps;
	batch(records: readonly unknown[]): NewBatch;
	push(records: readonly unknown[]): Promise<BatchAnswer>;
	/** Reads the catalogue again, as after an edit. */
	learn(): Promise<void>;
}

/** `db` must be migrated; what is loaded already stays. */
export async function openIngest(db: Kysely<Tables>, now: Instant): Promise<IngestOffice> {
	await loadCatalogue(db, caMau);
	await saveFeed(db, { id: 'office', name: 'Office', simulated: false, defaultUnit: null });
	let catalogue = await readCatalogue(db);
	const deps: IngestDeps = { db, catalogue: () => catalogue, now: () => now };
	const batch = (records: readonly unknown[]): NewBatch => ({
		feed: { id: 'office', defaultUnit: null },
		arrivedAt: now,
		records
	});
	return {
		deps,
		batch,
		push: (records) => recordBatch(deps, batch(records)),
		learn: async () => {
			catalogue = await readCatalogue(db);
		}
	};
}
