import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar } from '../clock/calendar.fixture.ts';
import { aDossier } from '../board/dossier.fixture.ts';
import { HOUR_MS } from '../time/instant.ts';
import { AGES, AGE_BUCKETS } from './age.ts';
import type { Condition } from './condition.ts';
import { FIGURES } from './figures.ts';
import { levelOf } from './level.ts';
import { momentsAt } from './moments.ts';
import { toPredicate } from './predicate.ts';

const calendar = aCalendar();
const now = Date.parse('2026-03-11T09:00:00+07:00');
const moments = momentsAt(now, calendar);

describe('figures', () => {
	it('parts the backlog into ages: every open dossier has exactly one', () => {
		const ages = AGE_BUCKETS.map((bucket) => toPredicate(AGES[bucket]));
		const due = fc.option(fc.integer({ min: now - 400 * HOUR_MS, max: now + 400 * HOUR_MS }), { nil: null });
		fc.assert(
			fc.property(due, (dueAt) => {
				expect(ages.filter((age) => age(aDossier({ dueAt }), moments))).toHaveLength(1);
			})
		);
	});

	it('never counts one dossier as due soon and overdue', () => {
		const soon = toPredicate(FIGURES['due-soon'].of);
		const overdue = toPredicate(FIGURES.overdue.of);
		fc.assert(
			fc.property(fc.integer({ min: now - 99 * HOUR_MS, max: now + 99 * HOUR_MS }), (dueAt) => {
				const dossier = aDossier({ dueAt });
				expect(soon(dossier, moments) && overdue(dossier, moments)).toBe(false);
			})
		);
	});

	it('lets only deadlines cross moments that move within a day, so that the board knows whom time touches', () => {
		const visit = (c: Condition): void => {
			if ('all' in c) c.all.forEach(visit);
			else if ('any' in c) c.any.forEach(visit);
			else if ('not' in c) visit(c.not);
			else if ('from' in c && !String(c.from).endsWith('-start')) expect(c.field).toBe('dueAt');
			else if ('before' in c && !String(c.before).endsWith('-start')) expect(c.field).toBe('dueAt');
		};
		for (const { of, per } of Object.values(FIGURES)) {
			visit(of);
			if (per !== undefined) visit(per);
		}
		for (const age of Object.values(AGES)) visit(age);
	});

	it.each([
		[0.99, 'ok'],
		[0.98, 'ok'],
		[0.97, 'warn'],
		[0.94, 'bad'],
		[null, 'none']
	])('judges an on-time share of %s as %s', (value, level) => {
		expect(levelOf(value, FIGURES['on-time-month'])).toBe(level);
	});

	it('judges any overdue dossier as bad, none as fine', () => {
		expect([0, 1].map((n) => levelOf(n, FIGURES.overdue))).toEqual(['ok', 'bad']);
	});
});
