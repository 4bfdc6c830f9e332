import { beforeEach, describe, expect, it } from 'vitest';
import type { MoveAnswer } from '../../src/lib/contract/desk.ts';
import { DAY_MS, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { readMessages } from '../../src/lib/server/desk/messages.ts';
import { answerOffer } from '../../src/lib/server/desk/offer-to-unit.ts';
import { findMove, listMoves, listOffers } from '../../src/lib/server/desk/read-moves.ts';
import { previewUndo, undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { setOutlet } from '../../src/lib/server/outbox/outlets.ts';
import { freshDatabase } from '../support/database.ts';
import { aDesk, type Seen } from '../support/desk.ts';
import { openOffice } from '../support/office.ts';

const WARD = '31825';
const OTHER = '32002';
const CENTRE = 'H12.44';
const OFFER = { kind: 'unit-offer', unit: OTHER } as const;
const DIRECTION = { kind: 'direction', unit: OTHER } as const;

const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-03-11T10:00:00+07:00'));
const { deps, person, dossiers, seen, handOf, move } = aDesk(db, office, WARD);
const head = await person({ role: 'commune-head', unit: WARD });
const otherHead = await person({ role: 'commune-head', unit: OTHER });
const deputy = await person({ role: 'commune-head', unit: OTHER });
const stranger = await person({ role: 'department-head', unit: CENTRE });
const leader = await person('leader');
const an = await person({ role: 'official', unit: WARD, handler: 'An' });
await dossiers(1, 'An');
await dossiers(1, 'Khôi', { resolving: OTHER });

beforeEach(() => {
	office.now += 20 * MINUTE_MS;
});

const codesOf = (items: readonly Seen[]) => items.map(({ code }) => code);
const hands = (items: readonly Seen[]) => Promise.all(items.map(({ code }) => handOf(code)));
const newest = async ({ id }: { id: string }) => (await readMessages(db, office.catalogue, id)).messages[0];
const counts = (result: Awaited<ReturnType<typeof undoMove>>) => (result.ok ? result.value.counts : result.problem);
const told = (codes: readonly string[]) =>
	db
		.selectFrom('reassignment')
		.select(['about', 'fromUnit', 'toUnit', 'toHandler'])
		.where('dossierCode', 'in', codes)
		.orderBy('seq')
		.execute();

async function accepted(items: readonly Seen[]): Promise<MoveAnswer> {
	const { id } = await move(head, OFFER, items);
	const answer = await answerOffer(deps, otherHead, id, { answer: 'accept', reason: '' });
	if (!answer.ok) throw new Error(answer.problem);
	return answer.value;
}

describe('an offer that was accepted', () => {
	it('is taken back as a whole by whoever offered, and both units, the official and the system of record hear of it', async () => {
		const pull = {
			feed: 'test',
			wish: 'pull',
			actor: null,
			now: office.now,
			authSecret: 'x',
			allowPrivate: false
		} as const;
		expect(await setOutlet(db, pull)).toMatchObject({ ok: true });
		const items = [...(await dossiers(2, 'An')), ...(await dossiers(1, null))];
		const { id, offer } = await accepted(items);
		expect(offer?.state).toBe('accepted');
		expect(await hands(items)).toEqual(items.map(() => [OTHER, null]));
		expect(await newest(an)).toMatchObject({ about: 'move', got: 0, gave: 2 });

		expect(counts(await undoMove(deps, head, id))).toEqual({ 'moved-back': 3 });
		expect(await hands(items)).toEqual([
			[WARD, 'An'],
			[WARD, 'An'],
			[WARD, null]
		]);
		// That it was accepted stays true; that all of it came back is told beside it.
		const access = await readAccessNow(db, head.id, office.now);
		expect(await findMove(db, office.catalogue, head, access, id)).toMatchObject({
			offer: { state: 'accepted' },
			counts: { moved: 3 },
			undone: 3
		});
		for (const one of [otherHead, deputy])
			expect(await newest(one)).toMatchObject({ about: 'undo', got: 0, gave: 3, move: { undoneBy: head.name } });
		expect(await newest(an)).toMatchObject({ about: 'undo', got: 2, gave: 0 });
		expect(await newest(head)).toMatchObject({ about: 'answer' });
		expect(await told([items[0]!.code])).toEqual([
			{ about: 'move', fromUnit: WARD, toUnit: OTHER, toHandler: null },
			{ about: 'undo', fromUnit: OTHER, toUnit: WARD, toHandler: 'An' }
		]);
		const event = await db
			.selectFrom('event')
			.select(['type', 'body'])
			.where('dossierCode', '=', items[0]!.code)
			.where('key', '=', `desk/${id}/undo`)
			.executeTakeFirstOrThrow();
		expect(event).toMatchObject({
			type: 'transfer-accepted',
			body: { facts: { resolving: WARD, handler: 'An' }, by: head.name, reason: 'Rút lại việc chuyển' }
		});
		const log = await db.selectFrom('auditEntry').selectAll().where('action', '=', 'moved-back').execute();
		expect(log.at(-1)).toMatchObject({ actorId: head.id, target: OTHER, details: { move: id, dossiers: 3, left: 0 } });
		// Once: asked again it changes nothing, and what is back may be offered anew.
		expect(await undoMove(deps, head, id)).toMatchObject({ value: { counts: { 'moved-back': 3 }, version: 0 } });
		expect((await move(head, OFFER, await seen(codesOf(items)))).counts).toEqual({ offered: 3 });
	});

	it('is given back by whoever accepted it by mistake, and those who offered hear of it', async () => {
		const items = await dossiers(2, 'An');
		const { id } = await accepted(items);
		expect(counts(await undoMove(deps, deputy, id))).toEqual({ 'moved-back': 2 });
		expect(await hands(items)).toEqual(items.map(() => [WARD, 'An']));
		expect(await newest(head)).toMatchObject({ about: 'undo', got: 2, gave: 0, move: { undoneBy: deputy.name } });
		expect(await newest(otherHead)).toMatchObject({ about: 'undo', got: 0, gave: 2 });
	});

	it('row by row as far as nobody touched it since, also where the mover no longer sees it', async () => {
		const [fine, back, touched, closed] = await dossiers(4, 'An', { receiving: CENTRE });
		const { id } = await accepted([fine!, back!, touched!, closed!]);
		await office.push([
			{ dossier: touched!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' },
			{ dossier: closed!.code, type: 'resolved', at: toIsoInstant(office.now) }
		]);
		const rows = (await previewUndo(deps, head, id))?.rows.map(({ code, result }) => [code, result]);
		expect(rows).toEqual([
			[fine!.code, 'moved-back'],
			[back!.code, 'moved-back'],
			[touched!.code, 'changed-meanwhile'],
			// Now the other unit's: that it is closed is not told to whoever may not see it.
			[closed!.code, 'changed-meanwhile']
		]);
		expect(counts(await undoMove(deps, head, id, [back!.code, 'H12-NOT-THERE']))).toEqual({
			'moved-back': 1,
			'not-moved': 1
		});
		expect(await hands([fine!, back!])).toEqual([
			[OTHER, null],
			[WARD, 'An']
		]);
		expect(counts(await undoMove(deps, otherHead, id))).toEqual({
			'moved-back': 2,
			'changed-meanwhile': 1,
			closed: 1
		});
		expect(await handOf(touched!.code)).toEqual([OTHER, null]);
	});

	it('for a quarter of an hour after it was accepted, however long it had waited; until then it is among the recent moves', async () => {
		const items = await dossiers(1, 'An');
		const { id } = await move(head, OFFER, items);
		office.now += 3 * DAY_MS;
		expect(await answerOffer(deps, otherHead, id, { answer: 'accept', reason: '' })).toMatchObject({ ok: true });
		office.now += 15 * MINUTE_MS;
		for (const unit of [WARD, OTHER])
			expect((await listMoves(db, office.catalogue, unit, office.now)).map((one) => one.id)).toContain(id);
		expect(counts(await undoMove(deps, stranger, id))).toBe('unknown-move');
		office.now += 1;
		expect(counts(await undoMove(deps, head, id))).toBe('too-late');
		expect(counts(await undoMove(deps, otherHead, id))).toBe('too-late');
		expect(await handOf(items[0]!.code)).toEqual([OTHER, null]);
	});

	it('of which a part was not taken over before the program ended: taken back, that part comes no more', async () => {
		const items = await dossiers(1, 'An');
		const { id } = await accepted(items);
		const [late] = await dossiers(1, 'An');
		await db
			.insertInto('moveItem')
			.values({
				moveId: id,
				position: 1,
				dossierCode: late!.code,
				versionSeen: late!.version,
				fromUnit: WARD,
				fromHandler: 'An',
				result: 'offered'
			})
			.execute();
		expect(counts(await undoMove(deps, head, id))).toEqual({ 'moved-back': 1 });
		expect(await answerOffer(deps, otherHead, id, { answer: 'accept', reason: '' })).toMatchObject({
			value: { counts: { moved: 1, withdrawn: 1 }, undone: 1 }
		});
		expect(await handOf(late!.code)).toEqual([WARD, 'An']);
	});
});

describe('an offer that waits', () => {
	it('is withdrawn as a whole only: of one row nothing has moved yet', async () => {
		const items = await dossiers(2, 'An');
		const { id } = await move(head, OFFER, items);
		expect(counts(await undoMove(deps, head, id, [items[0]!.code]))).toEqual({ 'not-moved': 1 });
		expect((await listOffers(db, office.catalogue, OTHER, office.now)).received.map((one) => one.id)).toContain(id);
		expect(counts(await undoMove(deps, otherHead, id))).toBe('no-right');
		expect(counts(await undoMove(deps, head, id))).toEqual({ 'moved-back': 2 });
		expect(counts(await undoMove(deps, head, id))).toBe('answered-already');
	});
});

describe('what the leadership directed', () => {
	it('is taken back by the leadership alone, row by row or whole, and the heads of both units hear of both', async () => {
		const items = await dossiers(3, 'An');
		const { id } = await move(leader, DIRECTION, items);
		expect(await newest(head)).toMatchObject({ about: 'move', got: 0, gave: 3 });
		expect(await newest(otherHead)).toMatchObject({ about: 'move', got: 3, gave: 0 });
		for (const one of [head, otherHead]) expect(counts(await undoMove(deps, one, id))).toEqual({ 'no-right': 3 });
		await office.push([
			{ dossier: items[2]!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' }
		]);
		expect(counts(await undoMove(deps, leader, id, [items[0]!.code]))).toEqual({ 'moved-back': 1 });
		expect(counts(await undoMove(deps, leader, id))).toEqual({ 'moved-back': 2, 'changed-meanwhile': 1 });
		expect(await hands(items)).toEqual([
			[WARD, 'An'],
			[WARD, 'An'],
			[OTHER, null]
		]);
		expect(await newest(head)).toMatchObject({ about: 'undo', got: 2, gave: 0, move: { undoneBy: leader.name } });
		expect(await newest(otherHead)).toMatchObject({ about: 'undo', got: 0, gave: 2 });
		expect((await told([items[0]!.code])).map(({ about, toUnit }) => [about, toUnit])).toEqual([
			['move', OTHER],
			['undo', WARD]
		]);
	});
});
