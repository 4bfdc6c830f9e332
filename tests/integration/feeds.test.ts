import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import type { HttpProblem } from '../../src/lib/contract/http-problem.ts';
import { MAX_BYTES, MAX_RECORDS } from '../../src/lib/contract/record.ts';
import {
	KEY_CACHE_MS,
	createFeedKey,
	createKeyCheck,
	listFeedKeys,
	revokeFeedKey
} from '../../src/lib/server/feeds/feed-keys.ts';
import { saveFeed } from '../../src/lib/server/feeds/feeds.ts';
import { startIngest } from '../../src/lib/server/ingest/start-ingest.ts';
import { GET as getFeed } from '../../src/routes/api/v1/feeds/[feed]/+server.ts';
import { GET as listRecords, POST as postRecords } from '../../src/routes/api/v1/feeds/[feed]/records/+server.ts';
import { POST as postReplay } from '../../src/routes/api/v1/feeds/[feed]/replay/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { openIngest } from '../support/ingest.ts';

const { db, url } = await freshDatabase();
const NOW = Date.parse('2025-12-01T09:00:00+07:00');
const { deps } = await openIngest(db, NOW);
const ingest = startIngest(deps);
await saveFeed(db, { id: 'other', name: 'Other', simulated: true, defaultUnit: null });
const { key } = await createFeedKey(db, 'office');
const { key: otherKey } = await createFeedKey(db, 'other');

interface Call {
	readonly feed?: string;
	readonly bearer?: string | null;
	readonly type?: string;
	readonly query?: string;
	readonly headers?: Record<string, string>;
	readonly body?: unknown;
}

/** Calls a route as the server does. */
function call(handler: (event: never) => Response | Promise<Response>, some: Call = {}): Promise<Response> {
	const { feed = 'office', bearer = key, type = 'application/json', query = '', headers = {}, body } = some;
	const address = new URL(`http://127.0.0.1/api/v1/feeds/${feed}/records${query}`);
	const isText = typeof body === 'string' || body instanceof Uint8Array;
	const request = new Request(address, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), 'content-type': type, ...headers },
		...(body === undefined ? {} : { body: (isText ? body : JSON.stringify(body)) as BodyInit })
	});
	const event = { request, params: { feed }, url: address, locals: { app: { db, ingest, now: () => NOW } } };
	return Promise.resolve(handler(event as never));
}
const post = (body: unknown, some: Call = {}) => call(postRecords, { ...some, body });
const accepted = (dossier: string) => ({
	dossier,
	type: 'accepted',
	at: '2025-11-28T08:00:00+07:00',
	procedure: '1.001193',
	resolving: '32152'
});

describe('a request is let in', () => {
	it('by a key of its own feed only, and says no more than that', async () => {
		const answers = [
			await post([], { bearer: null }),
			await post([], { bearer: 'ts_wrong' }),
			await post([], { bearer: otherKey }),
			await post([], { feed: 'nobody' }),
			await call(getFeed, { bearer: otherKey }),
			await call(listRecords, { feed: 'nobody' }),
			await call(postReplay, { bearer: null, body: '' })
		];
		const bodies = await Promise.all(answers.map((answer) => answer.text()));
		for (const answer of answers) {
			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
			expect(answer.headers.get('content-type')).toMatch('application/problem+json');
		}
		expect(new Set(bodies).size).toBe(1);
		expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ code: 'bad-key', status: 401 });
	});

	it('until its key is revoked, within seconds on every node', async () => {
		let now = NOW;
		const check = createKeyCheck(db, () => now);
		const { id, key } = await createFeedKey(db, 'office', 'spare');
		expect(await check(key)).toEqual({ id: 'office', defaultUnit: null });
		expect(await revokeFeedKey(db, id, NOW)).toBe(true);
		expect(await revokeFeedKey(db, id, NOW)).toBe(false);
		now += KEY_CACHE_MS;
		expect(await check(key)).toBeNull();
		expect(await createKeyCheck(db, () => now)(key)).toBeNull();
		const listed = await listFeedKeys(db);
		expect(listed.find((one) => one.id === id)).toMatchObject({ label: 'spare', revokedAt: NOW });
		expect(JSON.stringify(listed)).not.toContain(key);
	});
});

describe('posted records are answered', () => {
	it('with 200 when all are in the ledger, also the second time', async () => {
		for (const outcome of ['accepted', 'repeated']) {
			const answer = await post([accepted('A-1')]);
			expect(answer.status).toBe(200);
			const body = (await answer.json()) as BatchAnswer;
			expect(body.records).toEqual([{ position: 0, outcome, dossier: 'A-1' }]);
			expect(answer.headers.get('ledger-version')).toBe(String(body.version));
		}
	});

	it('with 207 when some are not', async () => {
		const answer = await post([accepted('A-2'), { ...accepted('A-3'), procedure: '9.999999' }, {}]);
		expect(answer.status).toBe(207);
		expect(await answer.json()).toMatchObject({ accepted: 1, waiting: 1, rejected: 1 });
	});

	it('as lines, packed, in an envelope or alone', async () => {
		const lines = `${JSON.stringify(accepted('A-4'))}\n${JSON.stringify(accepted('A-5'))}\n`;
		expect(await (await post(lines, { type: 'application/x-ndjson' })).json()).toMatchObject({ accepted: 2 });
		const packed = gzipSync(JSON.stringify([accepted('A-6')]));
		const headers = { 'content-encoding': 'gzip' };
		expect(await (await post(packed, { headers })).json()).toMatchObject({ accepted: 1 });
		const record = {
			MaHoSo: 'A-7',
			MaTTHC: '1.001193',
			TrangThaiHoSo: '2',
			NgayTiepNhan: '20251128080000',
			DonViXuLy: 'Xã Đầm Dơi'
		};
		const envelope = {
			session: 's3cret-session',
			madonvi: 'H12',
			service: 'DongBoHoSoMC',
			isUpdating: 'False',
			data: [record]
		};
		expect(await (await post(envelope)).json()).toMatchObject({ accepted: 1 });
		expect(await (await post(accepted('A-8'))).json()).toMatchObject({ accepted: 1 });
		expect(await (await post([])).json()).toMatchObject({ accepted: 0, records: [] });
		const stored = await db.selectFrom('inboundRecord').select('payload').execute();
		expect(JSON.stringify(stored)).not.toContain('s3cret');
	});

	it.each([
		['400', '[{"a":1},\n{"b":]', {}, 400, { code: 'bad-json', line: 2, column: 6 }],
		['400 naming the line', '{"a":1}\n{"b"}\n', { type: 'application/x-ndjson' }, 400, { code: 'bad-json', line: 2 }],
		['413 for records', JSON.stringify(Array(MAX_RECORDS + 1).fill({})), {}, 413, { code: 'body-too-large' }],
		['413 for bytes', Buffer.alloc(MAX_BYTES + 1, 32), {}, 413, { code: 'body-too-large' }],
		['415', 'a;b', { type: 'text/csv' }, 415, { code: 'unsupported-media-type' }]
	])('with %s', async (_, body, some, status, problem) => {
		const answer = await post(body, some);
		expect(answer.status).toBe(status);
		const told = (await answer.json()) as HttpProblem;
		expect(told).toMatchObject({ ...problem, status });
		expect(told.title).not.toBe(told.titleEn);
	});

	it('with 200 for the largest batch there may be', async () => {
		const records = Array.from({ length: MAX_RECORDS }, (_, i) => accepted(`M-${i}`));
		expect(await (await post(records)).json()).toMatchObject({ accepted: MAX_RECORDS, rejected: 0 });
	});
});

describe('a sender sees', () => {
	it('where its feed stands', async () => {
		const status = (await (await call(getFeed)).json()) as { counts: Record<string, number> };
		expect(status).toMatchObject({ feed: 'office', lastEventAt: '2025-11-28T01:00:00.000Z' });
		expect(status.counts['accepted']).toBeGreaterThan(MAX_RECORDS);
		expect(status.counts).toMatchObject({ waiting: 1, rejected: 1 });
		expect(await (await call(getFeed, { feed: 'other', bearer: otherKey })).json()).toMatchObject({
			lastEventAt: null,
			counts: { accepted: 0 }
		});
	});

	it('its records that did not get in, page by page, and has them judged again', async () => {
		await post(Array.from({ length: 250 }, (_, i) => ({ MaHoSo: `R-${i}` })));
		const seen: string[] = [];
		let query = '?outcome=rejected';
		for (let pages = 1; ; pages++) {
			const page = (await (await call(listRecords, { query })).json()) as {
				records: { dossier: string; outcome: string; problem: string; field: string }[];
				next: string | null;
			};
			seen.push(...page.records.map(({ dossier }) => dossier));
			for (const { outcome } of page.records) expect(outcome).toBe('rejected');
			if (page.next === null) {
				expect(pages).toBe(2);
				break;
			}
			query = `?outcome=rejected&after=${page.next}`;
		}
		expect(new Set(seen).size).toBe(251);
		expect((await call(listRecords, { query: '?after=x' })).status).toBe(400);
		expect((await call(listRecords, { query: '?outcome=lost' })).status).toBe(400);
		expect(await (await call(postReplay, { body: '' })).json()).toMatchObject({
			rejected: 251,
			waiting: 1,
			accepted: 0
		});
	});
});

describe('the administrator’s command', () => {
	const run = promisify(execFile);
	const root = path.resolve(import.meta.dirname, '../..');
	const admin = (...args: string[]) =>
		run(process.execPath, [path.join(root, 'src/cli/admin.ts'), ...args], {
			cwd: root,
			env: { PATH: process.env['PATH'], DATABASE_URL: url }
		});
	const refusal = async (...args: string[]): Promise<{ code: number; stderr: string }> =>
		admin(...args).then(
			() => ({ code: 0, stderr: '' }),
			(error: unknown) => error as { code: number; stderr: string }
		);

	it('adds a feed and a key that works, and ends it', async () => {
		await admin('feed', 'add', 'province', '--name', 'Một cửa tỉnh', '--default-unit', 'TTPVHCC');
		const { stdout, stderr } = await admin('feed-key', 'create', 'province', '--label', 'máy chủ 1');
		const printed = stdout.trim();
		expect(printed).toMatch(/^ts_[\w-]{43}$/);
		expect(stderr).not.toContain(printed);
		const check = createKeyCheck(db, () => NOW);
		expect(await check(printed)).toEqual({ id: 'province', defaultUnit: 'TTPVHCC' });
		const list = await admin('feed', 'list');
		const number = /key (\d+) {2}máy chủ 1/.exec(list.stdout)?.[1] ?? '';
		expect(list.stdout).toContain('silent after 120 working minutes');
		await admin('feed', 'add', 'province', '--name', 'Một cửa tỉnh', '--silent-after', '45');
		expect((await admin('feed', 'list')).stdout).toContain('silent after 45 working minutes');
		await admin('feed-key', 'revoke', number);
		expect(await createKeyCheck(db, () => NOW)(printed)).toBeNull();
	});

	it('leaves what it changed of feeds and keys in the audit log, and never a key', async () => {
		const entries = await db
			.selectFrom('auditEntry')
			.select(['action', 'actorId', 'target', 'details'])
			.where('target', '=', 'province')
			.orderBy('seq')
			.execute();
		const saved = { action: 'feed-saved', actorId: null, target: 'province' };
		expect(entries).toMatchObject([
			{ ...saved, details: { name: 'Một cửa tỉnh', defaultUnit: 'TTPVHCC', simulated: false } },
			{ action: 'feed-key-created', actorId: null, target: 'province' },
			{ ...saved, details: { silentAfterMinutes: 45, defaultUnit: null } },
			{ action: 'feed-key-revoked', actorId: null, target: 'province' }
		]);
		expect(entries[3]?.details).toEqual(entries[1]?.details);
		expect(JSON.stringify(entries)).not.toContain('ts_');
	});

	it('lists and replays what did not get in', async () => {
		const { stdout } = await admin('records', 'list', '--feed', 'office', '--outcome', 'waiting');
		expect(
			stdout
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as object)
		).toMatchObject([{ dossier: 'A-3', problem: 'unknown-procedure' }]);
		const replayed = await admin('records', 'replay', '--feed', 'office', '--outcome', 'waiting');
		expect(replayed.stdout).toContain('1 waiting');
	});

	it('says in words what is wrong', async () => {
		expect(await refusal('feed', 'add', 'Bad ID', '--name', 'x')).toMatchObject({ code: 2 });
		expect((await refusal('feed', 'add', 'x')).stderr).toContain('--name');
		expect((await refusal('feed', 'add', 'x', '--name', 'x', '--default-unit', '0')).stderr).toContain('no unit 0');
		expect((await refusal('feed', 'add', 'x', '--name', 'x', '--silent-after', '2h')).stderr).toContain(
			'working minutes'
		);
		expect((await refusal('feed-key', 'revoke', '999999')).stderr).toContain('no key 999999');
		expect((await refusal('records', 'list', '--feed', 'nobody')).stderr).toContain('no feed nobody');
		expect((await refusal('feed', 'burn')).stderr).toContain('no command "feed burn"');
		expect((await refusal('feed', 'list', '--colour')).code).toBe(2);
	});
});
