import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { ALL_FIGURE_IDS, type AnyFigureId } from '../../src/lib/domain/figure/figure.ts';
import { HOUR_MS, type Instant, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { answerFigures, type FigureAnswer } from '../../src/lib/server/read/answer-figures.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const START = Date.parse('2026-02-02T08:00:00+07:00');
const office = await openOffice(db, START);

const TYPES = [
	'accepted',
	'processing',
	'supplement-requested',
	'supplement-received',
	'resolved',
	'returned'
] as const;
const FILTERS = [{}, { resolving: 'H12.05' }, { receiving: '31825' }] as const;

/** One thing that happens to one of forty dossiers, some hours after the last. */
const happening = fc.record({
	dossier: fc.integer({ min: 1, max: 40 }),
	type: fc.constantFrom(...TYPES),
	afterHours: fc.integer({ min: 1, max: 30 }),
	resolving: fc.constantFrom('H12.05', '31825'),
	returnInHours: fc.option(fc.integer({ min: 5, max: 300 }), { nil: null })
});

it('answers any figure as it stood at a past instant, after everything that has happened since', async () => {
	const [happenings = []] = fc.sample(fc.array(happening, { minLength: 160, maxLength: 160 }), { numRuns: 1, seed: 7 });
	const seen: { at: Instant; filter: (typeof FILTERS)[number]; answer: FigureAnswer<AnyFigureId> }[] = [];
	const now = () => answerAt(null);
	const { catalogue } = office;
	const answerAt = (at: Instant | null, filter = {}) =>
		answerFigures(db, ALL_FIGURE_IDS, {
			scope: 'province',
			catalogue,
			filter,
			at: at ?? office.now,
			asOf: at === null ? null : { until: at, known: null }
		});
	for (const { dossier, type, afterHours, resolving, returnInHours } of happenings) {
		office.now += afterHours * HOUR_MS;
		const record: EventRecord = {
			dossier: `D-${String(dossier)}`,
			type,
			at: toIsoInstant(office.now),
			procedure: '1.004873',
			resolving,
			receiving: '31825',
			...(returnInHours === null ? {} : { returnAt: toIsoInstant(office.now + returnInHours * HOUR_MS) })
		};
		await office.push([record]);
		const filter = FILTERS[dossier % FILTERS.length] ?? {};
		if (dossier % 3 === 0) seen.push({ at: office.now, filter, answer: await answerAt(null, filter) });
	}
	expect((await now()).figures.backlog.of).toBeGreaterThan(3);
	expect(new Set(seen.map(({ answer }) => JSON.stringify(answer.figures))).size).toBeGreaterThan(10);
	for (const { at, filter, answer } of seen) {
		expect((await answerAt(at, filter)).figures, new Date(at).toISOString()).toEqual(answer.figures);
	}
});
