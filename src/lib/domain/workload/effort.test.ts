import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { at } from '../dossier/event.fixture.ts';
import { fold } from '../dossier/fold.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { Efforts, FEWEST_CASES, UNKNOWN_EFFORT, findOwnEffort, type OwnEffort } from './effort.ts';
import { measure, toHandlings, type Handling, type Measured } from './handling.ts';

const calendar = aCalendar();

describe('handling time', () => {
	const dossier = fold('D', [
		at('2026-01-19 07:00', 'accepted', { facts: { procedure: 'P', handler: 'A' } }),
		at('2026-01-19 08:00', 'processing', { facts: { handler: 'B' } }),
		at('2026-01-19 09:00', 'supplement-requested'),
		at('2026-01-20 09:00', 'supplement-received'),
		at('2026-01-20 10:00', 'resolved')
	]);
	const handlings = toHandlings(dossier, office('2026-01-25 07:00'));

	test('ends with the hand-over or with the dossier, and leaves pauses out', () => {
		expect(handlings.map((one) => [one.handler, one.closed, measure([one], calendar)[0]!.elapsed])).toEqual([
			['A', false, 60],
			['B', true, 120]
		]);
	});

	test('a dossier still in hand is cut off now', () => {
		const open = fold('D', [at('2026-01-19 07:00', 'accepted', { facts: { handler: 'A' } })]);
		const [one] = toHandlings(open, office('2026-01-19 07:30'));
		expect(one).toMatchObject({ closed: false, endedAt: office('2026-01-19 07:30') });
	});

	test('two dossiers in hand at once share their handler', () => {
		const [long, short] = measure([handling('07:00', '09:00'), handling('08:00', '09:00')], calendar);
		expect(long).toMatchObject({ elapsed: 120, effort: 90 });
		expect(short).toMatchObject({ elapsed: 60, effort: 30 });
	});

	test('all efforts of an official add up to the minutes in which he had anything in hand', () => {
		const start = office('2026-01-19 00:00');
		const stretch = fc
			.tuple(fc.nat(14 * 1440), fc.integer({ min: 1, max: 4_000 }))
			.map(([from, length]) => ({ from: start + from * MINUTE_MS, to: start + (from + length) * MINUTE_MS }));
		fc.assert(
			fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
				const all = measure(
					stretches.map((one) => ({ ...handling('07:00', '08:00'), stretches: [one] })),
					calendar
				);
				let busy = 0;
				let until = -Infinity;
				for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
					if (to > until) busy += calendar.workingMinutesBetween(Math.max(from, until), to);
					until = Math.max(until, to);
				}
				expect(all.reduce((sum, { effort }) => sum + effort, 0)).toBeCloseTo(busy, 6);
				expect(all.every(({ effort, elapsed }) => effort <= elapsed + 1e-9)).toBe(true);
			})
		);
	});
});

describe('the weight of a procedure', () => {
	const cases = (procedure: string, efforts: readonly number[]) =>
		efforts.map((effort): Measured => ({
			handling: handling('07:00', '08:00', procedure),
			elapsed: effort * 3,
			effort
		}));
	const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

	test('is the median of its closed cases, with their number', () => {
		expect(new Efforts(cases('P', ten), [], '2026-01-19').of('P')).toMatchObject({
			minutes: 55,
			basis: { kind: 'median', cases: 10, elapsed: 165 }
		});
	});

	test('falls back on all procedures where cases are few, and says so', () => {
		const efforts = new Efforts([...cases('P', ten), ...cases('Q', [500])], [], '2026-01-19');
		expect(efforts.of('Q')).toMatchObject({ minutes: 60, basis: { kind: 'all-procedures', cases: 11, own: 1 } });
	});

	test('is assumed while nothing is known', () => {
		const efforts = new Efforts(cases('P', ten.slice(1, FEWEST_CASES)), [], '2026-01-19');
		expect(efforts.of('P')).toMatchObject({ minutes: UNKNOWN_EFFORT, basis: { kind: 'unknown' } });
	});

	const own = (from: string, minutes: number | null): OwnEffort => ({
		procedure: 'P',
		from,
		minutes,
		by: 'head',
		reason: 'Hồ sơ phức tạp hơn'
	});
	const history = [own('2026-01-10', 200), own('2026-01-20', 300), own('2026-01-30', null)];

	test.each([
		['2026-01-09', undefined],
		['2026-01-10', 200],
		['2026-01-19', 200],
		['2026-01-20', 300],
		['2026-01-30', undefined]
	])("on %s a head's own value is %s", (day, minutes) => {
		expect(findOwnEffort(history, 'P', day)?.minutes ?? undefined).toBe(minutes);
	});

	test("a head's own value wins", () => {
		expect(new Efforts(cases('P', ten), history, '2026-01-19').of('P')).toMatchObject({
			minutes: 200,
			basis: { kind: 'own', by: 'head', setOn: '2026-01-10' }
		});
	});
});

function handling(from: string, to: string, procedure = 'P'): Handling {
	const [start, end] = [office(`2026-01-19 ${from}`), office(`2026-01-19 ${to}`)];
	return { code: 'D', procedure, handler: 'A', stretches: [{ from: start, to: end }], endedAt: end, closed: true };
}
