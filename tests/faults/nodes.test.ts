import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { type LiveClient, openLiveClient } from '../support/live-client.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { signIn } from '../support/sign-in.ts';
import { openTcpLine, type TcpLine } from '../support/tcp-line.ts';
import { expectTruth } from '../support/truth.ts';

const { db, url: databaseUrl } = await freshDatabase();
const { headers } = await signIn(db, 'leader');
const ports = [await freePort(), await freePort(), await freePort()];
const startNode = (index: number) => startApp({ databaseUrl }, { PORT: String(ports[index]) });
/** Three processes over one database, and one address before them that leads to each in turn. */
let nodes: RunningApp[];
let balancer: TcpLine;
let key: string;
const address = () => `http://127.0.0.1:${balancer.port}`;
const node = (index: number) => nodes[index] as RunningApp;

beforeAll(async () => {
	nodes = await Promise.all(ports.map((_, index) => startNode(index)));
	balancer = await openTcpLine(...ports);
	key = await createFeed(node(0), 'office');
});
afterAll(async () => {
	await balancer.close();
	await Promise.all(nodes.map((one) => one.stop()));
});

/** Six screens, two on each node, while a feed sends. */
async function loadAll(feed: string): Promise<{ screens: LiveClient[]; sender: Sender }> {
	const screens = Array.from({ length: 6 }, () => openLiveClient(address(), { headers }));
	await Promise.all(screens.map((screen) => screen.until('a view', () => true)));
	const sender = startSender({ url: address, feed, key, batch: 10 });
	onTestFinished(() => sender.abandon());
	await sender.untilMore(100);
	return { screens, sender };
}

/** They show what the ledger says, went straight there, and needed a whole view only once, at first. */
async function expectUnbroken(screens: readonly LiveClient[], sender: Sender): Promise<void> {
	await sender.finish();
	for (const screen of screens) {
		await screen.untilVersion(sender.version);
		await screen.until('being live', ({ states }) => states.at(-1) === 'live');
		expect(screen.wentBack).toBe(false);
		expect(screen.wholeViews).toBe(1);
		await expectTruth(db, screen.view);
		screen.close();
	}
}

describe('three nodes over one database', () => {
	it('show on each what was posted to any', async () => {
		const screens = nodes.map(({ url }) => openLiveClient(url, { headers }));
		for (const [index, { url }] of nodes.entries()) {
			const { version } = await pushRecords(url, 'office', key, [anAccepted(`N-${index}`)]);
			for (const screen of screens) await screen.untilVersion(version);
		}
		for (const screen of screens) {
			await expectTruth(db, screen.view);
			screen.close();
		}
	});

	it('take over the screens of one that is killed, from where they were', async () => {
		const { screens, sender } = await loadAll('office');
		await node(1).kill9();
		const left = () => screens.filter(({ connections }) => connections > 1);
		await expect.poll(() => left().length, { timeout: 20_000 }).toBe(2);
		await sender.untilMore(200);
		await expectUnbroken(screens, sender);
		nodes[1] = await startNode(1);
	});

	it('are restarted one after the other, and no screen misses anything', async () => {
		const { screens, sender } = await loadAll('office');
		for (const index of nodes.keys()) {
			await node(index).stop();
			await sender.untilMore(50);
			nodes[index] = await startNode(index);
			expect((await fetch(`${node(index).url}/readyz`)).status).toBe(200);
		}
		await sender.untilMore(50);
		for (const screen of screens) await screen.until('another connection', ({ connections }) => connections > 1);
		await expectUnbroken(screens, sender);
	});
});
