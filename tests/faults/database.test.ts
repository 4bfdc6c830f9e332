import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/lib/server/db/database.ts';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { type LiveClient, openLiveClient } from '../support/live-client.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { type SignedIn, signIn } from '../support/sign-in.ts';
import { expectAllOnce, expectTruth } from '../support/truth.ts';

let postgres: OwnPostgres;
let app: RunningApp;
let database: Database;
let key: string;
let headers: SignedIn['headers'];

beforeEach(async () => {
	postgres = await startOwnPostgres();
	app = await startApp({ databaseUrl: postgres.url });
	key = await createFeed(app, 'office');
	database = openDatabase(postgres.url);
	({ headers } = await signIn(database.db, 'leader'));
});
afterEach(async () => {
	await app.stop();
	await database.close();
	await postgres.remove();
});

const statusOf = async (path: string) => (await fetch(`${app.url}${path}`)).status;
const untilStatus = (path: string, status: number) =>
	expect.poll(() => statusOf(path), { timeout: 20_000, message: path }).toBe(status);

/** Takes the database away under load and brings it back; `away` ends when it is back. */
async function survive(takeAway: () => Promise<void> | void, bringBack: () => Promise<void> | void): Promise<Sender> {
	const screens = Array.from({ length: 3 }, () => openLiveClient(app.url, { headers }));
	const sender = startSender({ url: () => app.url, feed: 'office', key });
	onTestFinished(() => sender.abandon());
	await Promise.all(screens.map((screen) => screen.until('a first change', ({ view }) => view.version > 0)));
	await sender.untilMore(200);

	await takeAway();
	const slow = (screen: LiveClient) =>
		screen.until('word that its numbers are old', () => screen.states.at(-1) === 'slow');
	await Promise.all(screens.map(slow));
	const last = screens.map(({ view }) => view);
	await untilStatus('/readyz', 503);
	expect(await statusOf('/healthz')).toBe(200);
	// Who comes now gets the last numbers too, and word that they are old.
	const late = openLiveClient(app.url, { headers });
	await late.until('the last numbers', ({ view, states }) => view.version >= 0 && states.at(-1) === 'slow');
	for (const [index, { view, states }] of screens.entries()) {
		expect(view).toBe(last[index]);
		expect(states.at(-1)).toBe('slow');
		expect(late.view.asOf).toBe(view.asOf);
		expect(late.view.cells).toEqual(view.cells);
	}

	await bringBack();
	await untilStatus('/readyz', 200);
	await sender.untilMore(200);
	await sender.finish();
	for (const screen of [...screens, late]) {
		await screen.untilVersion(sender.version);
		await screen.until('being live again', ({ states }) => states.at(-1) === 'live');
		expect(screen.connections).toBe(1);
		expect(screen.wentBack).toBe(false);
		await expectTruth(database.db, screen.view);
		screen.close();
	}
	await expectAllOnce(database.db, sender);
	// Also what was stored when it went away, and answered to nobody.
	const unjudged = () => database.db.selectFrom('inboundBatch').select('id').where('judgedAt', 'is', null).execute();
	await expect.poll(unjudged).toEqual([]);
	return sender;
}

it('an application whose database is silent can be stopped, also while feeds send', async () => {
	const sender = startSender({ url: () => app.url, feed: 'office', key });
	onTestFinished(() => sender.abandon());
	await sender.untilMore(100);
	postgres.line.freeze();
	await untilStatus('/readyz', 503);
	await app.stop();
	postgres.line.cut();
	postgres.line.thaw();
	app = await startApp({ databaseUrl: postgres.url }, { PORT: new URL(app.url).port });
	await sender.untilMore(100);
	await sender.finish();
	await expectAllOnce(database.db, sender);
});

describe('when the database goes away under load, screens keep their numbers and say so, and all is well again', () => {
	it('after an orderly restart', async () => {
		const { failures } = await survive(
			() => postgres.stop(),
			() => postgres.start()
		);
		expect(failures).toBeGreaterThan(0);
	});

	it('after it was killed', async () => {
		const { failures } = await survive(
			() => postgres.kill9(),
			() => postgres.start()
		);
		expect(failures).toBeGreaterThan(0);
	});

	it('after it was silent for a while, and nobody was told', async () => {
		await survive(
			() => postgres.line.freeze(),
			() => postgres.line.thaw()
		);
	});

	it('after it was silent for a while, and the connections turned out to be dead', async () => {
		await survive(
			() => postgres.line.freeze(),
			() => {
				postgres.line.cut();
				postgres.line.thaw();
			}
		);
	});
});
