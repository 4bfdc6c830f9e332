import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { MoveRequest } from '../../src/lib/contract/desk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { verifyAudit } from '../../src/lib/server/audit/verify-audit.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { Mover } from '../../src/lib/server/desk/deps.ts';
import { readMessages } from '../../src/lib/server/desk/messages.ts';
import { findMove } from '../../src/lib/server/desk/read-moves.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { answerReassignment } from '../../src/lib/server/outbox/answer-reassignment.ts';
import { setOutlet } from '../../src/lib/server/outbox/outlets.ts';
import {
	findReassignmentOf,
	listDead,
	listOutlets,
	pageReassignments
} from '../../src/lib/server/outbox/read-reassignments.ts';
import { resendDead } from '../../src/lib/server/outbox/resend.ts';
import { type OutboxDeps, startOutbox } from '../../src/lib/server/outbox/start-outbox.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { signIn } from '../support/sign-in.ts';
import { openReceiver, postMovesTo, type Receiver } from '../support/webhook-receiver.ts';

const WARD = '31825';
const OTHER = '32002';
const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const SECRET = 'a secret of the office for this test';
const WAIT = { timeout: 30_000 };

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const logged: string[] = [];
const note = (...words: unknown[]) => void logged.push(JSON.stringify(words));
let outbox: ReturnType<typeof startOutbox> | undefined;
const deps: OutboxDeps = {
	db,
	catalogue: () => office.catalogue,
	now: () => office.now,
	wake: () => outbox?.wake(),
	log: { warn: note, error: note },
	authSecret: SECRET,
	allowPrivate: false,
	timeoutMs: 5_000
};

async function person(grant: Parameters<typeof signIn>[1] & object): Promise<Mover> {
	const { accountId: id } = await signIn(db, { from: toDay('2026-01-01'), ...(grant as { role: 'leader' }) });
	const { name } = await db.selectFrom('auth.user').select('name').where('id', '=', id).executeTakeFirstOrThrow();
	return { id, name };
}
const head = await person({ role: 'commune-head', unit: WARD });
const leader = await person({ role: 'leader' });

let made = 0;
async function dossiers(count: number, handler = 'An') {
	const codes = Array.from({ length: count }, () => `H12-${String(++made).padStart(5, '0')}`);
	await office.push(
		codes.map((dossier) => ({
			dossier,
			type: 'accepted' as const,
			at: toIsoInstant(office.now - 2 * HOUR_MS),
			procedure: '1.004873',
			receiving: WARD,
			resolving: WARD,
			handler,
			returnAt: toIsoInstant(office.now + 5 * DAY_MS)
		}))
	);
	return codes;
}
await dossiers(1, 'An');
await dossiers(1, 'Bình');
await dossiers(1, 'Chi');

async function move(official: string, codes: readonly string[], by = head, target?: MoveRequest['target']) {
	const items = await db
		.selectFrom('dossier')
		.select(['code', 'version'])
		.where('code', 'in', codes)
		.orderBy('code')
		.execute();
	const answer = await commitMove(deps, by, {
		key: crypto.randomUUID(),
		target: target ?? { kind: 'official', unit: WARD, official },
		selection: { items },
		reason: { code: 'overload', text: '' }
	});
	if (!answer.ok) throw new Error(answer.problem);
	return answer.value;
}
const handOf = (code: string) =>
	db.selectFrom('dossier').select(['resolving', 'handler']).where('code', '=', code).executeTakeFirstOrThrow();
const told = (code: string) =>
	db.selectFrom('reassignment').selectAll().where('dossierCode', '=', code).orderBy('seq').execute();
const states = async (code: string) => (await told(code)).map(({ state }) => state);

/** A receiver the feed of the office posts to, and the worker that posts. */
async function posting(): Promise<Receiver> {
	const receiver = await openReceiver();
	await postMovesTo(receiver, { db, feed: 'test', authSecret: SECRET, now: office.now });
	outbox = startOutbox(deps);
	onTestFinished(() => receiver.close());
	return receiver;
}
/** Lets time pass; what was to be tried again is. */
function later(ms: number): void {
	office.now += ms;
	outbox?.wake();
}
afterEach(async () => {
	await outbox?.stop();
	outbox = undefined;
	office.now += HOUR_MS;
});

it('writes nothing where the system of record is not told', async () => {
	const [code = ''] = await dossiers(1);
	const { id } = await move('Bình', [code]);
	expect(await told(code)).toEqual([]);
	const access = await readAccessNow(db, head.id, office.now);
	expect(await findMove(db, office.catalogue, head, access, id)).toMatchObject({ told: {} });
});

describe('a system of record that is posted to', () => {
	it('gets each dossier of a move once, signed, with who, why, from whom and to whom', async () => {
		const receiver = await posting();
		const codes = await dossiers(12);
		const { id, version } = await move('Bình', codes);
		await expect.poll(() => receiver.received.length, WAIT).toBe(12);
		expect(receiver.forged).toBe(0);
		expect(new Set(receiver.received.map(({ message }) => message.data.dossier))).toEqual(new Set(codes));
		const [first] = receiver.received;
		expect(first?.message).toEqual({
			type: 'dossier.reassigned',
			timestamp: first?.message.data.decidedAt,
			data: {
				id: first?.id,
				sequence: expect.any(Number) as number,
				dossier: first?.message.data.dossier,
				about: 'move',
				from: { unit: WARD, handler: 'An' },
				to: { unit: WARD, handler: 'Bình' },
				by: head.name,
				reason: 'Người đang xử lý quá tải',
				decidedAt: toIsoInstant(office.now),
				version
			}
		});
		const access = await readAccessNow(db, head.id, office.now);
		await expect
			.poll(async () => (await findMove(db, office.catalogue, head, access, id))?.told, WAIT)
			.toEqual({ delivered: 12 });
	});

	it('is told of a move taken back, after the move', async () => {
		const receiver = await posting();
		const [code = ''] = await dossiers(1);
		const { id } = await move('Bình', [code]);
		await undoMove(deps, head, id);
		await expect.poll(() => states(code), WAIT).toEqual(['delivered', 'delivered']);
		const data = receiver.received.map(({ message }) => message.data);
		expect(data.map(({ about, to }) => [about, to.handler])).toEqual([
			['move', 'Bình'],
			['undo', 'An']
		]);
		expect(data[1]!.sequence).toBeGreaterThan(data[0]!.sequence);
	});

	it('gets them in order per dossier though it fails, stalls and breaks, the same id each time, others not held up', async () => {
		const receiver = await posting();
		const [slow = '', quick = ''] = await dossiers(2);
		receiver.react = ({ data }, times) =>
			data.dossier === slow && data.to.handler === 'Bình' && times < 3 ? { status: 503 } : { status: 200 };
		await move('Bình', [slow]);
		await move('Chi', [slow]);
		await move('Bình', [quick]);
		await expect.poll(() => states(quick), WAIT).toEqual(['delivered']);
		await expect.poll(async () => (await told(slow))[0]?.problem, WAIT).toBe('status-503');
		later(5_000);
		// While it is under way its row is taken for longer than the pause after two attempts in vain: then that is noted.
		await expect
			.poll(async () => {
				const { attempts, nextAt } = (await told(slow))[0]!;
				return attempts === 2 && nextAt !== null && nextAt <= office.now + 2_000;
			}, WAIT)
			.toBe(true);
		expect(await states(slow)).toEqual(['queued', 'queued']);
		later(MINUTE_MS);
		await expect.poll(() => states(slow), WAIT).toEqual(['delivered', 'delivered']);
		const ofSlow = receiver.received.filter(({ message }) => message.data.dossier === slow);
		expect(ofSlow.map(({ message, status }) => [message.data.to.handler, status])).toEqual([
			['Bình', 503],
			['Bình', 503],
			['Bình', 200],
			['Chi', 200]
		]);
		expect(new Set(ofSlow.map(({ id }) => id)).size).toBe(2);
	});

	it('that sends elsewhere is not followed', async () => {
		const receiver = await posting();
		const elsewhere = await openReceiver();
		onTestFinished(() => elsewhere.close());
		receiver.react = () => ({ status: 307, location: elsewhere.url });
		const [code = ''] = await dossiers(1);
		await move('Bình', [code]);
		await expect.poll(async () => (await told(code))[0]?.problem, WAIT).toBe('status-307');
		expect(elsewhere.received.length + elsewhere.forged).toBe(0);
		receiver.react = () => ({ status: 200 });
		later(MINUTE_MS);
		await expect.poll(() => states(code), WAIT).toEqual(['delivered']);
	});

	it('that acknowledges in its answer is done, whatever it says afterwards', async () => {
		const receiver = await posting();
		receiver.react = () => ({ status: 200, body: { status: 'acknowledged' } });
		const [code = ''] = await dossiers(1);
		await move('Bình', [code]);
		await expect.poll(() => states(code), WAIT).toEqual(['acknowledged']);
		const { id } = (await told(code))[0]!;
		const again = { status: 'acknowledged' } as const;
		expect(await answerReassignment(deps, 'test', id, again)).toMatchObject({ ok: true, state: 'acknowledged' });
		expect(await answerReassignment(deps, 'test', id, { status: 'refused', reason: 'x' })).toEqual({
			ok: false,
			problem: 'answered-already'
		});
		expect((await handOf(code)).handler).toBe('Bình');
	});

	it('that is away for a day leaves a dead letter, which holds back what follows, until somebody sends it again', async () => {
		const receiver = await posting();
		receiver.react = () => 'break';
		const [code = ''] = await dossiers(1);
		await move('Bình', [code]);
		await expect.poll(async () => (await told(code))[0]?.problem, WAIT).toBe('ECONNRESET');
		later(25 * HOUR_MS);
		await expect.poll(() => states(code), WAIT).toEqual(['dead']);
		receiver.react = () => ({ status: 200 });
		await move('Chi', [code]);
		const [other = ''] = await dossiers(1);
		await move('Bình', [other]);
		await expect.poll(() => states(other), WAIT).toEqual(['delivered']);
		expect(await states(code)).toEqual(['dead', 'queued']);
		const [dead] = await listDead(db, 10);
		expect(dead).toMatchObject({ feedId: 'test', dossierCode: code, problem: 'ECONNRESET' });
		expect(await findReassignmentOf(db, code)).toMatchObject({ state: 'queued' });
		const resend = { feedId: 'test', actor: leader, now: office.now };
		expect(await resendDead(db, resend)).toBe(1);
		expect(await resendDead(db, resend)).toBe(0);
		later(0);
		await expect.poll(() => states(code), WAIT).toEqual(['delivered', 'delivered']);
		expect(await listDead(db, 10)).toEqual([]);
		const handlers = receiver.received
			.filter(({ message, status }) => message.data.dossier === code && status === 200)
			.map(({ message }) => message.data.to.handler);
		expect(handlers).toEqual(['Bình', 'Chi']);
		const log = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'reassignment-resent').execute();
		expect(log).toMatchObject([{ actorId: leader.id, target: 'test', details: { resent: 1 } }]);
	});
});

describe('a refusal', () => {
	it('puts the dossier back with the reason, on the timeline, in the log, tells people once, and is not posted back', async () => {
		const receiver = await posting();
		receiver.react = () => ({ status: 200, body: { status: 'refused', reason: 'Hồ sơ đang ký số' } });
		const chi = await person({ role: 'official', unit: WARD, handler: 'Chi' });
		const codes = await dossiers(3);
		const { id } = await move('Chi', codes);
		for (const code of codes) await expect.poll(() => states(code), WAIT).toEqual(['refused']);
		for (const code of codes) expect(await handOf(code)).toEqual({ resolving: WARD, handler: 'An' });
		const event = await db
			.selectFrom('event')
			.select('body')
			.where('dossierCode', '=', codes[0]!)
			.where('key', 'like', 'desk/refused/%')
			.executeTakeFirstOrThrow();
		expect(event.body).toMatchObject({ reason: 'Hệ thống nguồn không chấp nhận: Hồ sơ đang ký số', by: 'Test' });
		expect((await readMessages(db, office.catalogue, head.id)).messages).toMatchObject([{ about: 'refusal', gave: 3 }]);
		expect((await readMessages(db, office.catalogue, chi.id)).messages).toMatchObject([
			{ about: 'refusal', got: 0, gave: 3 },
			{ about: 'move', got: 3 }
		]);
		const log = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'reassignment-refused').execute();
		expect(log).toHaveLength(3);
		expect(log[0]).toMatchObject({
			actorId: null,
			target: 'test',
			details: { reason: 'Hồ sơ đang ký số', rolledBack: true }
		});
		expect(await verifyAudit(db)).toMatchObject({ ok: true });
		const access = await readAccessNow(db, head.id, office.now);
		expect(await findMove(db, office.catalogue, head, access, id)).toMatchObject({ undone: 3, told: { refused: 3 } });
		expect(await findReassignmentOf(db, codes[0]!)).toMatchObject({
			feed: 'Test',
			state: 'refused',
			reason: 'Hồ sơ đang ký số',
			rolledBack: true
		});
		expect(receiver.received).toHaveLength(3);
	});

	it('leaves a dossier alone that was touched since, and says so', async () => {
		await posting();
		const [code = ''] = await dossiers(1);
		await move('Bình', [code]);
		await expect.poll(() => states(code), WAIT).toEqual(['delivered']);
		await office.push([{ dossier: code, type: 'processing', at: toIsoInstant(office.now + 1_000), step: 'Thẩm định' }]);
		const { id } = (await told(code))[0]!;
		const refusal = { status: 'refused', reason: 'muộn' } as const;
		expect(await answerReassignment(deps, 'test', id, refusal)).toEqual({
			ok: true,
			state: 'refused',
			rolledBack: false
		});
		expect(await answerReassignment(deps, 'test', id, refusal)).toEqual({
			ok: true,
			state: 'refused',
			rolledBack: false
		});
		expect((await handOf(code)).handler).toBe('Bình');
	});

	it('of a move across units brings the dossier back to its unit', async () => {
		await posting();
		const [code = ''] = await dossiers(1);
		await move('', [code], leader, { kind: 'direction', unit: OTHER });
		expect(await handOf(code)).toEqual({ resolving: OTHER, handler: null });
		const { id } = (await told(code))[0]!;
		await answerReassignment(deps, 'test', id, { status: 'refused', reason: 'Không đúng thẩm quyền' });
		expect(await handOf(code)).toEqual({ resolving: WARD, handler: 'An' });
	});

	it('of taking back leaves the dossier where the move had put it', async () => {
		await posting();
		const [code = ''] = await dossiers(1);
		const { id: moveId } = await move('Bình', [code]);
		await undoMove(deps, head, moveId);
		const { id } = (await told(code))[1]!;
		await answerReassignment(deps, 'test', id, { status: 'refused', reason: 'đã nhận' });
		expect((await handOf(code)).handler).toBe('Bình');
	});

	it('of another feed or of nothing is unknown', async () => {
		await posting();
		const [code = ''] = await dossiers(1);
		await move('Bình', [code]);
		const { id } = (await told(code))[0]!;
		const ack = { status: 'acknowledged' } as const;
		const unknown = { ok: false, problem: 'unknown' };
		expect(await answerReassignment(deps, 'other', id, ack)).toEqual(unknown);
		expect(await answerReassignment(deps, 'test', crypto.randomUUID(), ack)).toEqual(unknown);
	});
});

describe('a system of record that asks', () => {
	it('finds every move in order, page by page, and answers them', async () => {
		const pull = {
			feed: 'test',
			wish: 'pull',
			actor: null,
			now: office.now,
			authSecret: SECRET,
			allowPrivate: false
		} as const;
		expect(await setOutlet(db, pull)).toEqual({ ok: true, secret: null });
		const before = await pageReassignments(db, 'test', { after: 0, limit: 100_000 });
		const after = Number(before.next);
		const codes = await dossiers(3);
		await move('Bình', codes);
		outbox = startOutbox(deps);
		const first = await pageReassignments(db, 'test', { after, limit: 2 });
		const second = await pageReassignments(db, 'test', { after: Number(first.next), limit: 2 });
		const all = [...first.reassignments, ...second.reassignments];
		expect(all.map(({ dossier, state }) => [dossier, state])).toEqual(codes.map((code) => [code, 'queued']));
		expect(await pageReassignments(db, 'test', { after: Number(second.next), limit: 2 })).toEqual({
			reassignments: [],
			next: null
		});
		await answerReassignment(deps, 'test', all[0]!.id, { status: 'acknowledged' });
		await answerReassignment(deps, 'test', all[1]!.id, { status: 'refused', reason: 'không' });
		expect((await handOf(all[1]!.dossier)).handler).toBe('An');
		const outlets = await listOutlets(db);
		expect(outlets).toMatchObject([{ feedId: 'test', origin: null }]);
	});
});

describe('an address', () => {
	it.each([
		['http://motcua.example/', 'not-https'],
		['https://192.168.1.2/', 'private-address'],
		['x', 'bad-url']
	])('%s is refused: %s', async (url, problem) => {
		const wish = { feed: 'test', wish: { url }, actor: null, now: office.now, authSecret: SECRET, allowPrivate: false };
		expect(await setOutlet(db, wish)).toEqual({ ok: false, problem });
	});

	it('and its secret stand in no log, in the clear in no row', async () => {
		const receiver = await posting();
		const { secret } = receiver;
		const rows = JSON.stringify([
			await db.selectFrom('feedOutlet').selectAll().execute(),
			await db.selectFrom('auditEntry').selectAll().where('action', '=', 'outlet-saved').execute(),
			logged
		]);
		expect(rows).not.toContain(secret.slice('whsec_'.length));
		expect(JSON.stringify(logged)).not.toContain('/hooks/');
	});
});
