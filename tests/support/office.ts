import type { Kysely } from 'kysely';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { OverviewLayout } from '../../src/lib/domain/board/layout.ts';
import { toMoveKey } from '../../src/lib/domain/dossier/desk-key.ts';
import type { Instant } from '../../src/lib/domain/time/instant.ts';
import type { KnownCatalogue } from '../../src/lib/server/catalogue/known-catalogue.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { handOver, holdDossiers } from '../../src/lib/server/desk/desk-events.ts';
import { startIngest } from '../../src/lib/server/ingest/start-ingest.ts';
import type { ProvinceBoardDeps } from '../../src/lib/server/live/province-board.ts';
import { readOverviewUnits } from '../../src/lib/server/read/overview-units.ts';

/** An office under test: the Cà Mau catalogue, one feed, and a clock that stands until it is set. */
export interface Office {
	readonly catalogue: KnownCatalogue;
	readonly layout: OverviewLayout;
	readonly boardDeps: ProvinceBoardDeps;
	now: Instant;
	push(records: readonly EventRecord[]): Promise<BatchAnswer>;
	/** Gives a dossier into other hands as the desk does, now. */
	hand(dossier: string, handler: string): Promise<void>;
}

/** The same each time, as everything in an office under test. */
const MOVE_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** `db` must be migrated and empty. */
export async function openOffice(db: Kysely<Tables>, now: Instant): Promise<Office> {
	await loadCatalogue(db, caMau);
	const catalogue = await readCatalogue(db);
	await db.insertInto('feed').values({ id: 'test', name: 'Test', defaultUnit: null }).execute();
	const layout = new OverviewLayout((await readOverviewUnits(db)).map(({ code }) => code));
	const clock = () => office.now;
	const ingest = startIngest({ db, catalogue: () => catalogue, now: clock });
	const office: Office = {
		catalogue,
		layout,
		boardDeps: { db, layout, calendar: (at) => catalogue.calendarFor(null, at), now: clock },
		now,
		push(records) {
			const batch = { feed: { id: 'test', defaultUnit: null }, arrivedAt: office.now, records };
			return ingest.take(batch);
		},
		hand: (dossier, handler) =>
			db.transaction().execute(async (trx) => {
				const held = (await holdDossiers(trx, [dossier])).get(dossier);
				if (held === undefined) throw new Error(`no dossier ${dossier}`);
				const decision = { key: toMoveKey(MOVE_ID), by: { name: 'Lê Minh' }, reason: 'Quá tải', tell: null };
				await handOver(trx, { catalogue: () => catalogue }, decision, [{ held, handler }], office.now);
			})
	};
	return office;
}
