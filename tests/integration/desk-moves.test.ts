import { describe, expect, it } from 'vitest';
import { ITEM_RESULTS, type MoveRequest, MOST_ROWS } from '../../src/lib/contract/desk.ts';
import { toDay, toIsoInstant, DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/lib/domain/time/instant.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { verifyAudit } from '../../src/lib/server/audit/verify-audit.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { DeskDeps, Mover } from '../../src/lib/server/desk/deps.ts';
import { keepDesk } from '../../src/lib/server/desk/keep-desk.ts';
import { markRead, readMessages } from '../../src/lib/server/desk/messages.ts';
import { answerOffer } from '../../src/lib/server/desk/offer-to-unit.ts';
import { planMove } from '../../src/lib/server/desk/plan-move.ts';
import { findMove, listMoves, listOffers } from '../../src/lib/server/desk/read-moves.ts';
import { readWorkload } from '../../src/lib/server/desk/read-workload.ts';
import { undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { GET as getWorkload } from '../../src/routes/api/desk/workload/+server.ts';
import { POST as postMove } from '../../src/routes/api/desk/moves/+server.ts';
import { GET as getMove } from '../../src/routes/api/desk/moves/[id]/+server.ts';
import { POST as postUndo } from '../../src/routes/api/desk/moves/[id]/undo/+server.ts';
import type { As } from '../support/sign-in.ts';
import { signIn } from '../support/sign-in.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const WARD = '31825';
const OTHER = '32002';
const PROCEDURE = '1.004873';
const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const FROM = toDay('2026-01-01');

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };

async function person(as: As): Promise<Mover> {
	const grant = typeof as === 'string' ? { role: as } : as;
	const { accountId: id } = await signIn(db, { from: FROM, ...grant });
	const { name } = await db.selectFrom('auth.user').select('name').where('id', '=', id).executeTakeFirstOrThrow();
	return { id, name };
}
const head = await person({ role: 'commune-head', unit: WARD });
const otherHead = await person({ role: 'commune-head', unit: OTHER });
const leader = await person('leader');

let made = 0;
/** Dossiers of a ward in somebody's hand, as they are now. */
async function dossiers(count: number, handler: string | null, resolving = WARD) {
	const codes = Array.from({ length: count }, () => `H12-${String(++made).padStart(5, '0')}`);
	await office.push(
		codes.map((dossier) => ({
			dossier,
			type: 'accepted' as const,
			at: toIsoInstant(office.now - 2 * HOUR_MS),
			procedure: PROCEDURE,
			receiving: resolving,
			resolving,
			returnAt: toIsoInstant(office.now + 5 * DAY_MS),
			...(handler === null ? {} : { handler })
		}))
	);
	return seen(codes);
}

async function seen(codes: readonly string[]) {
	const rows = await db.selectFrom('dossier').select(['code', 'version']).where('code', 'in', codes).execute();
	return codes.map((code) => ({ code, version: rows.find((row) => row.code === code)?.version ?? 0 }));
}

async function handOf(code: string) {
	const row = await db.selectFrom('dossier').select(['resolving', 'handler']).where('code', '=', code).execute();
	return row.map(({ resolving, handler }) => [resolving, handler])[0];
}

let keys = 0;
const to = (official: string, unit = WARD) => ({ kind: 'official', unit, official }) as const;
type Some = Partial<Pick<MoveRequest, 'key' | 'reason' | 'selection'>>;
function request(target: MoveRequest['target'], items: { code: string; version: number }[], some: Some = {}) {
	const selection = { items };
	return { key: `key-${String(++keys).padStart(6, '0')}`, target, selection, reason: OVERLOAD, ...some };
}
const OVERLOAD = { code: 'overload', text: '' } as const;

async function move(by: Mover, target: MoveRequest['target'], items: { code: string; version: number }[]) {
	const answer = await commitMove(deps, by, request(target, items));
	if (!answer.ok) throw new Error(answer.problem);
	return answer.value;
}

/** Somebody who has dossiers and so is known, with a role of the unit if there is an account. */
async function officials(...names: string[]) {
	for (const name of names) await dossiers(1, name);
}
await officials('An', 'Bình', 'Chi', 'Dũng', 'Én');
await dossiers(1, 'Khôi', OTHER);

describe('one dossier given to somebody else', () => {
	it('is in their hand at once, on its timeline with who and why, in the audit log, and both are told once', async () => {
		const an = await person({ role: 'official', unit: WARD, handler: 'An' });
		const binh = await person({ role: 'official', unit: WARD, handler: 'Bình' });
		const items = await dossiers(3, 'An');
		const answer = await move(head, to('Bình'), items);
		expect(answer.counts).toEqual({ moved: 3 });
		expect(answer.version).toBeGreaterThan(items[0]!.version);
		for (const { code } of items) expect(await handOf(code)).toEqual([WARD, 'Bình']);
		const event = await db
			.selectFrom('event')
			.select(['type', 'feedId', 'body'])
			.where('dossierCode', '=', items[0]!.code)
			.where('feedId', '=', 'desk')
			.executeTakeFirstOrThrow();
		expect(event).toMatchObject({ type: 'assigned', body: { facts: { handler: 'Bình' }, by: head.name } });
		expect(event.body).toHaveProperty('reason', 'Người đang xử lý quá tải');
		const logged = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'moved').execute();
		expect(logged.at(-1)).toMatchObject({
			actorId: head.id,
			target: 'Bình',
			details: { move: answer.id, dossiers: 3 }
		});
		expect((await readMessages(db, office.catalogue, an.id)).messages).toMatchObject([
			{ got: 0, gave: 3, read: false }
		]);
		expect(await readMessages(db, office.catalogue, binh.id)).toMatchObject({
			unread: 1,
			messages: [{ got: 3, gave: 0 }]
		});
		await markRead(db, binh.id, office.now);
		expect(await readMessages(db, office.catalogue, binh.id)).toMatchObject({ unread: 0 });
		expect((await readMessages(db, office.catalogue, head.id)).messages).toEqual([]);
		// The feed that is the system of record keeps its dossier.
		const { feedId } = await db
			.selectFrom('dossier')
			.select('feedId')
			.where('code', '=', items[0]!.code)
			.executeTakeFirstOrThrow();
		expect(feedId).toBe('test');
	});

	it('to the pool has no handler, and is found there', async () => {
		const items = await dossiers(1, 'An');
		expect((await move(head, { kind: 'pool' }, items)).counts).toEqual({ moved: 1 });
		expect(await handOf(items[0]!.code)).toEqual([WARD, null]);
		expect((await move(head, { kind: 'pool' }, await seen([items[0]!.code]))).counts).toEqual({ 'same-handler': 1 });
	});

	it('holds also when the feed had dated its last event ahead, and a late record of before does not undo it', async () => {
		const [item] = await dossiers(1, 'An');
		const record = { dossier: item!.code, type: 'processing' as const, handler: 'An' };
		await office.push([{ ...record, at: toIsoInstant(office.now + 5 * MINUTE_MS) }]);
		await move(head, to('Bình'), await seen([item!.code]));
		expect(await handOf(item!.code)).toEqual([WARD, 'Bình']);
		await office.push([{ ...record, step: 'Thẩm định', at: toIsoInstant(office.now - MINUTE_MS) }]);
		expect(await handOf(item!.code)).toEqual([WARD, 'Bình']);
	});
});

describe('a selection with everything that can be wrong', () => {
	it('answers each row by itself, and moves only what may be moved', async () => {
		const [fine, stale, closed, locked, already] = await dossiers(5, 'An');
		const [foreign] = await dossiers(1, 'Khôi', OTHER);
		const [received] = await dossiers(1, 'Khôi', OTHER);
		await office.push([
			{ dossier: stale!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' },
			{ dossier: closed!.code, type: 'resolved', at: toIsoInstant(office.now) },
			{ dossier: received!.code, type: 'corrected', at: toIsoInstant(office.now), receiving: WARD }
		]);
		expect(
			await keepDesk(deps, head, { kind: 'do-not-move', dossier: locked!.code, reason: 'Đang họp' })
		).toMatchObject({
			ok: true
		});
		const [there] = (await move(head, to('Bình'), [already!])).items;
		expect(there?.result).toBe('moved');
		const [now] = await seen([already!.code]);
		const [visible] = await seen([received!.code]);
		const before = await db.selectFrom('dossier').select(['code', 'version']).execute();
		const unknown = { code: 'H12-NOT-THERE', version: 1 };
		const answer = await move(head, to('Bình'), [fine!, stale!, closed!, locked!, now!, foreign!, unknown, visible!]);
		expect(answer.items.map(({ code, result }) => [code, result])).toEqual([
			[fine!.code, 'moved'],
			[stale!.code, 'changed-meanwhile'],
			[closed!.code, 'closed'],
			[locked!.code, 'do-not-move'],
			[now!.code, 'same-handler'],
			[foreign!.code, 'not-yours'],
			[unknown.code, 'not-yours'],
			[visible!.code, 'no-right']
		]);
		// Of what is not theirs nothing is told but that.
		expect(answer.items[5]).toEqual({ ...answer.items[6], code: foreign!.code });
		const after = await db.selectFrom('dossier').select(['code', 'version']).execute();
		const changed = after.filter(({ code, version }) => before.find((row) => row.code === code)?.version !== version);
		expect(changed.map(({ code }) => code)).toEqual([fine!.code]);
	});

	it('gives nothing to whoever is absent, unskilled, of a closed account or of another unit', async () => {
		const dung = await person({ role: 'official', unit: WARD, handler: 'Dũng' });
		await keepDesk(deps, head, {
			kind: 'absence',
			unit: WARD,
			official: 'Chi',
			from: '2026-03-10',
			to: '2026-03-12',
			standIn: 'An'
		});
		await keepDesk(deps, head, { kind: 'skills', unit: WARD, official: 'Én', procedures: ['1.001193'] });
		await db
			.updateTable('auth.user')
			.set({ disabledAt: toIsoInstant(NOW) })
			.where('id', '=', dung.id)
			.execute();
		const items = await dossiers(1, 'An');
		expect((await move(head, to('Chi'), items)).counts).toEqual({ absent: 1 });
		expect((await move(head, to('Én'), items)).counts).toEqual({ 'no-skill': 1 });
		expect((await move(head, to('Dũng'), items)).counts).toEqual({ 'closed-account': 1 });
		expect((await move(leader, to('Khôi', OTHER), items)).counts).toEqual({ 'other-unit': 1 });
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
	});

	it('is refused as a whole without a reason, rows, target or right, and above the cap', async () => {
		const items = await dossiers(1, 'An');
		const refusal = async (by: Mover, asked: MoveRequest) => {
			const answer = await commitMove(deps, by, asked);
			return answer.ok ? 'done' : answer.problem;
		};
		const many = Array.from({ length: MOST_ROWS + 1 }, (_, n) => ({ code: `H12-M${String(n)}`, version: 1 }));
		const official = await person({ role: 'official', unit: WARD, handler: 'An' });
		expect(await refusal(head, request(to('Bình'), items, { reason: { code: 'other', text: '' } }))).toBe(
			'empty-reason'
		);
		expect(await refusal(head, request(to('Bình'), []))).toBe('nothing-selected');
		expect(await refusal(head, request(to('Bình'), many))).toBe('too-many');
		expect(await refusal(head, request(to('Nobody'), items))).toBe('unknown-official');
		// Of another unit's officials a head hears what they would hear of nobody.
		expect(await refusal(head, request(to('Khôi', OTHER), items))).toBe('unknown-official');
		expect(await refusal(head, request({ kind: 'unit-offer', unit: '99999' }, items))).toBe('unknown-unit');
		expect(await refusal(head, request({ kind: 'direction', unit: OTHER }, items))).toBe('no-right');
		expect(await refusal(official, request(to('Bình'), items))).toBe('no-right');
		expect(await db.selectFrom('move').select('id').where('accountId', '=', official.id).execute()).toEqual([]);
	});

	it('takes all that match a list as it was seen; what changed since is told and left', async () => {
		const items = await dossiers(4, 'Giang');
		const { version } = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const asOf = office.now;
		await office.push([{ dossier: items[0]!.code, type: 'processing', at: toIsoInstant(office.now) }]);
		const selection = { filter: 'figure=backlog&handler=Giang', version, asOf };
		const answer = await commitMove(deps, head, { ...request(to('An'), []), selection });
		expect(answer).toMatchObject({ ok: true, value: { counts: { moved: 3, 'changed-meanwhile': 1 } } });
	});

	it('names every result that it can answer', () => {
		expect(new Set(ITEM_RESULTS).size).toBe(ITEM_RESULTS.length);
	});
});

describe('the same request twice', () => {
	it('is one move with one answer, also when both come at once; a key is not used for another', async () => {
		const items = await dossiers(5, 'An');
		const asked = request(to('Bình'), items);
		const both = await Promise.all([commitMove(deps, head, asked), commitMove(deps, head, asked)]);
		expect(both[0]).toEqual(both[1]);
		expect(both[0]).toMatchObject({ ok: true, value: { counts: { moved: 5 } } });
		expect(await commitMove(deps, head, asked)).toEqual(both[0]);
		expect(await commitMove(deps, head, { ...asked, reason: { code: 'urgent', text: '' } })).toEqual({
			ok: false,
			problem: 'key-reused'
		});
		const events = await db.selectFrom('event').select('key').where('dossierCode', '=', items[0]!.code).execute();
		expect(events).toHaveLength(2);
	});

	it('goes on where a crash stopped it', async () => {
		const items = await dossiers(2, 'An');
		const asked = request(to('Bình'), items);
		const first = await commitMove(deps, head, asked);
		if (!first.ok) throw new Error(first.problem);
		const [late] = await dossiers(1, 'An');
		await db
			.insertInto('moveItem')
			.values({ moveId: first.value.id, position: 2, dossierCode: late!.code, versionSeen: late!.version })
			.execute();
		expect(await commitMove(deps, head, asked)).toMatchObject({ value: { counts: { moved: 3 } } });
		expect(await handOf(late!.code)).toEqual([WARD, 'Bình']);
	});
});

describe('before the move', () => {
	it('shows what would happen, row by row and for both sides, and does nothing', async () => {
		const items = await dossiers(6, 'Hạnh');
		await officials('Kiên');
		const versions = await seen(items.map(({ code }) => code));
		const plan = await planMove(deps, head, { target: to('Kiên'), selection: { items } });
		if (!plan.ok) throw new Error(plan.problem);
		expect(plan.value.counts).toEqual({ moved: 6 });
		const [gets, gives] = plan.value.sides;
		expect(gets).toMatchObject({ official: 'Kiên', now: { load: { dossiers: 1 } }, then: { load: { dossiers: 7 } } });
		expect(gives).toMatchObject({ official: 'Hạnh', now: { load: { dossiers: 6 } }, then: { load: { dossiers: 0 } } });
		expect(gets!.then.expectedOverdue).toBeGreaterThanOrEqual(gets!.now.expectedOverdue ?? 0);
		expect(await seen(items.map(({ code }) => code))).toEqual(versions);
		// What another unit carries is not told to whoever may not see it.
		const offered = await planMove(deps, head, { target: { kind: 'unit-offer', unit: OTHER }, selection: { items } });
		expect(offered).toMatchObject({ ok: true, value: { counts: { offered: 6 } } });
		expect(offered.ok && offered.value.sides.map(({ unit }) => unit.code)).toEqual([WARD]);
	});

	it('the desk shows who carries what, and follows every move', async () => {
		const items = await dossiers(4, 'Lan');
		await officials('Mai');
		const access = await readAccessNow(db, head.id, office.now);
		const load = async (name: string) => {
			const workload = await readWorkload(deps, access, WARD);
			return workload?.officials.find((one) => one.name === name);
		};
		expect((await load('Lan'))?.load.dossiers).toBe(4);
		await move(head, to('Mai'), items.slice(0, 3));
		expect((await load('Lan'))?.load.dossiers).toBe(1);
		expect(await load('Mai')).toMatchObject({ load: { dossiers: 4 }, account: 'none', absence: null, skills: null });
		await move(head, { kind: 'pool' }, items.slice(3));
		const workload = await readWorkload(deps, access, WARD);
		const { rows } = await countByHand();
		expect(workload?.pool.load.dossiers).toBe(rows.get(null));
		for (const one of workload?.officials ?? []) expect(one.load.dossiers, one.name).toBe(rows.get(one.name) ?? 0);
		expect(workload?.officials.find(({ name }) => name === 'Chi')).toMatchObject({ absence: { to: '2026-03-12' } });
		expect(workload?.officials.find(({ name }) => name === 'Én')?.skills).toEqual(['1.001193']);
		expect(await readWorkload(deps, access, OTHER)).toBeNull();
		expect(await readWorkload(deps, access, 'nowhere')).toBeNull();
	});

	it('a weight of its head holds from then on, with its history, and goes back to the median', async () => {
		const access = await readAccessNow(db, head.id, office.now);
		const effort = async () => {
			const workload = await readWorkload(deps, access, WARD);
			return workload?.efforts.find(({ procedure }) => procedure?.code === PROCEDURE);
		};
		const set = (minutes: number | null, reason: string) =>
			keepDesk(deps, head, { kind: 'effort', unit: WARD, procedure: PROCEDURE, minutes, reason });
		await set(45, 'Hồ sơ đơn giản');
		expect(await effort()).toMatchObject({ minutes: 45, basis: { kind: 'own', reason: 'Hồ sơ đơn giản' } });
		await set(null, 'Đo lại');
		expect((await effort())?.basis.kind).not.toBe('own');
		expect((await effort())?.history.map(({ minutes }) => minutes)).toEqual([null, 45]);
		expect(await keepDesk(deps, otherHead, { kind: 'skills', unit: WARD, official: 'An', procedures: null })).toEqual({
			ok: false,
			problem: 'no-right'
		});
	});
});

/** Open dossiers of the ward per handler, by SQL. */
async function countByHand() {
	const rows = await db
		.selectFrom('dossier')
		.select((eb) => ['handler', eb.fn.countAll<number>().as('n')])
		.where('resolving', '=', WARD)
		.where('closedAt', 'is', null)
		.where('acceptedAt', 'is not', null)
		.groupBy('handler')
		.execute();
	return { rows: new Map(rows.map(({ handler, n }) => [handler, n])) };
}

describe('taking a move back', () => {
	it('within a quarter of an hour puts everything where it was, once', async () => {
		const items = [...(await dossiers(2, 'An')), ...(await dossiers(1, null))];
		const { id } = await move(head, to('Bình'), items);
		expect(await undoMove(deps, head, id)).toMatchObject({ value: { counts: { 'moved-back': 3 } } });
		expect(await Promise.all(items.map(({ code }) => handOf(code)))).toEqual([
			[WARD, 'An'],
			[WARD, 'An'],
			[WARD, null]
		]);
		const versions = await seen(items.map(({ code }) => code));
		expect(await undoMove(deps, head, id)).toMatchObject({ value: { counts: { 'moved-back': 3 }, version: 0 } });
		expect(await seen(items.map(({ code }) => code))).toEqual(versions);
		const found = await findMove(db, office.catalogue, head, await readAccessNow(db, head.id, office.now), id);
		expect(found?.undone).toBe(3);
	});

	it('leaves alone what somebody has touched since, and takes back single rows', async () => {
		const items = await dossiers(4, 'An');
		const { id } = await move(head, to('Bình'), items);
		await office.push([
			{ dossier: items[0]!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' },
			{ dossier: items[1]!.code, type: 'resolved', at: toIsoInstant(office.now) }
		]);
		const one = await undoMove(deps, head, id, [items[3]!.code, 'H12-NOT-THERE']);
		expect(one).toMatchObject({ value: { counts: { 'moved-back': 1, 'not-moved': 1 } } });
		expect(await handOf(items[2]!.code)).toEqual([WARD, 'Bình']);
		expect(await undoMove(deps, head, id)).toMatchObject({
			value: { counts: { 'changed-meanwhile': 1, closed: 1, 'moved-back': 2 } }
		});
		expect(await handOf(items[2]!.code)).toEqual([WARD, 'An']);
	});

	it('is too late after that, and is nothing for those it does not concern', async () => {
		const items = await dossiers(1, 'An');
		const { id } = await move(head, to('Bình'), items);
		expect(await undoMove(deps, otherHead, id)).toEqual({ ok: false, problem: 'unknown-move' });
		expect(await undoMove(deps, head, 'nonsense')).toEqual({ ok: false, problem: 'unknown-move' });
		office.now += 15 * MINUTE_MS + 1;
		expect(await undoMove(deps, head, id)).toEqual({ ok: false, problem: 'too-late' });
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'Bình']);
	});
});

describe('to another unit', () => {
	const offer = { kind: 'unit-offer', unit: OTHER } as const;

	it('is offered, stays until accepted, and goes to the pool of the other unit with its clock running on', async () => {
		const items = await dossiers(3, 'An');
		const { id, counts } = await move(head, offer, items);
		expect(counts).toEqual({ offered: 3 });
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
		expect((await readMessages(db, office.catalogue, otherHead.id)).messages[0]).toMatchObject({
			about: 'offer',
			got: 3
		});
		expect((await listOffers(db, office.catalogue, OTHER, office.now)).received.map((one) => one.id)).toContain(id);
		expect((await listOffers(db, office.catalogue, WARD, office.now)).made.map((one) => one.id)).toContain(id);
		expect((await move(head, offer, [items[0]!])).counts).toEqual({ 'offered-already': 1 });
		await office.push([{ dossier: items[2]!.code, type: 'resolved', at: toIsoInstant(office.now) }]);
		const due = await db.selectFrom('dossier').select('dueAt').where('code', '=', items[0]!.code).execute();
		expect(await answerOffer(deps, head, id, { answer: 'accept', reason: '' })).toEqual({
			ok: false,
			problem: 'no-right'
		});
		const accepted = await answerOffer(deps, otherHead, id, { answer: 'accept', reason: '' });
		expect(accepted).toMatchObject({
			ok: true,
			value: { counts: { moved: 2, closed: 1 }, offer: { state: 'accepted' } }
		});
		expect(await handOf(items[0]!.code)).toEqual([OTHER, null]);
		expect(await db.selectFrom('dossier').select('dueAt').where('code', '=', items[0]!.code).execute()).toEqual(due);
		expect((await readMessages(db, office.catalogue, head.id)).messages[0]).toMatchObject({ about: 'answer', gave: 2 });
		expect(await answerOffer(deps, otherHead, id, { answer: 'decline', reason: 'x' })).toEqual({
			ok: false,
			problem: 'answered-already'
		});
	});

	it('is declined with a reason, or withdrawn, and nothing has moved', async () => {
		const items = await dossiers(2, 'An');
		const { id } = await move(head, offer, items);
		expect(await answerOffer(deps, otherHead, id, { answer: 'decline', reason: '' })).toEqual({
			ok: false,
			problem: 'empty-reason'
		});
		const declined = await answerOffer(deps, otherHead, id, { answer: 'decline', reason: 'Không thuộc thẩm quyền' });
		expect(declined).toMatchObject({ ok: true, value: { counts: { declined: 2 } } });
		const again = await move(head, offer, items);
		expect(await undoMove(deps, head, again.id)).toMatchObject({ value: { counts: { 'moved-back': 2 } } });
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
		expect(await seen(items.map(({ code }) => code))).toEqual(items);
	});

	it('is directed by the leadership without consent, says so, and can be taken back', async () => {
		const items = await dossiers(2, 'An');
		const { id, counts } = await move(leader, { kind: 'direction', unit: OTHER }, items);
		expect(counts).toEqual({ moved: 2 });
		expect(await handOf(items[0]!.code)).toEqual([OTHER, null]);
		const event = await db
			.selectFrom('event')
			.select('body')
			.where('dossierCode', '=', items[0]!.code)
			.where('feedId', '=', 'desk')
			.executeTakeFirstOrThrow();
		expect(event.body).toMatchObject({ by: leader.name });
		expect(event.body['reason']).toMatch(/^Lãnh đạo điều chuyển/);
		expect((await readMessages(db, office.catalogue, otherHead.id)).messages[0]).toMatchObject({
			about: 'move',
			got: 2
		});
		const listed = (await listMoves(db, office.catalogue, OTHER, office.now)).find((one) => one.id === id);
		expect(listed).toMatchObject({ kind: 'direction', counts: { moved: 2 } });
		expect(await undoMove(deps, leader, id)).toMatchObject({ value: { counts: { 'moved-back': 2 } } });
		expect(await handOf(items[0]!.code)).toEqual([WARD, 'An']);
	});
});

it('what came by a move and of which nothing is heard for a working day is counted with whoever has it', async () => {
	const items = await dossiers(3, 'An');
	await officials('Phúc');
	await move(head, to('Phúc'), items);
	const access = await readAccessNow(db, head.id, office.now);
	const untouched = async () => {
		const workload = await readWorkload(deps, access, WARD);
		return workload?.officials.find(({ name }) => name === 'Phúc')?.untouchedMoves;
	};
	expect(await untouched()).toBe(0);
	office.now += DAY_MS + HOUR_MS;
	expect(await untouched()).toBe(3);
	await office.push([{ dossier: items[0]!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' }]);
	expect(await untouched()).toBe(2);
});

it('no feed can speak as the desk', async () => {
	await expect(db.insertInto('feed').values({ id: 'desk', name: 'x', defaultUnit: null }).execute()).rejects.toThrow(
		/feed_is_not_the_desk/
	);
});

describe('the commands over HTTP', () => {
	/** A route as somebody calls it. */
	async function call(
		route: (event: never) => Response | Promise<Response>,
		by: Mover,
		{
			body,
			id = '',
			query = '',
			session = 'session'
		}: { body?: unknown; id?: string; query?: string; session?: string }
	) {
		const account = { ...by, email: 'a@test.invalid', roles: [], isDemo: false, mustChangePassword: false };
		const access = await readAccessNow(db, by.id, office.now);
		const visitor = { account, sessionId: session, until: null, access, at: '/api/desk/moves' };
		const url = new URL(`http://office.test/api/desk${query}`);
		const init =
			body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
		const event = { locals: { app: deps, visitor }, params: { id }, url, request: new Request(url, init) };
		const response = await route(event as never);
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	}

	it('move, look up and take back; what is no command is refused, and a reader key moves nothing', async () => {
		const items = await dossiers(2, 'An');
		const moved = await call(postMove, head, { body: request(to('Bình'), items) });
		expect(moved).toMatchObject({ status: 200, body: { counts: { moved: 2 } } });
		const id = String(moved.body['id']);
		expect(await call(getMove, head, { id })).toMatchObject({ status: 200, body: { id } });
		await expect(call(getMove, otherHead, { id })).rejects.toMatchObject({ status: 404 });
		await expect(call(getMove, otherHead, { id: 'nothing' })).rejects.toMatchObject({ status: 404 });
		expect(await call(postUndo, head, { id, body: {} })).toMatchObject({ body: { counts: { 'moved-back': 2 } } });
		const refusedBodies = [
			'',
			'null',
			{ ...request(to('Bình'), items), reason: { code: 'because' } },
			{ ...request(to('An\0'), items) }
		];
		for (const body of refusedBodies)
			expect(await call(postMove, head, { body })).toEqual({ status: 400, body: { problem: 'bad-request' } });
		await expect(call(postMove, head, { body: request(to('Bình'), items), session: 'key:1' })).rejects.toMatchObject({
			status: 403
		});
		expect(await call(getWorkload, head, { query: `?unit=${WARD}` })).toMatchObject({ status: 200 });
		await expect(call(getWorkload, head, { query: `?unit=${OTHER}` })).rejects.toMatchObject({ status: 404 });
	});
});

it('nothing that was moved is without its line in an unbroken audit log', async () => {
	expect(await verifyAudit(db)).toMatchObject({ ok: true });
	const moved = await db
		.selectFrom('moveItem')
		.innerJoin('move', 'move.id', 'moveItem.moveId')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('result', '=', 'moved')
		.executeTakeFirstOrThrow();
	const logged = await db.selectFrom('auditEntry').select(['action', 'details']).execute();
	const told = logged.filter(
		({ action, details }) => action === 'moved' || (action === 'offer-answered' && details['answer'] === 'accepted')
	);
	expect(told.reduce((sum, { details }) => sum + Number(details['dossiers']), 0)).toBe(moved.n);
});
