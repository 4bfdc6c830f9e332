import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { AGE_BUCKETS } from '../../src/lib/domain/figure/age.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { HOUR_MS, type Instant, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { readPastOverview } from '../../src/lib/server/past/past-overview.ts';
import { toAsOf, toPastView } from '../../src/lib/server/past/past.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const START = Date.parse('2026-03-24T08:00:00+07:00');
const office = await openOffice(db, START);

const TYPES = ['filed', 'accepted', 'processing', 'supplement-requested', 'supplement-received', 'resolved'] as const;

/** One record of one of fifty dossiers; some come hours after what they tell of, some are stamped by a hasty clock. */
const happening = fc.record({
	dossier: fc.integer({ min: 1, max: 50 }),
	type: fc.constantFrom(...TYPES),
	after: fc.integer({ min: 1, max: 9 * 60 }),
	lag: fc.oneof(fc.constant(0), fc.integer({ min: -2, max: 40 * 60 })),
	receiving: fc.constantFrom('31825', '32002'),
	channel: fc.constantFrom('online' as const, 'counter' as const, 'post' as const),
	returnIn: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null })
});

interface Seen {
	readonly at: Instant;
	readonly cells: readonly number[];
}

const seen = await live();

/** Lets two weeks over the end of a month pass, and writes down what the board showed. */
async function live(): Promise<Seen[]> {
	const board = await ProvinceBoard.open(office.boardDeps);
	const shown: Seen[] = [];
	const [happenings = []] = fc.sample(fc.array(happening, { minLength: 150, maxLength: 150 }), {
		numRuns: 1,
		seed: 11
	});
	for (const [place, { dossier, type, after, lag, receiving, channel, returnIn }] of happenings.entries()) {
		office.now += after * MINUTE_MS;
		const at = office.now - lag * MINUTE_MS;
		const record: EventRecord = {
			dossier: `D-${String(dossier)}`,
			type,
			at: toIsoInstant(at),
			procedure: '1.004873',
			receiving,
			resolving: dossier % 2 === 0 ? 'H12.05' : '31825',
			channel,
			...(returnIn === null ? {} : { returnAt: toIsoInstant(at + returnIn * HOUR_MS) })
		};
		await office.push([record]);
		while (await board.follow());
		board.tick();
		if (place % 5 === 4) shown.push({ at: office.now, cells: Array.from(board.view({}, 'province').cells) });
	}
	return shown;
}

const past = (at: Instant) => toPastView(db, { at, known: 'then' });

describe('the overview of a past instant', () => {
	it('is what the board showed then, cell by cell, whatever has come since', async () => {
		expect(new Set(seen.map(({ cells }) => cells.join())).size).toBeGreaterThan(20);
		for (const { at, cells } of seen) {
			const view = await readPastOverview(db, 'province', office.layout, office.catalogue, await past(at));
			expect(view.cells, toIsoInstant(at)).toEqual(cells);
		}
	});

	it('leads to lists as long as its tiles', async () => {
		for (const { at, cells } of seen.filter((_, place) => place % 6 === 0)) {
			const moments = momentsAt(at, office.catalogue.calendarFor(null, at));
			const asOf = toAsOf(await past(at));
			const countOf = async (filter: object) => {
				const matching = { scope: 'province', filter, moments, catalogue: office.catalogue } as const;
				const page = await readDossiersAt(db, matching, asOf, { after: null });
				expect(page.rows).toHaveLength(Math.min(50, page.total));
				return page.total;
			};
			for (const id of FIGURE_IDS) expect(await countOf({ figure: id }), id).toBe(cells[office.layout.figure(id)]);
			for (const age of AGE_BUCKETS) expect(await countOf({ age }), age).toBe(cells[office.layout.age(age)]);
		}
	});

	it('from before anything had come, is told by what is known today', async () => {
		const view = await past(START - HOUR_MS);
		expect(view).toMatchObject({ known: 'now', firstArrival: expect.any(Number) as number });
		expect(toAsOf(view)).toEqual({ until: START - HOUR_MS, known: null });
	});

	it('pages through its list without losing or repeating a dossier', async () => {
		const at = seen.at(-4)?.at ?? 0;
		const moments = momentsAt(at, office.catalogue.calendarFor(null, at));
		const many = Array.from({ length: 130 }, (_, i): EventRecord => ({
			dossier: `P-${String(i).padStart(3, '0')}`,
			type: 'accepted',
			at: toIsoInstant(at - HOUR_MS),
			resolving: '31825',
			...(i % 3 === 0 ? {} : { returnAt: toIsoInstant(at + (i % 7) * HOUR_MS) })
		}));
		await office.push(many);
		await office.push(
			many.slice(0, 60).map((record) => ({ ...record, type: 'resolved', at: toIsoInstant(office.now) }))
		);
		const matching = { scope: 'province', filter: {}, moments, catalogue: office.catalogue } as const;
		const asOf = { until: at, known: null };
		const codes: string[] = [];
		let after: string | null = null;
		let total: number;
		do {
			const page: Awaited<ReturnType<typeof readDossiersAt>> = await readDossiersAt(db, matching, asOf, { after });
			expect(page.first).toBe(codes.length + 1);
			codes.push(...page.rows.map(({ code }) => code));
			({ total, next: after } = page);
		} while (after !== null);
		expect(codes).toHaveLength(total);
		expect(new Set(codes).size).toBe(total);
		expect(total).toBeGreaterThan(130);
	});
});
