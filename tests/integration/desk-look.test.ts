import { describe, expect, it } from 'vitest';
import type { Outlook } from '../../src/lib/contract/desk-outlook.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { atMinute, dayOf, toDay, toIsoInstant, type Day } from '../../src/lib/domain/time/instant.ts';
import type { DeskDeps } from '../../src/lib/server/desk/deps.ts';
import { pastMondays, readHitRate } from '../../src/lib/server/desk/read-hit-rate.ts';
import { readOutlook } from '../../src/lib/server/desk/read-outlook.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const WARD = '31825';
const OTHER = '32002';
const PROCEDURE = '1.004873';
/** A Wednesday without a holiday before or after it for weeks. */
const TODAY = toDay('2026-07-15');
const NOW = atMinute(TODAY, 10 * 60);
const unit = { code: WARD, name: 'Phường', nameEn: 'Ward' };
const other = { code: OTHER, name: 'Xã', nameEn: 'Commune' };

const { db } = await freshDatabase();
const office = await openOffice(db, NOW);
const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };
const calendar = office.catalogue.calendarFor(WARD, NOW);

async function outlookOf(of: typeof unit, query: URLSearchParams): Promise<Outlook> {
	const outlook = await readOutlook(deps, of, query);
	if (outlook === null) throw new Error('no outlook');
	return outlook;
}

/** The working day so many before or after another. */
function workingDay(from: Day, steps: number): Day {
	let day = from;
	for (let left = Math.abs(steps); left > 0;) {
		day += Math.sign(steps);
		if (calendar.isWorkingDay(day)) left--;
	}
	return day;
}
const at = (day: Day, hour: number) => toIsoInstant(atMinute(day, hour * 60));

function accepted(dossier: string, day: Day, returnOn: Day, some: Partial<EventRecord> = {}): EventRecord {
	const facts = { procedure: PROCEDURE, receiving: WARD, resolving: WARD, handler: 'An' };
	return { dossier, type: 'accepted', at: at(day, 9), returnAt: at(returnOn, 17), ...facts, ...some };
}
const resolved = (dossier: string, day: Day): EventRecord => ({ dossier, type: 'resolved', at: at(day, 16) });

describe('the forecast of a unit', () => {
	it('counts what is open and gives ten working days with a range around their middle', async () => {
		await office.push([
			...Array.from({ length: 30 }, (_, place) =>
				accepted(`OPEN-${String(place)}`, workingDay(TODAY, -1 - (place % 20)), workingDay(TODAY, 1 + (place % 9)), {
					handler: place % 2 === 0 ? 'An' : 'Bình'
				})
			),
			accepted('LATE', workingDay(TODAY, -20), workingDay(TODAY, -2)),
			accepted('WAITS', workingDay(TODAY, -3), workingDay(TODAY, 3)),
			{ dossier: 'WAITS', type: 'supplement-requested', at: at(workingDay(TODAY, -1), 9) }
		]);
		const outlook = await outlookOf(unit, new URLSearchParams());
		expect(outlook.days).toHaveLength(10);
		expect(outlook.days[0]).toBe('2026-07-15');
		expect(outlook.now).toEqual({ backlog: 31, overdue: 1, waiting: 1 });
		expect(outlook.isChanged).toBe(false);
		expect(outlook.then).toEqual(outlook.base);
		expect(outlook.basis).toMatchObject({ intakeDays: 20, intake: 32 });
		for (const { backlog, overdue } of outlook.base) {
			expect(backlog.low).toBeLessThanOrEqual(backlog.middle);
			expect(backlog.middle).toBeLessThanOrEqual(backlog.high);
			expect(overdue.middle).toBeLessThanOrEqual(backlog.high);
		}
	});

	it('tells the same for the same address', async () => {
		const query = new URLSearchParams('more=2&days=5&intake=30');
		expect(await outlookOf(unit, query)).toEqual(await outlookOf(unit, query));
	});

	it('has less open with more people, more with more intake, and more when somebody is away', async () => {
		const end = async (query: string) => {
			const { then, base } = await outlookOf(unit, new URLSearchParams(query));
			return { then: then.at(-1)!.backlog.middle, base: base.at(-1)!.backlog.middle };
		};
		const people = await end('more=5');
		expect(people.then).toBeLessThanOrEqual(people.base);
		const intake = await end('intake=100');
		expect(intake.then).toBeGreaterThan(intake.base);
		const absent = await end('absent=An&from=2026-07-15&to=2026-07-31');
		expect(absent.then).toBeGreaterThanOrEqual(absent.base);
	});

	it('is not worked out for whoever has left', async () => {
		expect(await readOutlook(deps, unit, new URLSearchParams('more=4'), AbortSignal.abort())).toBeNull();
		expect((await outlookOf(unit, new URLSearchParams('more=4'))).isChanged).toBe(true);
	});

	it('leaves out what an address asks wrongly and says so', async () => {
		const outlook = await outlookOf(unit, new URLSearchParams('absent=Không+ai&from=2026-07-15&to=2026-07-16'));
		expect(outlook).toMatchObject({ problem: 'unknown-official', isChanged: false });
	});

	it('stands also for a unit that has nothing', async () => {
		const outlook = await outlookOf(other, new URLSearchParams('more=3&intake=50'));
		expect(outlook.now).toEqual({ backlog: 0, overdue: 0, waiting: 0 });
		expect(outlook.then.at(-1)!.backlog.high).toBe(0);
	});
});

describe('the hit rate of a unit', () => {
	it('looks back from the eight Mondays before this week, at eight or the next opening', () => {
		const mondays = pastMondays(NOW, calendar);
		expect(mondays).toHaveLength(8);
		expect(mondays.at(-1)).toBe(atMinute(toDay('2026-07-06'), 8 * 60));
		expect(mondays[0]).toBe(atMinute(toDay('2026-05-18'), 8 * 60));
	});

	it('says that nothing can be judged where nothing came due', async () => {
		const { backtest, instants } = await readHitRate(deps, other);
		expect(instants.every(({ forecasts }) => forecasts === 0)).toBe(true);
		expect(backtest).toMatchObject({ forecasts: 0, brier: null });
	});

	it('replays a told ledger: what was open in whose hand then, what was promised then, and what became of it', async () => {
		const monday = toDay('2026-06-29');
		const before = workingDay(monday, -2);
		const own = (dossier: string, returnOn: Day, some: Partial<EventRecord> = {}) =>
			accepted(dossier, before, returnOn, { resolving: OTHER, receiving: OTHER, handler: 'Khôi', ...some });
		const friday = workingDay(monday, 4);
		office.now += 24 * 3_600_000;
		await office.push([
			// Plenty of time, done in time.
			own('IN-TIME', friday),
			resolved('IN-TIME', workingDay(monday, 2)),
			// Due the same afternoon, done days later.
			own('TOO-LATE', monday),
			resolved('TOO-LATE', workingDay(monday, 2)),
			// Reappointed afterwards: what was promised then counts.
			own('MOVED', friday),
			{ dossier: 'MOVED', type: 'appointed', cause: 'reappointment', at: at(friday, 9), returnAt: at(friday + 10, 17) },
			resolved('MOVED', workingDay(friday, 2)),
			own('WAS-LATE', workingDay(monday, -1)),
			resolved('WAS-LATE', friday),
			own('PAUSED', friday),
			{ dossier: 'PAUSED', type: 'supplement-requested', at: at(workingDay(monday, 1), 9) },
			own('POOL', friday, { handler: null }),
			resolved('POOL', friday),
			// Came only after that morning.
			accepted('AFTERWARDS', monday, friday, { resolving: OTHER, receiving: OTHER, handler: 'Khôi' }),
			resolved('AFTERWARDS', workingDay(friday, 10)),
			// Not due yet today: it cannot be judged.
			own('LATER', dayOf(office.now) + 20)
		]);
		const { instants, backtest, leftOut } = await readHitRate(deps, other);
		const then = instants.find((one) => dayOf(one.at) === monday)!;
		expect(then).toMatchObject({ forecasts: 3, late: 2 });
		expect(then.expected).toBeGreaterThan(0);
		expect(leftOut).toMatchObject({ 'no-date': 0, paused: 1 });
		expect(leftOut.overdue).toBeGreaterThanOrEqual(1);
		expect(leftOut['no-handler']).toBe(1);
		expect(leftOut['not-due']).toBeGreaterThanOrEqual(1);
		// Every forecast is in one band, and the score is that of the bands.
		expect(backtest.bands.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(backtest.forecasts);
		expect(backtest.unknown).toBe(0);
		expect(backtest.brier).not.toBeNull();
	});

	it('is worked out once a day, however many ask', async () => {
		const first = await readHitRate(deps, other);
		office.now += 3_600_000;
		expect(await readHitRate(deps, other)).toBe(first);
		office.now += 24 * 3_600_000;
		expect(await readHitRate(deps, other)).not.toBe(first);
	});
});
