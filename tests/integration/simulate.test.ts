import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createReaderKey } from '../../src/lib/server/access/reader-keys.ts';
import { saveFeed } from '../../src/lib/server/feeds/feeds.ts';
import { openDatabase, type Database } from '../../src/lib/server/db/database.ts';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { type Ended, runCommand } from '../support/command.ts';
import { signIn } from '../support/sign-in.ts';
import { createDatabase, dropDatabase } from '../support/test-server.ts';
import '../support/database.ts';

const FEED = 'load';
const SILENT = ['31825', '32002'];
const command = path.resolve(import.meta.dirname, '../../src/cli/simulate.ts');

let url: string;
let database: Database;
let app: RunningApp;
let key: string;

beforeAll(async () => {
	url = await createDatabase(inject('testServer'));
	database = openDatabase(url);
	app = await startApp({ databaseUrl: url });
	await saveFeed(database.db, { id: FEED, name: 'Load', simulated: true, defaultUnit: null });
	key = await createFeed(app, FEED);
});
afterAll(async () => {
	await app.stop();
	await database.close();
	await dropDatabase(inject('testServer'), url);
});

const simulate = (args: readonly string[], env: NodeJS.ProcessEnv = { FEED_KEY: key }): Promise<Ended> =>
	runCommand(process.execPath, [command, '--url', app.url, '--feed', FEED, ...args], { timeoutMs: 60_000, env });

/** The number that stands behind a word of the summary. */
const told = ({ output }: Ended, line: RegExp): number => {
	const match = line.exec(output);
	if (match === null) expect.fail(`${String(line)} is not in:\n${output}`);
	return Number(match[1]?.replaceAll(',', ''));
};

describe('a run at a steady rate with silent communes, broken records and a portal outage', () => {
	it('sends what it says, and the ledger has what the summary says', async () => {
		const ended = await simulate([
			...['--rate', '150', '--records', '600', '--batch', '40', '--connections', '3', '--bad', '0.2'],
			...['--silent', SILENT.join(','), '--outage', '+0.01,0.03']
		]);
		expect(ended).toMatchObject({ code: 0 });
		const sent = told(ended, /sent +([\d,]+) records/);
		expect(sent).toBe(600);
		expect(told(ended, /31825, 32002: ([\d,]+) records not sent/)).toBeGreaterThan(0);
		expect(told(ended, /outage +([\d,]+) records held and sent in one burst/)).toBeGreaterThan(20);

		const { rows } = await sql<{ outcome: string; n: number }>`
			select outcome, count(*) as n from inbound_record where feed_id = ${FEED} group by 1`.execute(database.db);
		const ledger = Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]));
		const summary = {
			accepted: told(ended, /accepted +([\d,]+)/),
			waiting: told(ended, /waiting +([\d,]+)/),
			rejected: told(ended, /refused +([\d,]+)/)
		};
		expect(ledger).toEqual(summary);
		expect(summary.accepted + summary.waiting + summary.rejected).toBe(sent);

		const broken = told(ended, /broken +([\d,]+) sent broken/);
		const taken = told(ended, /kept waiting, ([\d,]+) taken/);
		expect(broken / sent).toBeGreaterThan(0.1);
		expect(broken).toBe(summary.waiting + summary.rejected + taken);
		expect(ended.output).not.toContain('that were right were not taken');
	});

	it('leaves nothing of the silent communes, nothing in the future, and marks what is impossible', async () => {
		const { db } = database;
		const { rows: silent } = await sql`
			select code from dossier where receiving = any(${SILENT}) or resolving = any(${SILENT})`.execute(db);
		expect(silent).toEqual([]);
		const { rows: early } = await sql`
			select dossier_code from event where at > arrived_at`.execute(db);
		expect(early).toEqual([]);
		// The key of a record says what it was before it was broken.
		const { rows: unmarked } = await sql`
			select code from dossier join event on dossier_code = code
			where event.type = 'returned' and event.key not like '%-returned' and not 'impossible-transition' = any(findings)`.execute(
			db
		);
		expect(unmarked).toEqual([]);
		const { rows: real } = await sql`
			select code from dossier join feed on feed.id = feed_id where not simulated`.execute(db);
		expect(real).toEqual([]);
	});
});

describe('history', () => {
	it('comes as it was, a second time as repeats', async () => {
		await saveFeed(database.db, { id: 'past', name: 'Past', simulated: true, defaultUnit: null });
		const env = { FEED_KEY: await createFeed(app, 'past') };
		const args = ['--feed', 'past', '--once', '--days', '14', '--scale', '5', '--batch', '50'];
		const first = await simulate(args, env);
		expect(first.code).toBe(0);
		const sent = told(first, /sent +([\d,]+) records/);
		expect(sent).toBeGreaterThan(50);
		const second = await simulate(args, env);
		expect(second.code).toBe(0);
		expect(told(second, /accepted +([\d,]+)/)).toBeLessThan(20);
		const { rows } = await sql<{ n: number }>`
			select count(*) as n from inbound_record where feed_id = 'past' and outcome in ('waiting', 'rejected')`.execute(
			database.db
		);
		expect(rows[0]?.n).toBe(0);
	});

	it('is refused by a feed of real dossiers, by a wrong key and by wrong options, by name', async () => {
		await saveFeed(database.db, { id: 'real', name: 'Real', simulated: false, defaultUnit: null });
		const real = await simulate(['--feed', 'real'], { FEED_KEY: await createFeed(app, 'real') });
		expect(real.code).toBe(1);
		expect(real.output).toContain('not marked as simulated');
		const wrong = await simulate(['--once'], { FEED_KEY: 'ts_wrong' });
		expect(wrong.code).toBe(1);
		expect(wrong.output).toContain('answered 401');
		expect(await simulate(['--rate', 'much'])).toMatchObject({ code: 2, output: '--rate must be a number\n' });
	});
});

describe('a storm', () => {
	it("brings all screens back, and needs a reader's key alone", async () => {
		const { accountId } = await signIn(database.db, 'leader');
		const made = await createReaderKey(database.db, {
			email: `${accountId}@test.invalid`,
			actor: null,
			now: Date.now()
		});
		const ended = await simulate(['--storm', '50,30'], { FEED_KEY: '', READER_KEY: made?.key ?? '' });
		expect(ended.code).toBe(0);
		expect(ended.output).toMatch(/50 screens open in .*: all 50 back after/);
		expect(told(ended, /longest gap ([\d.]+) s/)).toBeGreaterThan(0);
	});

	it("is told at once that a reader's key lets nobody in", async () => {
		const ended = await simulate(['--storm', '50,30'], { FEED_KEY: '', READER_KEY: 'tsr_wrong' });
		expect(ended.code).toBe(1);
		expect(ended.output).toContain('lets no screen in (signed-out)');
	});
});
