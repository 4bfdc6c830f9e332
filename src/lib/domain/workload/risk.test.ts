import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { Availability } from './capacity.ts';
import { FULL_WEEK, type Official } from './official.ts';
import { alikeAt, LEFT_KNOTS, type PastCase, PastLateness } from './past-lateness.ts';
import { chanceLate, levelOfChance, levelOfExpected, type QueueEntry, risksOf, USUAL_QUEUE } from './risk.ts';

const calendar = aCalendar();
const now = office('2026-01-19 07:00');
const official: Official = { id: 'A', unit: 'U', share: 1, pattern: FULL_WEEK, absences: [], skills: 'all' };
const nothing = new PastLateness([]);
const entry = (code: string, more: Partial<QueueEntry> = {}): QueueEntry => ({
	code,
	effort: 120,
	dueAt: office('2026-01-19 17:00'),
	past: nothing.of('P'),
	...more
});
const risks = (queue: readonly QueueEntry[], who: Official = official) =>
	risksOf(queue, new Availability(who, calendar, now), USUAL_QUEUE);

describe('what the past says', () => {
	/** Eighty ended with four hours to spare, twenty late. */
	const cases = (procedure: string, count = 100): PastCase[] =>
		Array.from({ length: count }, (_, i) => ({ procedure, spare: i % 5 === 0 ? null : 240 }));

	test('counts those that were still open with as much time left', () => {
		const past = new PastLateness(cases('P')).of('P');
		expect(alikeAt(past, 480)).toEqual({ open: 100, late: 20, ofProcedure: true });
		expect(alikeAt(past, 120)).toEqual({ open: 20, late: 20, ofProcedure: true });
	});

	test('a procedure with few dossiers is judged by its unit, and says so', () => {
		const lateness = new PastLateness([...cases('P'), { procedure: 'Q', spare: 240 }]);
		expect(alikeAt(lateness.of('Q'), 480)).toEqual({ open: 101, late: 20, ofProcedure: false });
		expect(lateness.of('Q').chances.at(-1)).toBeCloseTo(lateness.of('P').chances.at(-1)!, 1);
	});

	test('what is assumed while nothing is known is that one in twenty is late', () => {
		expect(nothing.of('P').chances.at(-1)).toBeCloseTo(0.05);
	});

	test('the nearer the date, the more often what is still open is late', () => {
		const spare = fc.option(fc.integer({ min: 0, max: 10_000 }));
		const anyCase = fc.record({ procedure: fc.constantFrom('P', 'Q', null), spare });
		fc.assert(
			fc.property(fc.array(anyCase, { maxLength: 60 }), (given) => {
				const { chances } = new PastLateness(given).of('P');
				expect(chances).toHaveLength(LEFT_KNOTS.length);
				for (const [i, chance] of chances.entries()) {
					expect(chance).toBeGreaterThan(0);
					expect(chance).toBeLessThanOrEqual(chances[i - 1] ?? 1);
				}
			})
		);
	});
});

describe('for any dossier', () => {
	const minutes = fc.double({ min: 0, max: 10_000, noNaN: true });
	const rules = fc.record({
		claim: fc.double({ min: 0, max: 2, noNaN: true }),
		sway: fc.double({ min: 0.1, max: 1, noNaN: true })
	});
	const { chances } = nothing.of('P');

	test('more time never makes it riskier, more work before it never safer', () => {
		fc.assert(
			fc.property(minutes, minutes, minutes, rules, (ahead, available, extra, rule) => {
				const chance = chanceLate(chances, ahead, available, rule);
				expect(chance).toBeGreaterThan(0);
				expect(chance).toBeLessThanOrEqual(1);
				expect(chanceLate(chances, ahead, available + extra, rule)).toBeLessThanOrEqual(chance + 1e-12);
				expect(chanceLate(chances, ahead + extra, available, rule)).toBeGreaterThanOrEqual(chance - 1e-12);
			})
		);
	});

	test('a usual queue leaves the chance as it was counted', () => {
		const rule = { claim: 0.4, sway: 1 };
		expect(chanceLate(chances, 0.4 * 960, 960, rule)).toBeCloseTo(chances[LEFT_KNOTS.indexOf(960)]!);
	});
});

describe('the queue of an official', () => {
	test('is worked earliest return date first, then by code, without a date last', () => {
		const later = office('2026-01-21 17:00');
		const queue = [entry('4', { dueAt: null }), entry('3', { dueAt: later }), entry('2'), entry('1')];
		expect(risks(queue).map(({ code, position }) => [code, position])).toEqual([
			['1', 1],
			['2', 2],
			['3', 3],
			['4', 4]
		]);
	});

	test('tells the numbers behind each chance', () => {
		expect(risks([entry('1'), entry('2')])[1]).toMatchObject({
			code: '2',
			position: 2,
			workAhead: 120,
			usualAhead: 240,
			effort: 120,
			available: 480,
			alike: { open: 0, late: 0, ofProcedure: false }
		});
	});

	test('what is overdue is late, what has no date never is', () => {
		const queue = [entry('1', { dueAt: office('2026-01-16 17:00') }), entry('2', { dueAt: null })];
		expect(risks(queue).map(({ chance, level }) => [chance, level])).toEqual([
			[1, 'high'],
			[0, 'low']
		]);
	});

	test('is riskier for who is away', () => {
		const absences = [{ from: '2026-01-19', to: '2026-01-19', standIn: 'B' }];
		expect(risks([entry('1')])[0]!.chance).toBeLessThan(0.2);
		expect(risks([entry('1')], { ...official, absences })[0]).toMatchObject({ chance: 1, available: 0 });
	});

	test.each([
		[0.0999, 'low'],
		[0.1, 'medium'],
		[0.3, 'high']
	])('a chance of %d is %s', (chance, level) => expect(levelOfChance(chance)).toBe(level));

	test.each([
		[0.9, 'low'],
		[1, 'medium'],
		[3, 'high']
	])('%d dossiers expected to become overdue is %s', (expected, level) =>
		expect(levelOfExpected(expected)).toBe(level)
	);
});
