import { describe, expect, test } from 'vitest';
import { at } from '../dossier/event.fixture.ts';
import { fold } from '../dossier/fold.ts';
import { aCalendar, office } from './calendar.fixture.ts';
import { explainDeadline, inTime } from './explain.ts';
import type { DeadlineRule } from './limit.ts';

const calendar = aCalendar();
const FIVE_DAYS: DeadlineRule = { limit: { value: 5, unit: 'working-day' }, supplement: 'pause' };

describe('why', () => {
	test('a page can print each step', () => {
		const events = [
			at('2026-01-08 16:00', 'accepted'),
			at('2026-01-12 10:00', 'supplement-requested'),
			at('2026-01-13 10:00', 'supplement-received')
		];
		const rule: DeadlineRule = { limit: { value: 3, unit: 'working-day' }, supplement: 'pause' };
		const { why } = explainDeadline(fold('A', events), rule, calendar);
		expect(why).toMatchObject([
			{ code: 'accepted', startAt: office('2026-01-09 07:00'), delay: 'after-15', assumed: false },
			{
				code: 'limit',
				dueAt: office('2026-01-12 17:00'),
				days: [
					{ day: '2026-01-09', minutes: 480, counts: true, off: null, occasion: null },
					{ day: '2026-01-10', minutes: 480, counts: true, off: null, occasion: 'Làm bù ngày 02/01' },
					{ day: '2026-01-11', minutes: 0, counts: false, off: 'weekend', occasion: null },
					{ day: '2026-01-12', minutes: 480, counts: true, off: null, occasion: null }
				]
			},
			{
				code: 'paused',
				effect: 'shifted',
				minutes: 480,
				dueAt: office('2026-01-13 17:00'),
				days: [{ day: '2026-01-13', minutes: 480 }]
			}
		]);
	});

	test('it names holidays, closures and mornings of reception', () => {
		const rule: DeadlineRule = { limit: { value: 1, unit: 'working-day' }, supplement: 'pause' };
		const days = (from: string, by = calendar) =>
			explainDeadline(fold('A', [at(from, 'accepted')]), rule, by)
				.why.flatMap((step) => step.days ?? [])
				.filter(({ off }) => off !== null)
				.map(({ off, occasion }) => `${off} ${occasion}`);
		expect(days('2026-01-16 10:00')).toEqual(['reception-only null', 'weekend null']);
		expect(days('2026-04-29 10:00').slice(0, 1)).toEqual(['off Ngày Chiến thắng và Quốc tế Lao động']);
		expect(days('2026-10-12 10:00', aCalendar({}, '32041'))).toEqual(['closure Bão', 'closure Bão']);
	});

	test.each([
		['2026-01-17 08:00', 'reception-only'],
		['2026-01-18 08:00', 'day-off'],
		['2026-02-21 08:00', 'reception-only'],
		['2026-02-17 08:00', 'day-off'],
		['2026-01-19 06:00', 'before-opening'],
		['2026-01-19 12:00', 'break'],
		['2026-01-19 15:01', 'after-15'],
		['2026-01-19 17:00', 'after-closing'],
		['2026-01-19 15:00', null]
	])('accepted %s: %s', (when, delay) => {
		const { why } = explainDeadline(fold('A', [at(when, 'accepted')]), FIVE_DAYS, calendar);
		expect(why[0]).toMatchObject({ code: 'accepted', delay });
	});

	test('calendar days are counted as days, and the move off a holiday is shown', () => {
		const rule: DeadlineRule = { limit: { value: 1, unit: 'calendar-day' }, supplement: 'pause' };
		const { why } = explainDeadline(fold('A', [at('2026-01-16 10:00', 'accepted')]), rule, calendar);
		expect(why[1]?.days?.map(({ day, counts, off }) => [day, counts, off])).toEqual([
			['2026-01-17', true, 'reception-only'],
			['2026-01-18', false, 'weekend'],
			['2026-01-19', false, null]
		]);
	});

	test('a promise tells its distance to the limit, a later one to the date before', () => {
		const events = [
			at('2026-01-19 09:00', 'accepted', { returnAt: office('2026-01-26 11:00'), cause: 'receipt' }),
			at('2026-01-20 09:00', 'appointed', { returnAt: office('2026-01-23 11:00'), cause: 'reappointment' })
		];
		const { why } = explainDeadline(fold('A', events), FIVE_DAYS, calendar);
		expect(why.slice(1)).toMatchObject([
			{ moved: null, byLimit: { from: office('2026-01-26 09:00'), minutes: 120 } },
			{ moved: { from: office('2026-01-26 11:00'), minutes: -480 } }
		]);
		expect(why[1]?.days?.map(({ minutes }) => minutes)).toEqual([360, 480, 480, 480, 480, 0, 0, 240]);
	});

	test('a promise no one can count to is not told day by day', () => {
		const far = at('2026-01-19 09:00', 'accepted', { returnAt: office('9999-01-01 09:00'), cause: 'receipt' });
		expect(explainDeadline(fold('A', [far]), FIVE_DAYS, calendar).why[1]?.days).toEqual([]);
	});

	test('in order of time a pause comes before the date given in it', () => {
		const events = [
			at('2026-01-18 09:00', 'filed', { returnAt: office('2026-01-26 09:00'), cause: 'receipt' }),
			at('2026-01-19 09:00', 'accepted'),
			at('2026-01-20 09:00', 'supplement-requested'),
			at('2026-01-21 09:00', 'supplement-received', { returnAt: office('2026-01-27 09:00'), cause: 'supplement' }),
			at('2026-01-22 09:00', 'resolved')
		];
		const { why } = explainDeadline(fold('A', events), FIVE_DAYS, calendar);
		expect(inTime(why).map(({ code }) => code)).toEqual(['accepted', 'promised', 'paused', 'promised', 'closed']);
	});
});
