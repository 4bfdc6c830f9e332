import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anEvent } from '../dossier/event.fixture.ts';
import type { DossierEvent, EventType, PromiseCause } from '../dossier/event.ts';
import { fold, foldUntil } from '../dossier/fold.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { aCalendar, office } from './calendar.fixture.ts';
import { readDeadline } from './deadline.ts';
import { explainDeadline } from './explain.ts';
import { endOfLimit } from './limit-end.ts';
import { LIMIT_UNITS, SUPPLEMENT_RULES, type DeadlineRule } from './limit.ts';
import { startOfClock } from './start.ts';

const calendar = aCalendar();
const FIVE_DAYS: DeadlineRule = { limit: { value: 5, unit: 'working-day' }, supplement: 'pause' };

describe('for any dossier', () => {
	const from = office('2026-01-01 00:00') / MINUTE_MS;
	const minutes = fc.integer({ min: from, max: from + 60 * 24 * 120 });
	const instants = minutes.map((minute) => minute * MINUTE_MS);
	const limits = fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...LIMIT_UNITS) });
	const rules = fc.record({
		limit: fc.option(limits),
		supplement: fc.constantFrom(...SUPPLEMENT_RULES)
	});
	const pauseType = fc.constantFrom<EventType>('supplement-requested', 'payment-requested', 'stopped');
	const promises = fc.array(
		fc.record({
			at: instants,
			returnAt: instants,
			cause: fc.constantFrom<PromiseCause>('receipt', 'supplement', 'reappointment')
		}),
		{ maxLength: 3 }
	);
	type Given = { at: number; returnAt: number; cause: PromiseCause };
	type Life = { times: number[]; kinds: EventType[]; promises: Given[]; isClosed: boolean };
	/** Distinct times; the first is the acceptance, the others open and end pauses in turn. */
	const lives = fc.record({
		times: fc.uniqueArray(instants, { minLength: 3, maxLength: 9 }),
		kinds: fc.array(pauseType, { minLength: 4, maxLength: 4 }),
		promises,
		isClosed: fc.boolean()
	});

	function toEvents({ times, kinds, promises: given, isClosed }: Life): DossierEvent[][] {
		const [accepted = 0, ...others] = times.toSorted((a, b) => a - b);
		const last = isClosed ? others.pop() : undefined;
		const pauses: DossierEvent[][] = [];
		for (let i = 0; i < others.length; i += 2) {
			const [begin, end] = [others[i] ?? 0, others[i + 1]];
			const opened = anEvent(kinds[i / 2] ?? 'stopped', begin);
			pauses.push(end === undefined ? [opened] : [opened, anEvent('processing', end)]);
		}
		const appointed = given.map((promise, i) => anEvent('appointed', promise.at, { ...promise, key: `p${i}` }));
		const start = [anEvent('accepted', accepted), anEvent('processing', accepted), ...appointed];
		return [last === undefined ? start : [...start, anEvent('resolved', last)], ...pauses];
	}

	test('adding a pause never shortens', () => {
		fc.assert(
			fc.property(lives, rules, fc.nat(3), (life, rule, drop) => {
				const [start = [], ...pauses] = toEvents(life);
				const without = pauses.filter((_, i) => i !== drop % pauses.length);
				const shorter = readDeadline(fold('A', [start, ...without].flat()), rule, calendar);
				const longer = readDeadline(fold('A', [start, ...pauses].flat()), rule, calendar);
				expect(longer.dueAt ?? Infinity).toBeGreaterThanOrEqual(shorter.dueAt ?? Infinity);
				expect(longer.firstDueAt).toBe(shorter.firstDueAt);
			}),
			{ numRuns: 500 }
		);
	});

	test('the date is monotone in the start, for every unit of limits', () => {
		fc.assert(
			fc.property(instants, instants, limits, (a, b, limit) => {
				const end = (start: number) => endOfLimit(startOfClock(start, calendar), limit, calendar);
				expect(end(Math.min(a, b))).toBeLessThanOrEqual(end(Math.max(a, b)));
				expect(end(a)).toBeGreaterThanOrEqual(a);
			}),
			{ numRuns: 500 }
		);
	});

	test('reasons and reading agree, and the counted minutes add up', () => {
		fc.assert(
			fc.property(lives, rules, (life, rule) => {
				const state = fold('A', toEvents(life).flat());
				const { deadline, why } = explainDeadline(state, rule, calendar);
				expect(deadline).toEqual(readDeadline(state, rule, calendar));
				for (const step of why) {
					const sum = step.days?.reduce((all, day) => all + day.minutes, 0);
					if (step.code === 'paused' && step.effect === 'shifted' && step.days) expect(sum).toBe(step.minutes);
					if (step.code === 'limit' && step.limit.unit === 'working-day') expect(sum).toBe(step.limit.value * 480);
				}
				expect(why.filter(({ code }) => code === 'paused')).toHaveLength(state.pauses.length);
			}),
			{ numRuns: 300 }
		);
	});

	test('the first date holds as soon as it is given and for ever after', () => {
		fc.assert(
			fc.property(lives, instants, (life, now) => {
				const events = toEvents({ ...life, promises: [] }).flat();
				const then = foldUntil('A', events, now);
				if (then === null) return;
				const today = readDeadline(fold('A', events), FIVE_DAYS, calendar);
				expect(readDeadline(then, FIVE_DAYS, calendar).firstDueAt).toBe(today.firstDueAt);
			})
		);
	});
});
