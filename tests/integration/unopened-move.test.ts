import { expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { FINDINGS } from '../../src/lib/domain/figure/findings.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { toPredicate } from '../../src/lib/domain/figure/predicate.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { DeskDeps } from '../../src/lib/server/desk/deps.ts';
import { readWorkload } from '../../src/lib/server/desk/read-workload.ts';
import { undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { deriveAnew } from '../../src/lib/server/ingest/derive-anew.ts';
import { toSql } from '../../src/lib/server/read/condition-sql.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { signIn } from '../support/sign-in.ts';

const WARD = '31825';
/** Wednesday at eight: eight working hours later is Thursday at eight. */
const NOW = Date.parse('2026-03-11T08:00:00+07:00');

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };
const { accountId } = await signIn(db, { role: 'commune-head', unit: WARD, from: toDay('2026-01-01') });
const head = { id: accountId, name: 'Trưởng phòng' };

const moments = () => momentsAt(office.now, office.catalogue.calendarFor(null, office.now));
/** By SQL, and by the same condition in memory: they may never differ. */
async function unopened(): Promise<string[]> {
	const rows = await db
		.selectFrom('dossier')
		.select('code')
		.where((eb) => toSql(FINDINGS['unopened-move'].of, moments(), eb))
		.orderBy('code')
		.execute();
	const holds = toPredicate(FINDINGS['unopened-move'].of);
	const all = await db.selectFrom('dossier').select(DOSSIER_COLUMNS).orderBy('code').execute();
	const codes = rows.map(({ code }) => code);
	expect(all.filter((dossier) => holds(dossier, moments())).map(({ code }) => code)).toEqual(codes);
	return codes;
}

it('a moved dossier nobody has opened becomes a finding after eight working hours, and is none once it is worked on', async () => {
	const record = (dossier: string, handler: string) => ({
		dossier,
		type: 'accepted' as const,
		at: toIsoInstant(NOW - HOUR_MS),
		procedure: '1.004873',
		receiving: WARD,
		resolving: WARD,
		handler
	});
	await office.push(['M-1', 'M-2', 'M-3', 'M-4'].map((code) => record(code, 'An')).concat(record('B-1', 'Bình')));
	const items = await db.selectFrom('dossier').select(['code', 'version']).where('code', 'like', 'M-%').execute();
	const answer = await commitMove(deps, head, {
		key: 'unopened-1',
		target: { kind: 'official', unit: WARD, official: 'Bình' },
		selection: { items },
		reason: { code: 'overload', text: '' }
	});
	if (!answer.ok) throw new Error(answer.problem);
	expect(answer.value.counts).toEqual({ moved: 4 });
	expect(await unopened()).toEqual([]);
	office.now += 10 * MINUTE_MS;
	expect((await undoMove(deps, head, answer.value.id, ['M-4'])).ok).toBe(true);

	office.now = NOW + 24 * HOUR_MS;
	expect(await unopened()).toEqual([]);
	office.now += MINUTE_MS;
	expect(await unopened()).toEqual(['M-1', 'M-2', 'M-3']);
	const workload = await readWorkload(deps, await readAccessNow(db, accountId, office.now), WARD);
	expect(workload?.officials.find(({ name }) => name === 'Bình')?.untouchedMoves).toBe(3);

	const at = toIsoInstant(office.now);
	await office.push([
		{ dossier: 'M-1', type: 'processing', at, step: 'Thẩm định' },
		// The system of record confirms the move: nobody has opened it by that.
		{ dossier: 'M-2', type: 'assigned', at, handler: 'Bình' },
		{ dossier: 'M-3', type: 'resolved', at }
	]);
	expect(await unopened()).toEqual(['M-2']);

	// Worked out anew after an update it is the same.
	await db.updateTable('dossier').set({ unopenedSince: null }).execute();
	await db.updateTable('ledgerHead').set({ derivedBy: 0 }).execute();
	expect(await deriveAnew(db, office.catalogue)).toBe(1);
	expect(await unopened()).toEqual(['M-2']);
});

it('a feed cannot send what would count as a move: its record is refused with its field, the others are taken', async () => {
	const at = toIsoInstant(office.now - HOUR_MS);
	const facts = { procedure: '1.004873', receiving: WARD, resolving: WARD, handler: 'An' };
	const { records } = await office.push([
		{ dossier: 'F-1', type: 'accepted', at, ...facts },
		{ key: `desk/${crypto.randomUUID()}`, dossier: 'F-1', type: 'assigned', at, handler: 'Bình' },
		{ key: ' desk/own ', dossier: 'F-1', type: 'assigned', at, handler: 'Chi' },
		{ key: 'reception-desk/1', dossier: 'F-1', type: 'assigned', at, handler: 'Dũng' }
	]);
	expect(records.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'rejected', 'accepted']);
	expect(records[1]).toMatchObject({
		dossier: 'F-1',
		problem: 'bad-field',
		field: 'key',
		detail: 'key: keys that begin with desk/ are those of moves made here'
	});
	const { handler, unopenedSince } = await db
		.selectFrom('dossier')
		.select(['handler', 'unopenedSince'])
		.where('code', '=', 'F-1')
		.executeTakeFirstOrThrow();
	expect([handler, unopenedSince]).toEqual(['Dũng', null]);
});
