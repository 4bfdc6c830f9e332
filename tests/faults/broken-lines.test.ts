import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { openLiveClient } from '../support/live-client.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signInAt } from '../support/sign-in.ts';

const { url: databaseUrl } = await freshDatabase();
const { headers } = await signInAt(databaseUrl, 'leader');
let app: RunningApp;
let key: string;

beforeAll(async () => {
	app = await startApp({ databaseUrl });
	key = await createFeed(app, 'office');
});
afterAll(() => app.stop());

const UPGRADE = [
	...['Host: here', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
	'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
];
const upgradeOf = (path: string) => [`GET ${path} HTTP/1.1`, ...UPGRADE, '', ''].join('\r\n');

/** A line on which this much is said; then it is for the caller to break. */
async function say(text: string): Promise<Socket> {
	const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	await new Promise((resolve) => socket.write(text, resolve));
	return socket;
}

/** Requests that arrive in this order are begun in this order: once this is answered, the lines before were heard. */
const untilHeard = async () => expect((await fetch(`${app.url}/healthz`)).status).toBe(200);

describe('a line that breaks', () => {
	for (const [name, text] of [
		['while it asks for a socket', upgradeOf('/socket.io/?EIO=4&transport=websocket')],
		['while it asks for a socket that is none of ours', upgradeOf('/elsewhere')],
		['while it asks for a socket in a way nobody speaks', upgradeOf('/socket.io/?EIO=2&transport=carrier-pigeon')],
		['after nonsense on a socket', `${upgradeOf('/socket.io/?EIO=4&transport=websocket')}\xff\xff\xff\xff\xff`],
		[
			'in the middle of a batch',
			'POST /api/v1/feeds/office/records HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n[{'
		],
		['in the middle of a head', 'GET / HTT'],
		['before a page is answered', 'GET / HTTP/1.1\r\nHost: here\r\n\r\n']
	] as const) {
		it(`${name} ends with itself: everybody else is served`, async () => {
			const screen = openLiveClient(app.url, { headers });
			await screen.until('a view', () => true);
			for (let i = 0; i < 20; i++) {
				const lines = await Promise.all(Array.from({ length: 5 }, () => say(text)));
				if (i % 2 === 0) await untilHeard();
				for (const line of lines) line.resetAndDestroy();
			}
			await untilHeard();
			const { version } = await pushRecords(app.url, 'office', key, [anAccepted(`L-${name.length}`)]);
			await screen.untilVersion(version);
			expect(screen.connections).toBe(1);
			screen.close();
		});
	}

	it('by which a feed sends ends with itself too', async () => {
		const body = JSON.stringify([anAccepted('L-KEY')]);
		const head = `POST /api/v1/feeds/office/records HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${key}\r\n`;
		const lines = await Promise.all(
			Array.from({ length: 50 }, (_, i) => say(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, i * 4)}`))
		);
		for (const line of lines) line.resetAndDestroy();
		await untilHeard();
	});

	it('and asked for a socket that is none of ours was told so', async () => {
		const line = await say(upgradeOf('/elsewhere'));
		const [answer] = (await once(line, 'data')) as [Buffer];
		expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /);
		line.destroy();
	});
});
