import { io } from 'socket.io-client';
import { afterAll, describe, expect, it } from 'vitest';
import type { LinkSocket } from '../../src/lib/client/live/view-link.ts';
import type { WatchAnswer, WholeView } from '../../src/lib/contract/live.ts';
import { toPacked } from '../../src/lib/contract/link-options.ts';
import { unpackChange } from '../../src/lib/contract/pack-change.ts';
import { freshDatabase } from '../support/database.ts';
import { startLiveNode } from '../support/live-node.ts';
import { openOffice } from '../support/office.ts';
import { anAccepted } from '../support/records.ts';

const { db, url } = await freshDatabase();
const office = await openOffice(db, Date.now());
const node = await startLiveNode(url, office);
afterAll(() => node.stop());

const connect = (headers: Record<string, string> = {}): LinkSocket =>
	io(node.url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: headers });
const ask = (socket: LinkSocket, request: unknown): Promise<WatchAnswer> =>
	new Promise((resolve) => socket.emit('view:watch', request, resolve));
const overview = (filter: object, more: object = {}) => ({ view: 'overview', filter, ...more });

describe('a subscription', () => {
	it.each([
		['nothing', undefined],
		['a word', 'overview'],
		['another view', { view: 'everything', filter: {} }],
		['no filter', { view: 'overview' }],
		['a dimension that does not exist', overview({ applicant: 'Nguyễn Văn A' })],
		['a channel that does not exist', overview({ channel: 'pigeon' })],
		['an empty unit', overview({ resolving: '' })],
		['a unit as long as a book', overview({ resolving: 'x'.repeat(2_000) })],
		['a list of units', overview({ resolving: ['31825'] })],
		['a state that is none', overview({}, { since: { version: 'newest' } })],
		['more than a subscription', overview({}, { limit: 5 })]
	])('to %s is refused as a bad request', async (_, request) => {
		const socket = connect();
		expect(await ask(socket, request)).toEqual({ ok: false, problem: 'bad-request' });
		expect(await ask(socket, overview({}))).toMatchObject({ ok: true });
		socket.close();
	});

	it('without a place for the answer is let be', async () => {
		const socket = connect();
		(socket as unknown as { emit(...all: unknown[]): void }).emit('view:watch', overview({}), 'no function');
		expect(await ask(socket, overview({}))).toMatchObject({ ok: true });
		socket.close();
	});

	it('of a screen that has seen more than this server is put off', async () => {
		const socket = connect();
		const since = { version: node.live.board.version + 1, history: 'some' };
		expect(await ask(socket, overview({}, { since }))).toEqual({ ok: false, problem: 'behind' });
		socket.close();
	});

	it('that is asked for last is the one that counts', async () => {
		const socket = connect();
		await ask(socket, overview({ resolving: '31825' }));
		// The first must be read from the ledger, the second is open: it would be ready earlier.
		const [, last] = await Promise.all([
			ask(socket, overview({ resolving: 'H12.05' })),
			ask(socket, overview({ resolving: '31825' }))
		]);
		if (!last.ok || !('whole' in last)) throw new Error('no whole view');
		let at: Pick<WholeView, 'seq' | 'version' | 'asOf' | 'cells'> = last.whole;
		const told = new Promise<void>((resolve) => {
			socket.on('c', (packed) => {
				const change = unpackChange(toPacked(packed), at);
				if (change === null) throw new Error('a message of another view');
				if (change.version > at.version) resolve();
				at = change;
			});
		});
		await office.push([anAccepted('LAST-1', { resolving: '31825' })]);
		await told;
		socket.close();
	});

	it('is refused to a session that opened thirty views, and to nobody else', async () => {
		const [greedy, again] = [connect({ cookie: 'greedy' }), connect({ cookie: 'greedy' })];
		const other = connect({ cookie: 'other' });
		await ask(other, overview({ field: 'theirs' }));
		const answers = await Promise.all(
			Array.from({ length: 45 }, (_, i) => ask(i % 2 === 0 ? greedy : again, overview({ field: `G-${String(i)}` })))
		);
		const refused = answers.filter((answer) => !answer.ok && answer.problem === 'too-many-own-views');
		expect(answers.filter(({ ok }) => ok)).toHaveLength(30);
		expect(refused).toHaveLength(15);
		// What somebody else has open is there for all, and others open what they like.
		expect(await ask(greedy, overview({ field: 'theirs' }))).toMatchObject({ ok: true });
		expect(await ask(other, overview({ field: 'G-44' }))).toMatchObject({ ok: true });
		// A page is rendered all the same, with the numbers of the ledger; nothing of it is kept.
		const before = node.live.rooms.size;
		const opener = { account: 'greedy', session: 'greedy' };
		const whole = await node.live.view({ field: 'a page more' }, 'province', opener);
		expect(whole.version).toBe(node.live.board.version);
		expect(node.live.rooms.size).toBe(before);
		for (const socket of [greedy, again, other]) socket.close();
	}, 60_000);

	it('is refused when this server keeps a thousand views already', async () => {
		const sockets = Array.from({ length: 40 }, (_, n) => connect({ cookie: `visitor ${String(n)}` }));
		const answers = await Promise.all(
			Array.from({ length: 1_000 }, (_, i) => ask(sockets[i % 40] as LinkSocket, overview({ procedure: `P-${i}` })))
		);
		const problems = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
		expect(problems).toContain('too-many-views');
		// The one of the whole province is always there.
		expect(await ask(sockets[0] as LinkSocket, overview({}))).toMatchObject({ ok: true });
		for (const socket of sockets) socket.close();
	}, 60_000);
});

describe('a connection', () => {
	const outcome = (headers: Record<string, string>): Promise<string> =>
		new Promise((resolve) => {
			const socket = connect(headers);
			socket.once('connect', () => {
				resolve('connected');
				socket.close();
			});
			socket.once('connect_error', () => {
				resolve('refused');
				socket.close();
			});
		});

	it('from a page of another site is refused', async () => {
		expect(await outcome({ origin: 'https://elsewhere.example' })).toBe('refused');
		expect(await outcome({ origin: 'null' })).toBe('refused');
		expect(await outcome({ origin: node.url })).toBe('connected');
		expect(await outcome({})).toBe('connected');
	});

	it('that sends more than a subscription needs is closed', async () => {
		const socket = connect();
		const closed = new Promise((resolve) => socket.once('disconnect', resolve));
		socket.emit('view:watch', overview({ resolving: 'x'.repeat(50_000) }), () => undefined);
		await closed;
	});
});
