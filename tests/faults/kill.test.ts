import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { createFeed, type RunningApp, startApp, type Storage } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { openLiveClient } from '../support/live-client.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { signIn } from '../support/sign-in.ts';
import { expectAllOnce, expectTruth } from '../support/truth.ts';

const countUnjudged = async (db: Kysely<Tables>): Promise<number> => {
	const rows = await db.selectFrom('inboundBatch').select('id').where('judgedAt', 'is', null).execute();
	return rows.length;
};

/** Kills the application again and again while a feed sends, and starts it each time on the same port. */
async function killAndRestart(storage: Storage, times: number): Promise<{ app: RunningApp; sender: Sender }> {
	const env = { PORT: String(await freePort()) };
	let app = await startApp(storage, env);
	const sender = startSender({ url: () => app.url, feed: 'office', key: await createFeed(app, 'office') });
	onTestFinished(() => sender.abandon());
	for (let i = 0; i < times; i++) {
		await sender.untilMore(200);
		await app.kill9();
		app = await startApp(storage, env);
	}
	await sender.untilMore(200);
	await sender.finish();
	return { app, sender };
}

describe('an application that is killed while it takes records in', () => {
	it('loses nothing it answered for, and counts nothing twice', async () => {
		const { db, url } = await freshDatabase();
		const { app, sender } = await killAndRestart({ databaseUrl: url }, 6);
		expect(sender.failures).toBeGreaterThan(0);
		await expectAllOnce(db, sender);
		expect(await countUnjudged(db)).toBe(0);
		const { headers } = await signIn(db, 'leader');
		const screen = openLiveClient(app.url, { headers });
		await screen.untilVersion(sender.version);
		await expectTruth(db, screen.view);
		screen.close();
		await app.stop();
	});

	it('has half of nothing it was taking in, and takes it when it is sent again', async () => {
		const { db, url } = await freshDatabase();
		const app = await startApp({ databaseUrl: url });
		const key = await createFeed(app, 'office');
		// As long as somebody holds the head of the ledger, what is being written waits.
		const holder = new pg.Client({ connectionString: url });
		await holder.connect();
		await holder.query('begin');
		await holder.query('select version from ledger_head for update');
		const records = Array.from({ length: 40 }, (_, i) => anAccepted(`U-${i}`));
		const answers = records.map((record) =>
			pushRecords(app.url, 'office', key, [record]).then(
				() => 'answered',
				() => 'broken off'
			)
		);
		const countWriters = async () => {
			const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
			return rows[0]?.n ?? 0;
		};
		await expect.poll(countWriters, { timeout: 20_000 }).toBeGreaterThan(0);
		await app.kill9();
		expect(new Set(await Promise.all(answers))).toEqual(new Set(['broken off']));
		await holder.query('rollback');
		await holder.end();
		await expect.poll(countWriters, { timeout: 20_000 }).toBe(0);
		const again = await startApp({ databaseUrl: url });
		expect(await countUnjudged(db)).toBe(0);
		expect(await db.selectFrom('dossier').select('code').execute()).toEqual([]);
		expect(await db.selectFrom('inboundRecord').select('dossierCode').execute()).toEqual([]);
		// The sender was not answered, and sends all of them again.
		const repeated = await Promise.all(records.map((record) => pushRecords(again.url, 'office', key, [record])));
		expect(repeated.map(({ accepted }) => accepted)).toEqual(records.map(() => 1));
		const { headers } = await signIn(db, 'leader');
		const screen = openLiveClient(again.url, { headers });
		await screen.untilVersion(Math.max(...repeated.map(({ version }) => version)));
		await expectTruth(db, screen.view);
		screen.close();
		await again.stop();
	});

	it('takes its own database with it, and both come back with everything', async () => {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'killed-'));
		const { app, sender } = await killAndRestart({ dataDir }, 2);
		expect(sender.failures).toBeGreaterThan(0);
		const { db, close } = openDatabase(readFileSync(path.join(dataDir, 'postgres/url'), 'utf8'));
		const { headers } = await signIn(db, 'leader');
		const screen = openLiveClient(app.url, { headers });
		await screen.untilVersion(sender.version);
		await expectAllOnce(db, sender);
		await expectTruth(db, screen.view);
		screen.close();
		await close();
		await app.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
});
