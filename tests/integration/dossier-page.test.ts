import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import type { DossierView } from '../../src/lib/contract/dossier-page.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { toIsoDay, dayOf } from '../../src/lib/domain/time/instant.ts';
import { findDossierView } from '../../src/lib/server/read/dossier-page.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const office = await openOffice(db, time('2026-05-29 16:00'));

function time(text: string): number {
	return Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
}

const find = (code: string) => findDossierView(db, 'province', office.catalogue, code, office.now);
async function get(code: string): Promise<DossierView> {
	const found = await find(code);
	if (found === null) throw new Error(`no dossier ${code}`);
	return found;
}

/** What happens to one dossier; each record reaches the ledger at `arrives`, one minute after it happened unless given. */
async function live(dossier: string, ...life: (Omit<EventRecord, 'dossier'> & { arrives?: string })[]): Promise<void> {
	for (const { arrives, at, returnAt, ...record } of life) {
		office.now = arrives === undefined ? time(at) + 60_000 : time(arrives);
		const stamped = { ...record, at: new Date(time(at)).toISOString() };
		const promised = returnAt === undefined ? {} : { returnAt: new Date(time(returnAt)).toISOString() };
		const answer = await office.push([{ dossier, ...stamped, ...promised }]);
		expect(answer).toMatchObject({ accepted: 1 });
	}
}

const CROSS = { procedure: '1.012783', receiving: '31825', resolving: 'H12.44', returning: '32155' } as const;

describe('a dossier accepted on Friday at 15:20, paused for a supplement, then reappointed', async () => {
	await live(
		'P-1',
		{ ...CROSS, type: 'accepted', at: '2026-04-24 15:20', channel: 'post', expectedResult: 'Giấy chứng nhận' },
		{ type: 'processing', at: '2026-04-28 08:00', handler: 'Cán bộ 1', step: 'Thẩm định', arrives: '2026-04-28 11:00' },
		{ type: 'supplement-requested', at: '2026-04-28 09:00', handler: 'Cán bộ 1', reason: 'Thiếu bản vẽ' },
		{ type: 'supplement-received', at: '2026-05-05 10:00' },
		{ type: 'appointed', at: '2026-05-20 10:00', returnAt: '2026-06-05 17:00', cause: 'reappointment', by: 'Lãnh đạo' }
	);
	office.now = time('2026-05-29 16:00');
	const view = await get('P-1');

	it('starts on Tuesday: the weekend and the holiday after it do not count', () => {
		expect(view.why[0]).toMatchObject({ code: 'accepted', delay: 'after-15', startAt: time('2026-04-28 07:00') });
		const limit = view.why.find(({ code }) => code === 'limit');
		expect(limit?.days?.slice(0, 7).map(({ day, minutes, off }) => [day, minutes, off])).toEqual([
			['2026-04-28', 480, null],
			['2026-04-29', 480, null],
			['2026-04-30', 0, 'off'],
			['2026-05-01', 0, 'off'],
			['2026-05-02', 0, 'reception-only'],
			['2026-05-03', 0, 'weekend'],
			['2026-05-04', 480, null]
		]);
		expect(limit?.days?.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(15 * 480);
	});

	it('counts anew from the complete dossier, then shows the date it was moved to', () => {
		expect(view.why.map(({ code }) => code)).toEqual(['accepted', 'limit', 'paused', 'promised']);
		expect(view.why[2]).toMatchObject({ effect: 'restarted', restartAt: time('2026-05-05 10:00'), delay: null });
		expect(view.why[3]).toMatchObject({ moved: { from: time('2026-05-26 10:00') } });
	});

	it('keeps the first date beside every later one', () => {
		expect(view.terms.map(({ cause, dueAt }) => [cause, toIsoDay(dayOf(dueAt))])).toEqual([
			['limit', '2026-05-20'],
			['restart', '2026-05-26'],
			['reappointment', '2026-06-05']
		]);
		expect(view).toMatchObject({ firstDueAt: view.terms[0]?.dueAt, dueAt: time('2026-06-05 17:00') });
	});

	it('names units in both languages, its way across boundaries, and who has it in hand', () => {
		expect(view).toMatchObject({
			crossBoundary: true,
			status: 'processing',
			receiving: { code: '31825', name: 'Phường Bạc Liêu', nameEn: 'Bac Lieu Ward' },
			resolving: { code: 'H12.44' },
			returning: { code: '32155' },
			procedure: { code: '1.012783' },
			limit: { value: 15, unit: 'working-day' },
			expectedResult: 'Giấy chứng nhận',
			handovers: [{ handler: 'Cán bộ 1', to: null }]
		});
	});

	it('tells what happened, when it was heard of, and only what was new', () => {
		expect(view.events.map(({ type, changes }) => [type, changes])).toEqual([
			['accepted', { expectedResult: 'Giấy chứng nhận' }],
			['processing', { handler: 'Cán bộ 1', step: 'Thẩm định' }],
			['supplement-requested', {}],
			['supplement-received', {}],
			['appointed', {}]
		]);
		expect(view.events[1]).toMatchObject({ at: time('2026-04-28 08:00'), arrivedAt: time('2026-04-28 11:00') });
	});

	it('stands as the list says', async () => {
		const calendar = office.catalogue.calendarFor(null, office.now);
		const { catalogue } = office;
		const moments = momentsAt(office.now, calendar);
		const matching = { scope: 'province', filter: { q: 'P-1' }, moments, catalogue } as const;
		const { version, rows } = await readDossierPage(db, matching);
		expect(rows).toHaveLength(1);
		expect(view).toMatchObject({ version, dueAt: rows[0]?.dueAt, firstDueAt: rows[0]?.firstDueAt });
		expect(view.standing).toEqual({
			kind: 'running',
			minutes: calendar.workingMinutesBetween(office.now, time('2026-06-05 17:00'))
		});
	});
});

it('shows with an event what there is to check about it', async () => {
	const again = { type: 'appointed', cause: 'reappointment' } as const;
	await live(
		'P-2',
		{ ...CROSS, type: 'accepted', at: '2026-03-02 08:00', returnAt: '2026-03-06 17:00' },
		{ ...again, at: '2026-03-05 09:00', returnAt: '2026-03-10 17:00' },
		{ ...again, at: '2026-03-09 09:00', returnAt: '2026-03-12 17:00' }
	);
	const { findings, events } = await get('P-2');
	expect(findings).toEqual(['no-handler', 'no-step', 'no-result', 'second-reappointment']);
	expect(events.map((event) => event.findings)).toEqual([[], [], ['second-reappointment']]);
});

it('carries nothing of the applicant', async () => {
	const applicant = { name: 'Nguyễn Thị Thử Nghiệm', phone: '0912345678', identityNumber: '096123456789' };
	await live('P-3', { ...CROSS, type: 'accepted', at: '2026-03-02 08:00', applicant });
	expect(await db.selectFrom('applicant').select('name').where('dossierCode', '=', 'P-3').execute()).toHaveLength(1);
	const text = JSON.stringify(await get('P-3'));
	for (const personal of Object.values(applicant)) expect(text).not.toContain(personal);
});

it.each(['P-404', '', 'P-1 ', 'p-1', "P-1' or '1'='1", 'P\0', '%'])(
	'answers null for a code nobody has: %j',
	async (code) => {
		expect(await find(code)).toBeNull();
	}
);
