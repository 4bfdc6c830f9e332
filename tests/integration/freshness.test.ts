import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { findSign, type Freshness } from '../../src/lib/contract/freshness.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { Calendar, type CalendarRules } from '../../src/lib/domain/clock/calendar.ts';
import { dayOf, type Instant, MINUTE_MS, startOfDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { saveFeed } from '../../src/lib/server/feeds/feeds.ts';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { noteSign } from '../../src/lib/server/feeds/feed-signs.ts';
import { FreshnessWatch } from '../../src/lib/server/live/freshness-watch.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { lastOf, UnitSigns } from '../../src/lib/server/live/unit-signs.ts';
import '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { createDatabase, dropDatabase } from '../support/test-server.ts';

const at = (text: string): Instant => Date.parse(`${text}+07:00`);
const [BUSY, OTHER, RARE] = ['31825', '32002', '32152'] as const;

/** An accepted dossier of a commune for itself. */
const accepted = (dossier: string, unit: string, when: Instant): EventRecord => ({
	dossier,
	type: 'accepted',
	at: toIsoInstant(when),
	procedure: '1.004873',
	receiving: unit,
	resolving: unit
});

/** The office on Wednesday, 15 April 2026, after four weeks in which BUSY and OTHER received ten a day and RARE two in all. */
async function afterFourWeeks() {
	const server = inject('testServer');
	const url = await createDatabase(server);
	const { db, close } = openDatabase(url);
	onTestFinished(async () => {
		await close();
		await dropDatabase(server, url);
	});
	const office = await openOffice(db, at('2026-04-15T08:00'));
	const calendar = office.catalogue.calendarFor(null, office.now);
	const today = dayOf(office.now);
	const records: EventRecord[] = [];
	for (let day = today - 28; day < today; day++) {
		if (!calendar.isWorkingDay(day)) continue;
		for (let n = 0; n < 10; n++) {
			const when = startOfDay(day) + (450 + n * 55) * MINUTE_MS;
			for (const unit of [BUSY, OTHER]) records.push(accepted(`${unit}-${day}-${n}`, unit, when));
		}
	}
	for (const n of [3, 9]) records.push(accepted(`${RARE}-${n}`, RARE, startOfDay(today - n) + 9 * 60 * MINUTE_MS));
	await office.push(records);
	const told: Freshness[] = [];
	const closures: CalendarRules['closures'][number][] = [];
	const board = await ProvinceBoard.open({ ...office.boardDeps, onChange: (change) => watch.note(change) });
	const watch = new FreshnessWatch({
		db,
		units: office.layout.units,
		now: () => office.now,
		isInTrouble: () => false,
		calendarOf: (unit) =>
			new Calendar(
				{ weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? HOURS : [])), saturday: 'off', days: [], closures },
				unit ?? undefined
			)
	});
	await watch.start((freshness) => told.push(freshness));
	onTestFinished(() => watch.stop());
	const lookAt = async (text: string): Promise<readonly string[]> => {
		office.now = at(text);
		await board.follow();
		await watch.look();
		return watch.current.silent.map(({ kind, id, minutes }) => `${kind} ${id} ${minutes}`);
	};
	return { db, office, board, watch, told, closures, lookAt };
}
const HOURS = [
	[420, 690],
	[810, 1020]
] as const;

describe('a feed', () => {
	it('is named when it has sent nothing for longer than its rhythm in working time, and no more when it sends', async () => {
		const { db, office, watch, lookAt } = await afterFourWeeks();
		await saveFeed(db, {
			id: 'test',
			name: 'Một cửa tỉnh',
			simulated: false,
			defaultUnit: null,
			silentAfterMinutes: 60
		});
		await saveFeed(db, { id: 'never', name: 'Chưa nối', simulated: false, defaultUnit: null });
		await saveFeed(db, { id: 'retired', name: 'Cũ', simulated: false, defaultUnit: null, silentAfterMinutes: null });
		await noteSign(db, 'retired', at('2026-03-02T08:00'));
		await noteSign(db, 'test', at('2026-04-15T11:00'));

		expect(await lookAt('2026-04-15T14:00')).toEqual([]);
		expect(await lookAt('2026-04-15T14:01')).toEqual(['feed test 61']);
		expect(watch.current.silent[0]).toEqual({
			kind: 'feed',
			id: 'test',
			name: 'Một cửa tỉnh',
			since: at('2026-04-15T11:00'),
			minutes: 61
		});
		expect(await lookAt('2026-04-16T03:00')).toEqual(['feed test 240']);

		office.now = at('2026-04-16T03:01');
		// Refused, but a sign of life.
		expect(await office.push([{ ...accepted('X', BUSY, office.now), procedure: '9.999999' }])).toMatchObject({
			waiting: 1
		});
		await expect.poll(() => lookAt('2026-04-16T03:02')).toEqual([]);
	});

	it('has two working hours when nobody says otherwise, and keeps what was said', async () => {
		const { db, lookAt } = await afterFourWeeks();
		const rhythm = async () =>
			(await db.selectFrom('feed').select('silentAfterMinutes').where('id', '=', 'test').executeTakeFirst())
				?.silentAfterMinutes;
		expect(await rhythm()).toBe(120);
		await noteSign(db, 'test', at('2026-04-15T08:00'));
		expect(await lookAt('2026-04-15T10:00')).toEqual([]);
		expect(await lookAt('2026-04-15T10:01')).toEqual(['feed test 121']);
		await saveFeed(db, { id: 'test', name: 'Test', simulated: false, defaultUnit: null, silentAfterMinutes: 30 });
		await saveFeed(db, { id: 'test', name: 'Test 2', simulated: false, defaultUnit: null });
		expect(await rhythm()).toBe(30);
	});
});

describe('a unit', () => {
	it('is named when others go on and nothing has come from it for twelve times its usual pause', async () => {
		const { office, told, lookAt } = await afterFourWeeks();
		// Ten a day are one every 48 working minutes: 576 are the longest pause it is allowed.
		for (const [n, when] of ['2026-04-15T09:00', '2026-04-15T16:00', '2026-04-16T09:10'].entries()) {
			office.now = at(when);
			await office.push([accepted(`ON-${n}`, OTHER, office.now)]);
		}
		const lastOfBusy = startOfDay(dayOf(office.now) - 2) + (450 + 9 * 55) * MINUTE_MS;
		expect(lastOfBusy).toBe(at('2026-04-14T15:45'));
		const units = async (when: string) => (await lookAt(when)).filter((line) => line.startsWith('unit'));
		// 75 minutes of Tuesday, 480 of Wednesday, and 130 of Thursday when the newest of the others came.
		expect(await units('2026-04-16T09:11')).toEqual([`unit ${BUSY} 685`]);
		expect(told.at(-1)?.silent.map(({ id }) => id)).toContain(BUSY);
		office.now = at('2026-04-16T09:20');
		await office.push([accepted('BACK', BUSY, office.now)]);
		expect(await units('2026-04-16T09:21')).toEqual([]);
		expect(told.at(-1)?.silent.map(({ id }) => id)).not.toContain(BUSY);
	});

	it('is not named for what its closure explains, nor when nothing comes from anywhere, nor when it has no rhythm', async () => {
		const { office, closures, lookAt } = await afterFourWeeks();
		const units = async (when: string) => (await lookAt(when)).filter((line) => line.startsWith('unit'));
		expect(await units('2026-04-22T16:00')).toEqual([]);
		closures.push({ unit: BUSY, from: '2026-04-15', to: '2026-04-17', reason: 'Bão' });
		office.now = at('2026-04-17T16:00');
		await office.push([accepted('ON-1', OTHER, office.now)]);
		expect(await units('2026-04-17T16:01')).toEqual([]);
		closures.pop();
		expect(await units('2026-04-17T16:02')).toEqual([`unit ${BUSY} 1455`]);
	});

	it('has its own as-of, as receiver and as resolver, to the minute', async () => {
		const { office, watch, lookAt } = await afterFourWeeks();
		office.now = at('2026-04-15T09:05:40');
		await office.push([
			{ ...accepted('A-1', BUSY, at('2026-04-15T08:50:30')), resolving: RARE },
			{ dossier: 'A-1', type: 'processing', at: toIsoInstant(at('2026-04-15T09:04:59')) }
		]);
		await lookAt('2026-04-15T09:06:10');
		const of = (unit: string) => findSign(watch.current, office.layout.units.indexOf(unit));
		expect(of(BUSY)).toEqual({ received: at('2026-04-15T08:50'), worked: null });
		expect(of(RARE).worked).toBe(at('2026-04-15T09:04'));
		expect(of('TTPVHCC')).toEqual({ received: null, worked: null });
	});

	it('has the signs in memory that a new node reads from the database', async () => {
		const { db, office, board, watch, lookAt } = await afterFourWeeks();
		office.now = at('2026-04-15T10:00');
		for (let n = 0; n < 40; n++) {
			const when = office.now - (n % 7) * 13 * MINUTE_MS;
			const [receiving, resolving] = [office.layout.units[n % 5] ?? BUSY, office.layout.units[(n * 3) % 11] ?? BUSY];
			await office.push([{ ...accepted(`N-${n}`, receiving, when), resolving }]);
			if (n % 2 === 0)
				await office.push([{ dossier: `N-${n}`, type: 'processing', at: toIsoInstant(when + 2 * MINUTE_MS) }]);
			if (n % 6 === 0) await office.push([{ dossier: `N-${n}`, type: 'resolved', at: toIsoInstant(when + MINUTE_MS) }]);
		}
		await lookAt('2026-04-15T10:30');
		expect(board.version).toBeGreaterThan(40);
		const fresh = new UnitSigns();
		await fresh.read(db, office.now, office.catalogue.calendarFor(null, office.now));
		const reread = office.layout.units.map((unit) => fresh.of(unit));
		expect(reread.filter((sign) => lastOf(sign) !== null).length).toBeGreaterThan(10);
		for (const [index, sign] of reread.entries()) {
			const toMinute = (when: Instant | null) => (when === null ? null : Math.floor(when / MINUTE_MS) * MINUTE_MS);
			expect(findSign(watch.current, index)).toEqual({
				received: toMinute(sign.received),
				worked: toMinute(sign.worked)
			});
		}
	});

	it('is not told of every minute, but of a silence and its end at once', async () => {
		const { office, told, lookAt } = await afterFourWeeks();
		const before = told.length;
		await lookAt('2026-04-15T08:00:05');
		expect(told).toHaveLength(before);
		office.now = at('2026-04-15T08:00:10');
		await office.push([accepted('T-1', BUSY, office.now)]);
		await lookAt('2026-04-15T08:00:20');
		expect(told).toHaveLength(before);
		await lookAt('2026-04-15T08:01:05');
		expect(told).toHaveLength(before + 1);
		await lookAt('2026-04-15T09:00:00');
		expect(told).toHaveLength(before + 1);
	});
});
