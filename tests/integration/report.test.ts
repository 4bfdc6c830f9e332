import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { addArrivals } from '../../src/lib/domain/dossier/arrivals.ts';
import { fold } from '../../src/lib/domain/dossier/fold.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { boundsOf, type Period, readPeriod } from '../../src/lib/domain/report/period.ts';
import { REPORT_ROWS, type ReportRows, type RowCounts, sumsOf } from '../../src/lib/domain/report/report.ts';
import { HOUR_MS, type Instant, MINUTE_MS, dayOf, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { clockWith } from '../../src/lib/server/catalogue/clock-with.ts';
import { toEvent } from '../../src/lib/server/db/event-row.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { readReportPage } from '../../src/lib/server/report/report-page.ts';
import { readReport } from '../../src/lib/server/report/read-report.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-01-26T08:00:00+07:00'));

const happening = fc.record({
	dossier: fc.integer({ min: 1, max: 90 }),
	type: fc.constantFrom(
		...(['accepted', 'processing', 'supplement-requested', 'supplement-received', 'resolved', 'withdrawn'] as const)
	),
	after: fc.integer({ min: 1, max: 11 * 60 }),
	/** A fifth is told days later. */
	lag: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(0) },
		{ weight: 1, arbitrary: fc.integer({ min: 60, max: 9_000 }) }
	),
	procedure: fc.constantFrom('1.004873', '1.001193'),
	channel: fc.constantFrom('online' as const, 'counter' as const),
	returnIn: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null })
});
const [told = []] = fc.sample(fc.array(happening, { minLength: 260, maxLength: 260 }), { numRuns: 1, seed: 5 });
for (const { dossier, type, after, lag, returnIn, ...facts } of told) {
	office.now += after * MINUTE_MS;
	const at = office.now - lag * MINUTE_MS;
	const record: EventRecord = { dossier: `D-${String(dossier)}`, type, at: toIsoInstant(at), ...facts };
	const resolving = dossier % 3 === 0 ? 'H12.05' : '31825';
	const returnAt = returnIn === null ? {} : { returnAt: toIsoInstant(at + returnIn * HOUR_MS) };
	await office.push([{ ...record, resolving, receiving: '31825', ...returnAt }]);
}

const PERIODS = ['2026-02', '2026-03', '2026-Q1', '2026-H1', '2026', '2026-02-10..2026-03-05'].map(
	(key) => readPeriod(key) as Period
);

/** The form counted by hand over every dossier folded from its events, with comparisons of its own. */
async function countByHand(period: Period, rows: ReportRows, known: Instant | null): Promise<Map<string, RowCounts>> {
	const { start, last } = boundsOf(period);
	const until = Math.min(last, office.now);
	const events = await db.selectFrom('event').selectAll().execute();
	const counts = new Map<string, RowCounts>();
	for (const [code, all] of Map.groupBy(events, ({ dossierCode }) => dossierCode)) {
		const heard = all.filter(({ at, arrivedAt }) => at <= until && (known === null || arrivedAt <= known));
		if (heard.length === 0) continue;
		const state = fold(code, heard.map(toEvent));
		const dossier = clockWith(office.catalogue, state, addArrivals(null, heard, state.closedAt));
		const { acceptedAt, closedAt, dueAt } = dossier;
		if (acceptedAt === null || (closedAt !== null && closedAt < start)) continue;
		const key = String(dossier[rows]);
		const before = counts.get(key) ?? zeros();
		const isLate = closedAt !== null && dueAt !== null && dayOf(closedAt) > dayOf(dueAt) && dossier.status !== 7;
		const isEarly = closedAt !== null && dueAt !== null && dayOf(closedAt) < dayOf(dueAt) && dossier.status !== 7;
		const wayIn = acceptedAt < start ? 'carried' : dossier.channel === 'online' ? 'received-online' : 'received-other';
		const wayOut =
			closedAt === null
				? dueAt !== null && dueAt < until
					? 'open-late'
					: 'open-in-time'
				: isLate
					? 'resolved-late'
					: isEarly
						? 'resolved-early'
						: 'resolved-on-time';
		counts.set(key, { ...before, [wayIn]: before[wayIn] + 1, [wayOut]: before[wayOut] + 1 });
	}
	return counts;
}

function zeros(): RowCounts {
	const ways = ['received-online', 'received-other', 'carried'] as const;
	const ends = ['resolved-early', 'resolved-on-time', 'resolved-late', 'open-in-time', 'open-late'] as const;
	return Object.fromEntries([...ways, ...ends].map((part) => [part, 0])) as unknown as RowCounts;
}

const sorted = (counts: Iterable<[string, RowCounts]>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

describe('report II.06a', () => {
	it.each(PERIODS.map((period) => [period.key, period] as const))('%s equals a count by hand', async (_, period) => {
		for (const rows of REPORT_ROWS) {
			for (const known of [null, Math.min(boundsOf(period).last, office.now)]) {
				const ask = { scope: 'province', period, rows, known } as const;
				const report = await readReport(db, office.catalogue, ask, office.now);
				const read = report.rows.map(({ key, counts }): [string, RowCounts] => [String(key), counts]);
				expect(sorted(read)).toEqual(sorted(await countByHand(period, rows, known)));
				expect(report.rows.every(({ counts }) => sumsOf(counts).balances)).toBe(true);
			}
		}
	});

	it('says what has changed since the end of the period, and by which dossiers', async () => {
		const period = readPeriod('2026-02') as Period;
		const ask = { scope: 'province', period, rows: 'resolving' } as const;
		const { difference } = await readReportPage(db, office.catalogue, ask, null, office.now);
		if (difference?.kind !== 'compared') throw new Error('nothing to compare');
		const { last } = boundsOf(period);
		const [then, now] = [await countByHand(period, 'resolving', last), await countByHand(period, 'resolving', null)];
		expect(difference.lines.length).toBeGreaterThan(0);
		for (const { name, ...line } of difference.lines) {
			expect(line.then).toEqual(then.get(name?.code ?? '') ?? zeros());
			expect(line.now).toEqual(now.get(name?.code ?? '') ?? zeros());
		}
		expect(difference.moved).toBe(difference.dossiers.length);
		// What moved makes the whole difference: taken from one place and put into the other, it leads from then to now.
		const sums = { then: sumTotals(then), now: sumTotals(now) };
		for (const one of difference.dossiers) {
			if (one.then !== null) sums.then = { ...sums.then, [one.then.wayOut]: sums.then[one.then.wayOut] - 1 };
			if (one.now !== null) sums.now = { ...sums.now, [one.now.wayOut]: sums.now[one.now.wayOut] - 1 };
		}
		for (const part of ['resolved-early', 'resolved-late', 'open-in-time', 'open-late'] as const)
			expect(sums.then[part], part).toBe(sums.now[part]);
	});

	it('leads from every number to as many dossiers', async () => {
		const period = readPeriod('2026-02') as Period;
		const { last } = boundsOf(period);
		const moments = momentsAt(last, office.catalogue.calendarFor(null, last));
		const totals = sumTotals(await countByHand(period, 'field', null));
		for (const part of Object.keys(totals) as (keyof RowCounts)[]) {
			const filter = { part, period: period.key };
			const matching = { scope: 'province', filter, moments, catalogue: office.catalogue } as const;
			expect((await readDossiersAt(db, matching, { until: last, known: null }, { after: null })).total, part).toBe(
				totals[part]
			);
		}
	});
});

describe('the report of an orderly office', async () => {
	const { db: quiet } = await freshDatabase();
	const orderly = await openOffice(quiet, Date.parse('2026-04-20T08:00:00+07:00'));
	const at = (iso: string) => toIsoInstant(Date.parse(`${iso}T09:00:00+07:00`));
	const story = (n: number, received: string, ended?: string): EventRecord[] => {
		const facts = { dossier: `Q-${String(n)}`, resolving: '31825', receiving: '31825', procedure: '1.004873' };
		const first: EventRecord = { ...facts, type: 'accepted', at: at(received) };
		return ended === undefined ? [first] : [first, { dossier: facts.dossier, type: 'resolved', at: at(ended) }];
	};
	const pageOf = (key: string) => {
		const period = readPeriod(key) as Period;
		return readReportPage(quiet, orderly.catalogue, { scope: 'province', period, rows: 'field' }, null, orderly.now);
	};

	it('carries over what was open at the end of the period before', async () => {
		await orderly.push([
			...story(1, '2026-01-12', '2026-01-14'),
			...story(2, '2026-01-29', '2026-02-02'),
			...story(3, '2026-01-30', '2026-03-03'),
			...story(4, '2026-02-10')
		]);
		for (const [key, carried] of [
			['2026-02', 2],
			['2026-03', 2],
			['2026-Q2', 1]
		] as const) {
			const { total, openBefore } = await pageOf(key);
			expect([total.carried, openBefore], key).toEqual([carried, carried]);
		}
	});

	it('shows when it does not: an acceptance told later moved a dossier into another period', async () => {
		await orderly.push([
			{ dossier: 'Q-5', type: 'processing', at: at('2026-01-28'), resolving: '31825' },
			{ dossier: 'Q-5', type: 'accepted', at: at('2026-02-03') }
		]);
		const { total, openBefore } = await pageOf('2026-02');
		expect([total.carried, openBefore]).toEqual([2, 3]);
	});
});

function sumTotals(counts: Map<string, RowCounts>): RowCounts {
	return [...counts.values()].reduce((sum, row) => {
		const parts = Object.keys(sum) as (keyof RowCounts)[];
		return Object.fromEntries(parts.map((part) => [part, sum[part] + row[part]])) as unknown as RowCounts;
	}, zeros());
}
