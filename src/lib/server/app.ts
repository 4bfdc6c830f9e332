import type { Kysely } from 'kysely';
import { caMau } from '../catalogue/ca-mau/ca-mau.ts';
import type { OverviewUnit } from '../contract/overview-unit.ts';
import { OverviewLayout } from '../domain/board/layout.ts';
import { toInitials } from '../domain/text/fold-name.ts';
import type { Instant } from '../domain/time/instant.ts';
import { tidyAccess } from './access/brake.ts';
import { createDemoGate, type DemoGate } from './access/demo-gate.ts';
import { createLibrary, type Library } from './access/library.ts';
import { createVisitorReader, type VisitorReader } from './access/remembered-visitors.ts';
import { readSecret } from './access/secret.ts';
import { readAccesses, readAccessVersion } from './access/visitor.ts';
import { loadCatalogue } from './catalogue/load-catalogue.ts';
import type { KnownCatalogue } from './catalogue/known-catalogue.ts';
import { readCatalogue } from './catalogue/read-catalogue.ts';
import type { Config } from './config.ts';
import { connectDatabase } from './db/connect.ts';
import { openDatabase } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import type { Tables } from './db/tables.ts';
import { openDemoFeed } from './feeds/demo-feed.ts';
import { deriveAnew } from './ingest/derive-anew.ts';
import { handOverUnits } from './ingest/hand-over-units.ts';
import { recoverUnjudged } from './ingest/recover.ts';
import { type Ingest, startIngest } from './ingest/start-ingest.ts';
import type { LookOut } from './jobs/look-out.ts';
import { type Live, startLive } from './live/start-live.ts';
import { createLog, type Log } from './log.ts';
import { watchLoop } from './loop-watch.ts';
import { startMail } from './mail/start-mail.ts';
import { toIngestMeter, toLiveMeter } from './meters.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { startOutbox } from './outbox/start-outbox.ts';
import { createMapReader, type MapReader } from './map/map-shape.ts';
import { hasWall } from './read/in-scope.ts';
import { hasSimulatedDossiers, readOverviewUnits } from './read/overview-units.ts';
import { withinMs } from './within.ts';

/** The running application, as routes see it. Everything is passed down from here; nothing is global. */
export interface App {
	readonly db: Kysely<Tables>;
	readonly catalogue: () => KnownCatalogue;
	readonly ingest: Ingest;
	readonly live: Live;
	readonly metrics: Metrics;
	readonly config: Pick<Config, 'metricsToken' | 'readyLagMs' | 'auth' | 'webhook'>;
	/** Something was committed that goes on to systems of record or mailboxes. */
	wake(): void;
	/** How late this process is with everything, in ms. */
	readonly loopLateMs: () => number;
	/** Set when it was told to stop: it still answers, but wants no more visitors. */
	readonly isStopping: () => boolean;
	/** Name without its kind, and two letters for its mark. */
	readonly province: { readonly name: string; readonly mark: string };
	/** Units of the overview, in the order of its layout. */
	readonly units: readonly OverviewUnit[];
	/** The map of the province, for every page that shows it. */
	readonly map: MapReader;
	/** Made-up dossiers are in the ledger: then every page says so. As last known while the database does not answer. */
	isSimulated(): Promise<boolean>;
	readonly log: Log;
	readonly now: () => Instant;
	/** Signs people in; called by the use cases in access/. */
	readonly library: Library;
	/** Signs session cookies. */
	readonly authSecret: string;
	readonly demo: DemoGate;
	readonly visitorOf: VisitorReader;
	/** Says that it is about to stop, and gives balancers the configured time to look away. */
	drain(): Promise<void>;
	/** Finishes what came in, closes sockets and pool, stops its own database. */
	stop(): Promise<void>;
}

/** A page waits no longer to learn whether its numbers are made up. */
const PATIENCE_MS = 2_000;

/** Starts everything in the order in which each part needs the one before, and stops it in the reverse one. */
export async function startApp(config: Config, now: () => Instant): Promise<App> {
	const log = createLog(config.logLevel);
	const metrics = createMetrics();
	const server = await connectDatabase(config.db, (error) => {
		if (error === null) log.info('our PostgreSQL runs again');
		else log.error({ err: error }, 'our PostgreSQL does not run');
	});
	const database = openDatabase(server.url);
	const { db } = database;
	try {
		const ran = await migrateToLatest(db);
		if (ran.length > 0) log.info({ migrations: ran }, 'migrated');
		if (!(await hasWall(db)))
			log.warn(
				'this login may not assume the role thong_suot_scoped: scopes are kept by the queries alone, not by the database'
			);
		await loadCatalogue(db, caMau);
		await tidyAccess(db, now());
		const authSecret = await readSecret(db, config.auth.secret);
		const library = createLibrary({ ...config.auth, url: server.url, secretInForce: authSecret, log });
		const demo = createDemoGate(db, config.demo, now);
		const known = await readCatalogue(db);
		const catalogue = () => known;
		if (config.demo && config.demoFeedKey !== null) await openDemoFeed(db, config.demoFeedKey, now());
		const derived = await deriveAnew(db, known);
		if (derived > 0) log.info({ dossiers: derived }, 'dossiers worked out anew');
		const handedOver = await handOverUnits(db, known);
		if (handedOver > 0) log.info({ dossiers: handedOver }, 'dossiers handed over to the units that took over');
		const ingest = startIngest({ db, catalogue, now, log }, toIngestMeter(metrics));
		await recoverUnjudged(ingest);
		const units = await readOverviewUnits(db);
		const visitorOf = createVisitorReader({ db, demo, now, authSecret, log, isInTrouble: () => live.isInTrouble() });
		const live: Live = await startLive({
			access: {
				visitorOf: (headers) => visitorOf(headers, '/'),
				readVersion: () => readAccessVersion(db),
				readAccesses: (sessionIds) => readAccesses({ db, demo }, sessionIds, now())
			},
			url: server.url,
			db,
			layout: new OverviewLayout(units.map((unit) => unit.code)),
			calendar: (at) => known.calendarFor(null, at),
			calendarOf: (unit, at) => known.calendarFor(unit, at),
			now,
			log,
			meter: toLiveMeter(metrics, now),
			// Requests whose judging broke off with the database are judged now, not at the next start.
			onRecovery: () =>
				void recoverUnjudged(ingest).catch((error: unknown) => log.error({ err: error }, 'stored requests not judged'))
		});
		const wake = (): void => {
			outbox.wake();
			mail?.wake();
		};
		const { webhook } = config;
		const outbox: LookOut = startOutbox({ db, catalogue, now, log, authSecret, wake, ...webhook });
		const mail: LookOut | null = config.mail === null ? null : startMail({ db, now, log, mail: config.mail });
		const loop = watchLoop();
		let isStopping = false;
		let simulated = await hasSimulatedDossiers(db);
		return {
			db,
			catalogue,
			ingest,
			live,
			metrics,
			config,
			wake,
			loopLateMs: loop.lateMs,
			isStopping: () => isStopping,
			units,
			map: createMapReader(db, now),
			isSimulated: async () => {
				// Once there, they stay; and a page must not wait for a database that is away.
				if (!simulated && !live.isInTrouble())
					simulated = await withinMs(PATIENCE_MS, hasSimulatedDossiers(db)).catch(() => simulated);
				return simulated;
			},
			province: {
				name: caMau.province.name.replace(/^Tỉnh /, ''),
				mark: toInitials(caMau.province.name).slice(-2).toUpperCase()
			},
			log,
			now,
			library,
			authSecret,
			demo,
			visitorOf,
			drain: async () => {
				isStopping = true;
				log.info({ delayMs: config.stopDelayMs }, 'stopping');
				if (config.stopDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, config.stopDelayMs));
			},
			stop: async () => {
				isStopping = true;
				// A database that is silent must not keep us from ending: what was not answered is sent again.
				const end = (ms: number, part: Promise<unknown>) =>
					withinMs(ms, part).catch((error: unknown) => log.error({ err: error }, 'not stopped in order'));
				await end(3_000, ingest.settle());
				await end(3_000, Promise.all([outbox.stop(), mail?.stop()]));
				await end(2_000, live.stop());
				loop.stop();
				await end(2_000, Promise.all([library.close(), database.close()]));
				await server.stop();
				log.info('stopped');
			}
		};
	} catch (error) {
		await database.close();
		await server.stop();
		throw error;
	}
}
