import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MOST_ROWS } from '../../src/lib/contract/desk.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import { readHandRisks } from '../../src/lib/server/desk/hand-risks.ts';
import { keepDesk } from '../../src/lib/server/desk/keep-desk.ts';
import { readMessageDossiers } from '../../src/lib/server/desk/message-dossiers.ts';
import { readInboxes, readMessages } from '../../src/lib/server/desk/messages.ts';
import { answerOffer } from '../../src/lib/server/desk/offer-to-unit.ts';
import { previewSelection } from '../../src/lib/server/desk/preview-selection.ts';
import { proposeBalance } from '../../src/lib/server/desk/propose.ts';
import { listOffers } from '../../src/lib/server/desk/read-moves.ts';
import { readWorkload } from '../../src/lib/server/desk/read-workload.ts';
import { previewUndo, undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { findDossierView } from '../../src/lib/server/read/dossier-page.ts';
import { aDesk } from '../support/desk.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const WARD = '31825';
const OTHER = '32002';
/** A Wednesday morning, and by when nothing here has been closed for the night. */
const NOW = Date.parse('2026-03-11T10:00:00+07:00');

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const { deps, person, dossiers, seen, handOf, move } = aDesk(db, office, WARD);
const head = await person({ role: 'commune-head', unit: WARD });
const otherHead = await person({ role: 'commune-head', unit: OTHER });
const leader = await person('leader');
const to = (official: string) => ({ kind: 'official', unit: WARD, official }) as const;
const OFFER = { kind: 'unit-offer', unit: OTHER } as const;

describe('a selection that is held', () => {
	it('shows what each person would carry: who gets it, whom it leaves, who may not or cannot take it', async () => {
		const items = await dossiers(4, 'An');
		await dossiers(2, 'Bình');
		await dossiers(1, 'Chi');
		await dossiers(1, 'Dũng');
		const absence = { kind: 'absence', unit: WARD, official: 'Chi', from: '2026-03-10', to: '2026-03-12' } as const;
		await keepDesk(deps, head, { ...absence, standIn: null });
		await keepDesk(deps, head, { kind: 'skills', unit: WARD, official: 'Dũng', procedures: ['1.001193'] });
		const before = await seen(items.map(({ code }) => code));
		const preview = await previewSelection(deps, head, { unit: WARD, selection: { items } });
		if (!preview.ok) throw new Error(preview.problem);
		const { people, rows } = preview.value;
		expect(rows).toBe(4);
		expect(people.map(({ official, gets, gives, unskilled }) => [official, gets, gives, unskilled])).toEqual([
			['An', 0, 4, 0],
			['Bình', 4, 0, 0],
			['Dũng', 0, 0, 4]
		]);
		expect(people.map(({ then }) => then.load.dossiers)).toEqual([0, 6, 1]);
		expect(await seen(items.map(({ code }) => code))).toEqual(before);
		// What is shown for the one who is chosen is what the workload says after the move.
		await move(head, to('Bình'), items);
		const access = await readAccessNow(db, head.id, office.now);
		const workload = await readWorkload(deps, access, WARD);
		const binh = workload?.officials.find(({ name }) => name === 'Bình');
		const shown = people.find(({ official }) => official === 'Bình')?.then;
		expect(binh?.load.dossiers).toBe(shown?.load.dossiers);
		expect(binh?.load.effort).toBeCloseTo(shown?.load.effort ?? -1, 6);
		expect(binh?.risk).toBe(shown?.risk);
	});

	it('leaves out what has changed meanwhile, and is nothing for the head of another unit', async () => {
		const items = await dossiers(2, 'An');
		await office.push([
			{ dossier: items[0]!.code, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' }
		]);
		expect(await previewSelection(deps, head, { unit: WARD, selection: { items } })).toMatchObject({
			ok: true,
			value: { rows: 1 }
		});
		const asked = { unit: WARD, selection: { items } };
		expect(await previewSelection(deps, otherHead, asked)).toEqual({ ok: false, problem: 'unknown-unit' });
		expect(await previewSelection(deps, head, { ...asked, unit: 'nowhere' })).toEqual({
			ok: false,
			problem: 'unknown-unit'
		});
	});

	it('is told the risk of each dossier in a queue, which adds up to that of the official', async () => {
		const items = await dossiers(12, 'Giang', { inDays: 1 });
		const access = await readAccessNow(db, head.id, office.now);
		const workload = await readWorkload(deps, access, WARD);
		const giang = workload?.officials.find(({ name }) => name === 'Giang');
		const risks = Object.values(await readHandRisks(deps, WARD, 'Giang', new Set(items.map(({ code }) => code))));
		expect(risks).toHaveLength(12);
		expect(risks.map(({ position }) => position).sort((a, b) => a - b)).toEqual(items.map((_, place) => place + 1));
		expect(risks.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(giang?.expectedOverdue ?? -1, 6);
	});
});

describe('what can be taken back', () => {
	it('is told row by row beforehand, with why not, and is then exactly what happens', async () => {
		const items = await dossiers(5, 'An');
		const codes = items.map(({ code }) => code);
		const { id } = await move(head, to('Bình'), items);
		await office.push([
			{ dossier: codes[0]!, type: 'processing', at: toIsoInstant(office.now), step: 'Thẩm định' },
			{ dossier: codes[1]!, type: 'resolved', at: toIsoInstant(office.now) }
		]);
		await undoMove(deps, head, id, [codes[2]!]);
		const preview = await previewUndo(deps, head, id);
		expect(preview?.rows.map(({ code, result, undone }) => [code, result, undone])).toEqual([
			[codes[0], 'changed-meanwhile', false],
			[codes[1], 'closed', false],
			[codes[2], 'moved-back', true],
			[codes[3], 'moved-back', false],
			[codes[4], 'moved-back', false]
		]);
		expect(preview?.rows[3]?.fromHandler).toBe('An');
		const done = await undoMove(deps, head, id);
		expect(done.ok && done.value.items.map(({ code, result }) => [code, result])).toEqual(
			preview?.rows.map(({ code, result }) => [code, result])
		);
		expect(await handOf(codes[0]!)).toEqual([WARD, 'Bình']);
		expect(await handOf(codes[4]!)).toEqual([WARD, 'An']);
	});

	it('is nothing to whom the move does not concern', async () => {
		const { id } = await move(head, to('Bình'), await dossiers(1, 'An'));
		expect(await previewUndo(deps, otherHead, id)).toBeNull();
		expect(await previewUndo(deps, head, 'nonsense')).toBeNull();
	});
});

describe('an offer to another unit', () => {
	it('is put down to the unit that had the dossier while it waited, also where it became late', async () => {
		const [item] = await dossiers(1, 'An', { inDays: 0 });
		const { id } = await move(head, OFFER, [item!]);
		office.now += 3 * HOUR_MS;
		const waiting = await view(item!.code);
		expect(waiting.holdings).toMatchObject([{ unit: { code: WARD }, to: null, offers: [{ state: 'offered' }] }]);
		// From 10:00 to 13:00, with the lunch break taken out as for every minute of work.
		expect(waiting.holdings[0]!.offered).toBeGreaterThan(0);
		expect(waiting.holdings[0]!.late).toBe(waiting.holdings[0]!.offered);
		await answerOffer(deps, otherHead, id, { answer: 'accept', reason: '' });
		const atAnswer = office.now;
		office.now += DAY_MS;
		const { holdings } = await view(item!.code);
		expect(holdings.map(({ unit }) => unit?.code)).toEqual([WARD, OTHER]);
		expect(holdings[0]).toMatchObject({ to: atAnswer, offered: waiting.holdings[0]!.offered });
		expect(holdings[0]!.offers).toMatchObject([{ state: 'accepted', to: { code: OTHER } }]);
		expect(holdings[1]).toMatchObject({ offered: 0, offers: [] });
		expect(holdings[1]!.minutes).toBe(480);
		expect(holdings[1]!.late).toBe(480);
	});

	it('stays listed with its answer for a week where it came from, and only waiting where it went', async () => {
		const items = await dossiers(2, 'An');
		const { id } = await move(head, OFFER, items);
		const states = async (unit: string) => {
			const { received, made } = await listOffers(db, office.catalogue, unit, office.now);
			const of = (list: typeof made) => list.find((one) => one.id === id)?.offer?.state;
			return [of(received), of(made)];
		};
		expect([await states(WARD), await states(OTHER)]).toEqual([
			[undefined, 'offered'],
			['offered', undefined]
		]);
		await answerOffer(deps, otherHead, id, { answer: 'decline', reason: 'Không thuộc thẩm quyền' });
		expect([await states(WARD), await states(OTHER)]).toEqual([
			[undefined, 'declined'],
			[undefined, undefined]
		]);
		office.now += 8 * DAY_MS;
		expect(await states(WARD)).toEqual([undefined, undefined]);
		const { holdings } = await view(items[0]!.code);
		expect(holdings[0]?.offers).toMatchObject([{ state: 'declined', reason: 'Không thuộc thẩm quyền' }]);
	});

	it('may be accepted by a head of that unit only, not even by the leadership', async () => {
		const { id } = await move(head, OFFER, await dossiers(1, 'An'));
		expect(await answerOffer(deps, leader, id, { answer: 'accept', reason: '' })).toEqual({
			ok: false,
			problem: 'no-right'
		});
	});
});

describe('messages', () => {
	it('are one per person and move, open to the dossiers of that move, and are nobody else’s', async () => {
		const khoa = await person({ role: 'official', unit: WARD, handler: 'Khoa' });
		await dossiers(1, 'Khoa');
		const items = await dossiers(40, 'An');
		await move(head, to('Khoa'), items);
		const { messages, unread } = await readMessages(db, office.catalogue, khoa.id);
		expect([messages.length, unread, messages[0]?.got]).toEqual([1, 1, 40]);
		expect((await readInboxes(db, [khoa.id, head.id])).get(khoa.id)).toEqual({
			unread: 1,
			newest: messages[0]!.id
		});
		const read = async (by: { id: string }) =>
			readMessageDossiers(
				deps,
				{ accountId: by.id, scope: (await readAccessNow(db, by.id, office.now)).view },
				messages[0]!.id
			);
		expect((await read(khoa))?.rows.map(({ code }) => code).sort()).toEqual(items.map(({ code }) => code).sort());
		expect(await read(head)).toBeNull();
		// What has gone to somebody else since is no longer theirs to see; that it is missing is told.
		await move(head, to('An'), await seen([items[0]!.code]));
		const later = await read(khoa);
		expect([later?.rows.length, later?.others]).toEqual([39, 1]);
	});
});

describe('a proposal', () => {
	const UNIT = '32152';
	it('keeps pinned rows whatever happens and dropped ones where they are, and tells a pin that cannot be', async () => {
		const lady = await person({ role: 'commune-head', unit: UNIT });
		await dossiers(10, 'Lan', { resolving: UNIT, inDays: 2 });
		await dossiers(1, 'Mai', { resolving: UNIT });
		await dossiers(1, 'Nga', { resolving: UNIT });
		const ask = async (drops: string[] = [], pins: { code: string; to: string }[] = []) => {
			const found = await proposeBalance(deps, lady, { unit: UNIT, mostMoves: 20, drops, pins });
			if (!found?.ok) throw new Error('no proposal');
			return found.value;
		};
		const first = await ask();
		expect(first.moves.length).toBeGreaterThan(2);
		const [pinned, dropped] = first.moves;
		const other = pinned!.to === 'Mai' ? 'Nga' : 'Mai';
		const second = await ask(
			[dropped!.code],
			[
				{ code: pinned!.code, to: other },
				{ code: 'H12-NOT-THERE', to: other }
			]
		);
		expect(second.moves.find(({ code }) => code === pinned!.code)).toMatchObject({ to: other, cause: 'pinned' });
		expect(second.moves.map(({ code }) => code)).not.toContain(dropped!.code);
		expect(second.refusedPins).toEqual([{ code: 'H12-NOT-THERE', to: other }]);
	});
});

describe('all that match', () => {
	it('is refused as a whole above the cap, and nothing is moved', async () => {
		const unit = '31834';
		const chief = await person({ role: 'commune-head', unit });
		const [one] = await dossiers(1, 'Phúc', { resolving: unit });
		// Copied where they lie: the feed would take a minute for as many.
		await sql`
			insert into dossier (code, version, feed_id, receiving, resolving, cross_boundary, handler, status, accepted_at,
				due_at, first_event_at, last_event_at, findings, state)
			select 'H12-COPY-' || n, version, feed_id, receiving, resolving, cross_boundary, handler, status, accepted_at,
				due_at, first_event_at, last_event_at, findings, state
			from dossier, generate_series(1, ${MOST_ROWS}::int) n where code = ${one!.code}`.execute(db);
		const { version } = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const asked = (filter: string) =>
			commitMove(deps, chief, {
				key: `all-of-them-${filter.length}`,
				target: { kind: 'pool' },
				selection: { filter, version, asOf: office.now },
				reason: { code: 'urgent', text: '' }
			});
		expect(await asked(`figure=backlog&resolving=${unit}`)).toEqual({ ok: false, problem: 'too-many' });
		expect(await asked(`figure=backlog&resolving=${unit}&handler=Nobody`)).toEqual({
			ok: false,
			problem: 'nothing-selected'
		});
		const after = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		expect(after.version).toBe(version);
		office.now += MINUTE_MS;
	});
});

async function view(code: string) {
	const found = await findDossierView(db, 'province', office.catalogue, code, office.now);
	if (found === null) throw new Error(`no dossier ${code}`);
	return found;
}
