import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { openCrowd } from '../support/crowd.ts';
import { type LiveClient, openLiveClient } from '../support/live-client.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { type SignedIn, signIn } from '../support/sign-in.ts';
import { expectAllOnce, expectTruth } from '../support/truth.ts';

const SCREENS = 300;
const PAGES = ['/', '/dossiers', '/dossiers?figure=overdue', '/readyz', '/metrics', '/api/v1/figures', '/admin/feeds'];
const PAUSE_MS = 20;

/** People who look at every page, one after the other, whatever they are answered. */
function startVisitors(
	url: string,
	headers: SignedIn['headers']
): { statuses: Map<string, Set<number | string>>; end(): Promise<void> } {
	const statuses = new Map(PAGES.map((page) => [page, new Set<number | string>()]));
	let isOver = false;
	const visit = async (page: string): Promise<number | string> => {
		try {
			const response = await fetch(`${url}${page}`, { headers, signal: AbortSignal.timeout(20_000) });
			await response.text();
			return response.status;
		} catch (error) {
			return error instanceof Error ? error.name : 'nothing';
		}
	};
	const visitor = async (first: number): Promise<void> => {
		for (let i = first; !isOver; i++) {
			const page = PAGES[i % PAGES.length] ?? '/';
			statuses.get(page)?.add(await visit(page));
			await delay(PAUSE_MS);
		}
	};
	const done = Promise.all([0, 3].map(visitor));
	return {
		statuses,
		end: async () => {
			isOver = true;
			await done;
		}
	};
}

/** Screens that look at one commune for a moment, and then at another: each first look reads the database. */
function startBrowsing(url: string, headers: SignedIn['headers']): { end(): Promise<void> } {
	let isOver = false;
	const browse = async (first: number): Promise<void> => {
		for (let i = first; !isOver; i += 2) {
			const screen = openLiveClient(url, { filter: { receiving: String(31_000 + i) }, headers });
			await screen.until('a first look', () => true, 200).catch(() => undefined);
			screen.close();
		}
	};
	const done = Promise.all([0, 1].map(browse));
	return {
		end: async () => {
			isOver = true;
			await done;
		}
	};
}

/** A feed of bulk batches and one of single records, eight connections each. */
async function startSenders(app: RunningApp, batch: number): Promise<[Sender, Sender]> {
	const key = await createFeed(app, 'office');
	const options = { url: () => app.url, feed: 'office', key, lanes: 8 };
	const senders = [
		startSender({ ...options, batch, name: 'many-' }),
		startSender({ ...options, batch: 1, name: 'one-' })
	];
	onTestFinished(() => senders.forEach((sender) => sender.abandon()));
	return senders as [Sender, Sender];
}

async function expectAllIsWell(
	{ url }: RunningApp,
	db: Kysely<Tables>,
	senders: readonly Sender[],
	screens: readonly LiveClient[]
): Promise<number> {
	await Promise.all(senders.map((sender) => sender.finish()));
	const version = Math.max(...senders.map((sender) => sender.version));
	await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 20_000 }).toBe(200);
	for (const screen of screens) {
		await screen.untilVersion(version);
		await screen.until('being live again', ({ states }) => states.at(-1) === 'live');
		// Never another process, never another line.
		expect(screen.connections).toBe(1);
		expect(screen.wentBack).toBe(false);
		await expectTruth(db, screen.view);
		screen.close();
	}
	await expectAllOnce(db, ...senders);
	const unjudged = () => db.selectFrom('inboundBatch').select('id').where('judgedAt', 'is', null).execute();
	await expect.poll(unjudged, { timeout: 20_000 }).toEqual([]);
	return version;
}

describe('a database that goes away again and again under heavy load', () => {
	it('takes nobody with it: the application stays, every page and screen comes back, nothing is lost or double', async () => {
		const postgres = await startOwnPostgres();
		onTestFinished(() => postgres.remove());
		const app = await startApp({ databaseUrl: postgres.url }, { LOG_LEVEL: 'error' });
		onTestFinished(() => app.stop());
		const database = openDatabase(postgres.url);
		onTestFinished(() => database.close());
		const { headers } = await signIn(database.db, ['leader', 'administrator']);
		const crowd = openCrowd(app.url, SCREENS, headers.cookie);
		onTestFinished(() => crowd.close());
		await crowd.connect(0);
		const screens = [openLiveClient(app.url, { headers }), openLiveClient(app.url, { headers })];
		const senders = await startSenders(app, 100);
		const visitors = startVisitors(app.url, headers);
		const browsing = startBrowsing(app.url, headers);
		const [many, one] = senders;
		await many.untilMore(2_000);

		// While batches are being committed, and again while connections come back.
		await postgres.stop();
		await postgres.start();
		await one.untilMore(1);
		postgres.kill9();
		await postgres.start();
		// Before anybody has been let in again.
		await postgres.stop();
		await postgres.start();
		postgres.kill9();
		await postgres.start();
		await many.untilMore(1_000);
		// Connections that break by themselves, in every stage of what goes over them.
		for (let i = 0; i < 20; i++) {
			postgres.line.cut();
			await delay(i * 7);
		}
		await one.untilMore(5);
		// Away for so long that all who wait have been told so.
		postgres.kill9();
		const [first] = screens as [LiveClient];
		await first.until('word that its numbers are old', ({ states }) => states.at(-1) === 'slow');
		expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
		expect((await fetch(`${app.url}/`, { headers })).status).toBe(200);
		await postgres.start();
		await many.untilMore(1_000);

		await browsing.end();
		await visitors.end();
		const version = await expectAllIsWell(app, database.db, senders, screens);
		await crowd.untilVersion(version);
		expect(senders.some(({ failures }) => failures > 0)).toBe(true);
		// The overview stands in memory: it is there for whoever comes, also while the database is not.
		expect([...(visitors.statuses.get('/') ?? [])]).toEqual([200]);
		expect([...(visitors.statuses.get('/readyz') ?? [])].sort()).toEqual([200, 503]);
		for (const page of PAGES) expect((await fetch(`${app.url}${page}`, { headers })).status, page).toBe(200);
	});
});

async function startWithOwn(): Promise<{ app: RunningApp; dataDir: string }> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'own-database-'));
	const app = await startApp({ dataDir }, { LOG_LEVEL: 'error' });
	onTestFinished(async () => {
		await app.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
	return { app, dataDir };
}

describe('the own database of an application', () => {
	/** A process of the server, as the kernel would pick one when memory runs out. */
	const pidOf = {
		server: (dataDir: string) => {
			const file = readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
			return Promise.resolve(Number(file.split('\n')[0]));
		},
		connection: async (_: string, db: Kysely<Tables>) => {
			const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
				where application_name = 'thong-suot' and pid <> pg_backend_pid() limit 1`.execute(db);
			return rows[0]?.pid;
		}
	};
	const kill = (pid: number | undefined): void => {
		// Nought would be everybody in this group of processes.
		if (pid === undefined || !(pid > 0)) throw new Error('no process to kill');
		process.kill(pid, 'SIGKILL');
	};
	for (const [name, victim] of [
		['is killed', pidOf.server],
		['loses one of its connections to a kill', pidOf.connection]
	] as const) {
		it(`${name} under load, again and again, and is back by itself`, async () => {
			const { app, dataDir } = await startWithOwn();
			const url = readFileSync(path.join(dataDir, 'postgres/url'), 'utf8');
			const database = openDatabase(url);
			const { headers } = await signIn(database.db, 'leader');
			const screens = [openLiveClient(app.url, { headers }), openLiveClient(app.url, { headers })];
			const senders = await startSenders(app, 20);
			const [many, one] = senders;
			for (let i = 0; i < 3; i++) {
				await many.untilMore(200);
				const failuresBefore = many.failures;
				kill(await victim(dataDir, database.db));
				await expect.poll(() => many.failures, { timeout: 20_000 }).toBeGreaterThan(failuresBefore);
				await one.untilMore(1);
			}
			await expectAllIsWell(app, database.db, senders, screens);
			expect(readFileSync(path.join(dataDir, 'postgres/url'), 'utf8')).toBe(url);
			await database.close();
		});
	}

	it('that will not come back does not keep the application from being stopped', async () => {
		const { app, dataDir } = await startWithOwn();
		// Without its control file no server starts.
		rmSync(path.join(dataDir, 'postgres/data/global/pg_control'));
		kill(await pidOf.server(dataDir));
		await expect
			.poll(() => app.output().split('our PostgreSQL does not run').length, { timeout: 20_000 })
			.toBeGreaterThan(2);
		expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
		await app.stop();
	});
});
