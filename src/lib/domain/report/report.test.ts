import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDossier } from '../board/dossier.fixture.ts';
import { aCalendar } from '../clock/calendar.fixture.ts';
import { momentsAt } from '../figure/moments.ts';
import { toPredicate } from '../figure/predicate.ts';
import { DAY_MS, startOfDay, toDay, toIsoDay } from '../time/instant.ts';
import { isPartOf, REPORT_PARTS } from './part.ts';
import { boundsOf, PERIOD_KINDS, periodBefore, periodWith, readPeriod } from './period.ts';
import { addCounts, countPlace, NO_COUNTS, placerOf, sumsOf } from './report.ts';

const calendar = aCalendar();
const days = (key: string) => {
	const period = readPeriod(key);
	return period === null ? null : [toIsoDay(period.from), toIsoDay(period.to)];
};

describe('periods', () => {
	it.each([
		['2026-02', ['2026-02-01', '2026-03-01']],
		['2026-12', ['2026-12-01', '2027-01-01']],
		['2026-Q4', ['2026-10-01', '2027-01-01']],
		['2026-H1', ['2026-01-01', '2026-07-01']],
		['2026', ['2026-01-01', '2027-01-01']],
		['2026-10-05..2026-10-20', ['2026-10-05', '2026-10-21']],
		['2026-13', null],
		['2026-Q5', null],
		['2026-02-30..2026-03-01', null],
		['2026-10-20..2026-10-05', null],
		['1999', null],
		['Đầu năm', null]
	])('%s', (key, expected) => {
		expect(days(key)).toEqual(expected);
	});

	it('hold the day they were made for, and end where the next begins', () => {
		const day = fc.integer({ min: toDay('2001-01-01'), max: toDay('2099-01-01') });
		fc.assert(
			fc.property(day, fc.constantFrom(...PERIOD_KINDS), (one, kind) => {
				const period = periodWith(kind, one);
				expect(period.from <= one && one < period.to).toBe(true);
				expect(periodBefore(period).to).toBe(period.from);
			})
		);
	});
});

describe('form II.06a', () => {
	const period = readPeriod('2026-03')!;
	const { start, last } = boundsOf(period);
	const moments = momentsAt(last, calendar);
	const time = fc.integer({ min: start - 40 * DAY_MS, max: last + 20 * DAY_MS });
	/** Received, and perhaps ended after that: as a fold makes them. */
	const dossier = fc
		.record({
			acceptedAt: fc.option(time, { nil: null }),
			open: fc.boolean(),
			lasted: fc.integer({ min: 0, max: 60 * DAY_MS }),
			dueAt: fc.option(time, { nil: null }),
			channel: fc.constantFrom('online' as const, 'counter' as const, 'post' as const, null),
			timeliness: fc.constantFrom('early' as const, 'on-time' as const, 'late' as const),
			field: fc.constantFrom('Hộ tịch', 'Đất đai', null)
		})
		.map(({ open, lasted, timeliness, ...one }) => {
			const closedAt = open || one.acceptedAt === null ? null : one.acceptedAt + lasted;
			return aDossier({ ...one, closedAt, timeliness: closedAt === null ? null : timeliness });
		});
	const place = placerOf(period, 'field');

	it('has every dossier in exactly one way in and one way out, or in neither', () => {
		const parts = REPORT_PARTS.map((part) => ({ part, holds: toPredicate(isPartOf(part, period)) }));
		fc.assert(
			fc.property(dossier, (one) => {
				const held = new Set(parts.filter(({ holds }) => holds(one, moments)).map(({ part }) => part));
				const [ins, outs] = [REPORT_PARTS.slice(0, 3), REPORT_PARTS.slice(3, 8)];
				const n = held.has('all') ? 1 : 0;
				expect(ins.filter((part) => held.has(part))).toHaveLength(n);
				expect(outs.filter((part) => held.has(part))).toHaveLength(n);
				expect(Number(held.has('resolved')) + Number(held.has('open'))).toBe(n);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('balances: carried over and received are resolved or still open', () => {
		fc.assert(
			fc.property(fc.array(dossier, { maxLength: 80 }), (all) => {
				const total = all
					.map((one) => place(one, moments))
					.reduce((sum, at) => (at === null ? sum : addCounts(sum, countPlace(at))), NO_COUNTS);
				expect(sumsOf(total).balances).toBe(true);
				const isReceived = ({ acceptedAt }: { acceptedAt: number | null }) =>
					acceptedAt !== null && acceptedAt >= start && acceptedAt < startOfDay(period.to);
				expect(sumsOf(total).all - total.carried).toBe(all.filter(isReceived).length);
			})
		);
	});
});
