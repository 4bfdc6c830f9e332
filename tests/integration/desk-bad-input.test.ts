import { describe, expect, it } from 'vitest';
import { type MoveAnswer, type MoveRequest, MOST_ROWS } from '../../src/lib/contract/desk.ts';
import { toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import type { Access } from '../../src/lib/domain/access/access.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import type { Mover } from '../../src/lib/server/desk/deps.ts';
import { keepDesk } from '../../src/lib/server/desk/keep-desk.ts';
import { POST as postMove } from '../../src/routes/api/desk/moves/+server.ts';
import { POST as postPlan } from '../../src/routes/api/desk/plan/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { aDesk, type Seen } from '../support/desk.ts';
import { openOffice } from '../support/office.ts';

const WARD = '31825';
const OTHER = '32002';

const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-03-11T10:00:00+07:00'));
const { deps, person, dossiers, seen, handOf } = aDesk(db, office, WARD);
const head = await person({ role: 'commune-head', unit: WARD });
const deputy = await person({ role: 'commune-head', unit: WARD });
for (const name of ['An', 'Bình', 'Chi', 'Dũng', 'Én']) await dossiers(1, name);
await dossiers(1, 'Khôi', { resolving: OTHER });

const toBinh = { kind: 'official', unit: WARD, official: 'Bình' } as const;
const OVERLOAD = { code: 'overload', text: '' } as const;
let keys = 0;
function request(items: readonly Seen[], some: object = {}) {
	return { key: `bad-input-${String(++keys)}`, target: toBinh, selection: { items }, reason: OVERLOAD, ...some };
}

/** A command as a page sends it. */
async function send(route: typeof postMove | typeof postPlan, by: Mover, body: object, as?: Access) {
	const account = { ...by, email: 'a@test.invalid', roles: [], isDemo: false, mustChangePassword: false };
	const access = as ?? (await readAccessNow(db, by.id, office.now));
	const visitor = { account, sessionId: 'session', until: null, access, at: '/api/desk/moves' };
	const init = { method: 'POST', body: JSON.stringify(body) };
	const event = { locals: { app: deps, visitor }, request: new Request('http://office.test/api/desk/moves', init) };
	const response = await route(event as never);
	return { status: response.status, body: (await response.json()) as MoveAnswer & { problem?: string } };
}
/** Stored moves and the version of the ledger: what a refused command must leave alone. */
async function trace() {
	const { n } = await db
		.selectFrom('move')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	const { version } = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	return [n, version];
}

describe('a reason', () => {
	it.each([
		['none at all', undefined, 'empty-reason'],
		['none chosen', {}, 'empty-reason'],
		['an empty choice', { code: '', text: '' }, 'empty-reason'],
		['words without a choice', { code: '', text: 'vì quá tải' }, 'empty-reason'],
		['another one, not said', { code: 'other' }, 'empty-reason'],
		['another one, only blanks', { code: 'other', text: ' \t\u00a0 ' }, 'empty-reason'],
		['one that is in no list', { code: 'because', text: 'x' }, 'bad-request'],
		['a novel', { code: 'urgent', text: 'x'.repeat(1_001) }, 'bad-request']
	])('%s: refused as a whole, nothing is kept', async (_, reason, problem) => {
		const items = await dossiers(1, 'An');
		const before = await trace();
		expect(await send(postMove, head, request(items, { reason }))).toEqual({ status: 400, body: { problem } });
		expect(await trace()).toEqual(before);
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
	});
});

describe('too many rows', () => {
	const unknown = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ code: `H12-X-${String(n)}`, version: 1 }));

	it('ten thousand and one are refused before anything is looked at, by plan and by move', async () => {
		const before = await trace();
		for (const route of [postPlan, postMove]) {
			const { key, reason, ...plan } = request(unknown(MOST_ROWS + 1));
			const body = route === postPlan ? plan : { key, reason, ...plan };
			expect(await send(route, head, body)).toEqual({ status: 413, body: { problem: 'too-many' } });
		}
		expect(await trace()).toEqual(before);
	});

	it('ten thousand are answered one by one, also when none of them is there', async () => {
		const { status, body } = await send(postMove, head, request(unknown(MOST_ROWS)));
		expect([status, body.counts]).toEqual([200, { 'not-yours': MOST_ROWS }]);
		expect(body.items).toHaveLength(MOST_ROWS);
	});
});

describe('a dossier', () => {
	it('named twice is moved once', async () => {
		const [one] = await dossiers(1, 'An');
		const { body } = await send(postMove, head, request([one!, one!, { ...one!, version: one!.version }]));
		expect(body.items).toMatchObject([{ code: one!.code, result: 'moved' }]);
	});

	it('that is unknown and one of another unit are told alike, and do not keep the others from moving', async () => {
		const [mine] = await dossiers(1, 'An');
		const [foreign] = await dossiers(1, 'Khôi', { resolving: OTHER });
		const items = [{ code: 'H12-NOT-THERE', version: 7 }, foreign!, mine!];
		const { body } = await send(postMove, head, request(items));
		const answers = body.items.map(({ code: _, ...rest }) => rest);
		expect(answers[0]).toEqual(answers[1]);
		expect(body.items.map(({ result }) => result)).toEqual(['not-yours', 'not-yours', 'moved']);
		expect(await handOf(foreign!.code)).toEqual([OTHER, 'Khôi']);
	});

	it('that went on since it was seen stays where it is, whatever the page thought', async () => {
		const [stale, fresh] = await dossiers(2, 'An');
		await office.push([{ dossier: stale!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' }]);
		const planned = await send(postPlan, head, { target: toBinh, selection: { items: [stale!, fresh!] } });
		expect(planned.body.counts).toEqual({ 'changed-meanwhile': 1, moved: 1 });
		const { body } = await send(postMove, head, request([stale!, fresh!]));
		expect(body.items.map(({ result }) => result)).toEqual(['changed-meanwhile', 'moved']);
		expect(await handOf(stale!.code)).toEqual([WARD, 'An']);
		// A version of the future is as wrong as one of the past.
		const [now] = await seen([stale!.code]);
		const ahead = await send(postMove, head, request([{ ...now!, version: now!.version + 1 }]));
		expect(ahead.body.counts).toEqual({ 'changed-meanwhile': 1 });
	});
});

describe('an official', () => {
	const to = (official: string, unit = WARD): MoveRequest['target'] => ({ kind: 'official', unit, official });

	it.each([
		['whom no feed has named', to('Nobody'), 404, 'unknown-official'],
		['of a unit one may not move in', to('Khôi', OTHER), 404, 'unknown-official'],
		['of a unit that is not there', to('An', '99999'), 404, 'unknown-unit']
	])('%s is refused as a whole', async (_, target, status, problem) => {
		const items = await dossiers(1, 'An');
		const before = await trace();
		expect(await send(postMove, head, request(items, { target }))).toEqual({ status, body: { problem } });
		expect(await trace()).toEqual(before);
	});

	it('who has left gets nothing; on their last day they do', async () => {
		const items = await dossiers(1, 'An');
		const leaves = (activeTo: string) =>
			db.updateTable('official').set({ activeTo }).where('unitCode', '=', WARD).where('name', '=', 'Én').execute();
		await leaves('2026-03-10');
		const gone = await send(postMove, head, request(items, { target: to('Én') }));
		expect(gone).toEqual({ status: 404, body: { problem: 'unknown-official' } });
		await leaves('2026-03-11');
		expect((await send(postMove, head, request(items, { target: to('Én') }))).body.counts).toEqual({ moved: 1 });
	});

	it.each([
		['absent from today on', '2026-03-11', '2026-03-20', 'absent'],
		['absent up to today', '2026-03-01', '2026-03-11', 'absent'],
		['back since today', '2026-03-01', '2026-03-10', 'moved'],
		['away from tomorrow on', '2026-03-12', '2026-03-20', 'moved']
	])('%s', async (_, from, day, result) => {
		const items = await dossiers(1, 'An');
		await keepDesk(deps, head, { kind: 'absence', unit: WARD, official: 'Chi', from, to: day, standIn: null });
		const { body } = await send(postMove, head, request(items, { target: to('Chi') }));
		expect(body.counts).toEqual({ [result]: 1 });
		await db
			.updateTable('officialAbsence')
			.set({ cancelledAt: toIsoInstant(office.now), cancelledBy: 'x' })
			.execute();
	});

	it('whose account was closed gets nothing; one of two accounts open is enough', async () => {
		const [closed, open] = [
			await person({ role: 'official', unit: WARD, handler: 'Dũng' }),
			await person({ role: 'official', unit: WARD, handler: 'Dũng' })
		];
		const close = ({ id }: Mover) =>
			db
				.updateTable('auth.user')
				.set({ disabledAt: toIsoInstant(office.now) })
				.where('id', '=', id)
				.execute();
		await close(closed);
		const first = await send(postMove, head, request(await dossiers(1, 'An'), { target: to('Dũng') }));
		expect(first.body.counts).toEqual({ moved: 1 });
		await close(open);
		const second = await send(postMove, head, request(await dossiers(1, 'An'), { target: to('Dũng') }));
		expect(second.body.counts).toEqual({ 'closed-account': 1 });
	});

	it('without the skill gets what they may handle of a selection, and the rest is told', async () => {
		await keepDesk(deps, head, { kind: 'skills', unit: WARD, official: 'Bình', procedures: ['1.001193'] });
		const [mine] = await dossiers(1, 'An', { procedure: '1.001193' });
		const [other] = await dossiers(1, 'An');
		const { body } = await send(postMove, head, request([other!, mine!]));
		expect(body.items.map(({ result }) => result)).toEqual(['no-skill', 'moved']);
		await keepDesk(deps, head, { kind: 'skills', unit: WARD, official: 'Bình', procedures: null });
	});
});

describe('a command sent twice', () => {
	it('at the same moment and later is one move with one answer', async () => {
		const items = await dossiers(3, 'An');
		const asked = request(items);
		const before = await trace();
		const both = await Promise.all([send(postMove, head, asked), send(postMove, head, asked)]);
		expect(both[0]).toMatchObject({ status: 200, body: { counts: { moved: 3 } } });
		expect(both[1]).toEqual(both[0]);
		expect(await send(postMove, head, asked)).toEqual(both[0]);
		const after = await trace();
		expect(after).toEqual([before[0]! + 1, before[1]! + 1]);
	});

	it('with another content under its key is refused, and another person’s key is their own', async () => {
		const items = await dossiers(2, 'An');
		const asked = request([items[0]!]);
		expect((await send(postMove, head, asked)).body.counts).toEqual({ moved: 1 });
		const other = { ...asked, selection: { items: [items[1]!] } };
		expect(await send(postMove, head, other)).toEqual({ status: 409, body: { problem: 'key-reused' } });
		expect(await handOf(items[1]!.code)).toEqual([WARD, 'An']);
		expect((await send(postMove, deputy, other)).body.counts).toEqual({ moved: 1 });
	});
});

it('whoever lost the right between looking and moving moves nothing', async () => {
	const late = await person({ role: 'commune-head', unit: WARD });
	const items = await dossiers(1, 'An');
	expect((await send(postPlan, late, { target: toBinh, selection: { items } })).body.counts).toEqual({ moved: 1 });
	const access = await readAccessNow(db, late.id, office.now);
	await db
		.updateTable('accountGrant')
		.set({ withdrawnAt: toIsoInstant(office.now) })
		.where('accountId', '=', late.id)
		.execute();
	// Their session still carries the right; at the move it is asked again.
	expect(await send(postMove, late, request(items), access)).toEqual({ status: 403, body: { problem: 'no-right' } });
	expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
});
