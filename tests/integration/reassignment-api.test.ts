import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import { createFeedKey, createKeyCheck } from '../../src/lib/server/feeds/feed-keys.ts';
import { setOutlet } from '../../src/lib/server/outbox/outlets.ts';
import { GET } from '../../src/routes/api/v1/feeds/[feed]/reassignments/+server.ts';
import { POST } from '../../src/routes/api/v1/feeds/[feed]/reassignments/[id]/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { signIn } from '../support/sign-in.ts';

const WARD = '31825';
const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-03-11T10:00:00+07:00'));
const now = () => office.now;
const { key } = await createFeedKey(db, 'test');
await db.insertInto('feed').values({ id: 'other', name: 'Other', defaultUnit: null }).execute();
const { key: otherKey } = await createFeedKey(db, 'other');
const app = {
	db,
	catalogue: () => office.catalogue,
	now,
	wake: () => undefined,
	ingest: { checkKey: createKeyCheck(db, now) }
};

const BASE = 'http://office.test/api/v1/feeds/test/reassignments';
async function ask(after: string | null, by: string | null = key) {
	const url = new URL(after === null ? BASE : `${BASE}?after=${after}`);
	const request = new Request(url, { headers: by === null ? {} : { authorization: `Bearer ${by}` } });
	const event = { locals: { app }, params: { feed: 'test' }, request, url };
	const response = await GET(event as unknown as Parameters<typeof GET>[0]);
	return {
		status: response.status,
		body: (await response.json()) as {
			reassignments: { id: string; dossier: string; state: string }[];
			next: string | null;
			code?: string;
		}
	};
}
async function answer(id: string, body: unknown, by = key, feed = 'test') {
	const request = new Request(`${BASE}/${id}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${by}` },
		body: JSON.stringify(body)
	});
	const event = { locals: { app }, params: { feed, id }, request };
	const response = await POST(event as unknown as Parameters<typeof POST>[0]);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const { accountId } = await signIn(db, { role: 'commune-head', unit: WARD, from: toDay('2026-01-01') });
await setOutlet(db, { feed: 'test', wish: 'pull', actor: null, now: office.now, authSecret: 'x', allowPrivate: false });
const codes = ['P-1', 'P-2', 'P-3'];
await office.push(
	[...codes, 'P-4'].map((dossier) => ({
		dossier,
		type: 'accepted' as const,
		at: toIsoInstant(office.now - HOUR_MS),
		procedure: '1.004873',
		receiving: WARD,
		resolving: WARD,
		handler: dossier === 'P-4' ? 'Bình' : 'An',
		returnAt: toIsoInstant(office.now + 5 * DAY_MS)
	}))
);
const items = await db.selectFrom('dossier').select(['code', 'version']).where('handler', '=', 'An').execute();
await commitMove(
	app,
	{ id: accountId, name: 'Trưởng' },
	{
		key: 'move-0001',
		target: { kind: 'official', unit: WARD, official: 'Bình' },
		selection: { items },
		reason: { code: 'overload', text: '' }
	}
);

it('shows a feed its own moves by its key, from where it stopped, and nobody else anything', async () => {
	const { status, body } = await ask(null);
	expect(status).toBe(200);
	expect(body.reassignments.map(({ dossier, state }) => [dossier, state])).toEqual(
		codes.map((code) => [code, 'queued'])
	);
	expect((await ask(body.next)).body).toEqual({ reassignments: [], next: null });
	for (const by of [null, 'ts_wrong', otherKey]) expect((await ask(null, by)).status).toBe(401);
	for (const after of ['-1', 'x', '1e3', '9'.repeat(20)]) expect((await ask(after)).body.code).toBe('bad-request');
});

it('takes an acknowledgement and a refusal, the same again alike, and another one not', async () => {
	const [first, second] = (await ask(null)).body.reassignments;
	const ack = { status: 'acknowledged' };
	expect(await answer(first!.id, ack)).toEqual({
		status: 200,
		body: { id: first!.id, state: 'acknowledged', rolledBack: null }
	});
	expect((await answer(first!.id, ack)).status).toBe(200);
	expect(await answer(first!.id, { status: 'refused', reason: 'x' })).toMatchObject({
		status: 409,
		body: { code: 'answered-already' }
	});
	expect(await answer(second!.id, { status: 'refused', reason: 'Đang ký số' })).toMatchObject({
		status: 200,
		body: { state: 'refused', rolledBack: true }
	});
	const { handler } = await db
		.selectFrom('dossier')
		.select('handler')
		.where('code', '=', second!.dossier)
		.executeTakeFirstOrThrow();
	expect(handler).toBe('An');
	expect((await ask(null)).body.reassignments.map(({ state }) => state)).toEqual(['acknowledged', 'refused', 'queued']);
});

it('refuses what is no answer, no reassignment of the feed, or no key of it', async () => {
	const [, , third] = (await ask(null)).body.reassignments;
	for (const body of [{}, { status: 'refused' }, { status: 'refused', reason: ' ' }, { status: 'dead' }, [], null])
		expect((await answer(third!.id, body)).status).toBe(400);
	const ack = { status: 'acknowledged' };
	for (const id of ['x', crypto.randomUUID()]) expect((await answer(id, ack)).body.code).toBe('unknown-reassignment');
	expect((await answer(third!.id, ack, otherKey)).status).toBe(401);
	expect((await answer(third!.id, ack, otherKey, 'other')).status).toBe(404);
});
