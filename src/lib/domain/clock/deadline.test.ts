import { describe, expect, test } from 'vitest';
import { at } from '../dossier/event.fixture.ts';
import type { DossierEvent, EventType, PromiseCause } from '../dossier/event.ts';
import { fold, foldUntil } from '../dossier/fold.ts';
import { aCalendar, office, onWall } from './calendar.fixture.ts';
import { readDeadline, type Deadline } from './deadline.ts';
import type { DeadlineRule, Limit, LimitUnit } from './limit.ts';

const calendar = aCalendar();
const FIVE_DAYS: DeadlineRule = { limit: { value: 5, unit: 'working-day' }, supplement: 'pause' };

describe('the first return date', () => {
	test.each<[string, LimitUnit, number, string, string]>([
		['five working days from Monday at ten', 'working-day', 5, '2026-01-19 10:00', '2026-01-26 10:00'],
		['accepted at 15:00 counts from that minute', 'working-day', 1, '2026-01-19 15:00', '2026-01-20 15:00'],
		['accepted at 15:00:59 is still 15:00', 'working-day', 1, '2026-01-19 15:00:59', '2026-01-20 15:00'],
		['accepted at 15:01 counts from the next opening', 'working-day', 1, '2026-01-19 15:01', '2026-01-20 17:00'],
		['accepted after 15:00 on Friday counts from Monday', 'working-day', 1, '2026-01-16 16:30', '2026-01-19 17:00'],
		[
			'accepted after 15:00 before a worked Saturday counts from it',
			'working-day',
			1,
			'2026-01-09 16:30',
			'2026-01-10 17:00'
		],
		['accepted before opening counts from the opening', 'hour', 2, '2026-01-19 06:10', '2026-01-19 09:00'],
		['accepted in the lunch break counts from 13:30', 'hour', 2, '2026-01-19 12:00', '2026-01-19 15:30'],
		['accepted after closing counts from the next day', 'hour', 2, '2026-01-19 19:00', '2026-01-20 09:00'],
		['taken in on Saturday morning counts from Monday', 'hour', 2, '2026-01-17 08:00', '2026-01-19 09:00'],
		['a worked Saturday counts', 'working-day', 2, '2026-01-09 10:00', '2026-01-12 10:00'],
		['a swapped Monday does not', 'working-day', 1, '2026-08-28 10:00', '2026-09-03 10:00'],
		['over Tết 2026', 'working-day', 3, '2026-02-12 10:00', '2026-02-24 10:00'],
		['an immediate procedure ends at closing', 'same-day', 1, '2026-01-19 09:00', '2026-01-19 17:00'],
		['an immediate procedure after 15:00 ends the next day', 'same-day', 1, '2026-01-16 15:30', '2026-01-19 17:00'],
		['calendar days end at closing', 'calendar-day', 2, '2026-01-19 10:00', '2026-01-21 17:00'],
		['calendar days count weekends', 'calendar-day', 5, '2026-01-16 10:00', '2026-01-21 17:00'],
		['calendar days that end on a weekend end on Monday', 'calendar-day', 2, '2026-01-16 10:00', '2026-01-19 17:00'],
		['calendar days that end in Tết end after it', 'calendar-day', 7, '2026-02-10 10:00', '2026-02-23 17:00']
	])('%s', (_, unit, value, accepted, due) => {
		expect(onWall(clocked([at(accepted, 'accepted')], { value, unit }).firstDueAt)).toBe(due);
	});

	test('the storm moves the dates of the closed unit only', () => {
		const state = fold('A', [at('2026-10-12 10:00', 'accepted')]);
		const rule: DeadlineRule = { limit: { value: 1, unit: 'working-day' }, supplement: 'pause' };
		expect(onWall(readDeadline(state, rule, aCalendar({}, '32041')).dueAt)).toBe('2026-10-15 10:00');
		expect(onWall(readDeadline(state, rule, calendar).dueAt)).toBe('2026-10-13 10:00');
	});

	test('the date of the receipt is stronger than the limit', () => {
		const deadline = clocked([at('2026-01-19 10:00', 'accepted', promised('2026-01-23 17:00'))]);
		expect(told(deadline)).toEqual(['receipt 2026-01-23 17:00']);
	});

	test('a reappointment does not stand for a receipt that was never reported', () => {
		const events = [
			at('2026-01-19 10:00', 'accepted'),
			at('2026-01-21 10:00', 'appointed', promised('2026-02-02 17:00', 'reappointment'))
		];
		expect(told(clocked(events))).toEqual(['limit 2026-01-26 10:00', 'reappointment 2026-02-02 17:00']);
	});

	test('a date first named after the limit had passed does not mend it', () => {
		const events = [
			at('2026-01-19 10:00', 'accepted'),
			at('2026-01-26 10:01', 'appointed', promised('2026-02-02 17:00'))
		];
		expect(onWall(clocked(events).firstDueAt)).toBe('2026-01-26 10:00');
	});

	test('a dossier that was never accepted has no clock', () => {
		const deadline = clocked([at('2026-01-19 10:00', 'filed', promised('2026-01-20 10:00'))]);
		expect(deadline).toMatchObject({ startAt: null, firstDueAt: null, dueAt: null, standsStill: false });
	});

	test('without limit and date there is none', () => {
		expect(clocked([at('2026-01-19 10:00', 'accepted')], null)).toMatchObject({ dueAt: null, firstDueAt: null });
	});
});

describe('a pause', () => {
	const accepted = at('2026-01-19 10:00', 'accepted');

	test('stops the clock while it lasts', () => {
		const deadline = clocked([accepted, at('2026-01-20 10:00', 'supplement-requested')]);
		expect(deadline).toMatchObject({ dueAt: null, standsStill: true });
		expect(onWall(deadline.firstDueAt)).toBe('2026-01-26 10:00');
	});

	test.each<[string, EventType, string, string, string]>([
		[
			'of one working day moves the date by one',
			'supplement-requested',
			'2026-01-20 10:00',
			'2026-01-21 10:00',
			'2026-01-27 10:00'
		],
		[
			'over a weekend moves it by working time only',
			'payment-requested',
			'2026-01-23 16:00',
			'2026-01-26 08:00',
			'2026-01-26 14:00'
		],
		['of a weekend moves nothing', 'stopped', '2026-01-23 17:00', '2026-01-26 07:00', '2026-01-26 10:00'],
		[
			'begun at the last minute still stops the clock',
			'stopped',
			'2026-01-26 10:00',
			'2026-01-26 11:00',
			'2026-01-26 11:00'
		],
		[
			'begun after the date had passed mends nothing',
			'stopped',
			'2026-01-26 10:01',
			'2026-01-28 10:00',
			'2026-01-26 10:00'
		]
	])('%s', (_, type, from, to, due) => {
		const events = [accepted, at('2026-01-19 11:00', 'processing'), at(from, type), at(to, 'processing')];
		expect(onWall(clocked(events).dueAt)).toBe(due);
		expect(onWall(clocked(events).firstDueAt)).toBe('2026-01-26 10:00');
	});

	test('leaves an overdue dossier overdue while it lasts', () => {
		const deadline = clocked([accepted, at('2026-01-27 10:00', 'supplement-requested')]);
		expect(deadline.standsStill).toBe(false);
		expect(onWall(deadline.dueAt)).toBe('2026-01-26 10:00');
	});

	test('a second one adds to the first', () => {
		const events = [
			accepted,
			at('2026-01-20 10:00', 'supplement-requested'),
			at('2026-01-21 10:00', 'supplement-received'),
			at('2026-01-22 10:00', 'payment-requested'),
			at('2026-01-23 11:00', 'processing')
		];
		expect(told(clocked(events))).toEqual([
			'limit 2026-01-26 10:00',
			'pause 2026-01-27 10:00',
			'pause 2026-01-28 11:00'
		]);
	});

	test('moves the date of the receipt too', () => {
		const events = [
			at('2026-01-19 10:00', 'accepted', promised('2026-01-23 17:00')),
			at('2026-01-20 10:00', 'supplement-requested'),
			at('2026-01-21 11:00', 'supplement-received')
		];
		expect(told(clocked(events))).toEqual(['receipt 2026-01-23 17:00', 'pause 2026-01-27 08:00']);
	});

	test.each(['supplement-requested', 'supplement-received'] as const)(
		'a date given with %s is taken as it is',
		(carrier) => {
			const given = promised('2026-02-10 17:00', 'supplement');
			const events = [
				accepted,
				at('2026-01-20 10:00', 'supplement-requested', carrier === 'supplement-requested' ? given : {}),
				at('2026-01-21 10:00', 'supplement-received', carrier === 'supplement-received' ? given : {})
			];
			expect(told(clocked(events, undefined, 'restart')).at(-1)).toBe('supplement 2026-02-10 17:00');
		}
	);

	test('a date of the receipt given in the minute the pause began is moved', () => {
		const events = [
			at('2026-01-19 10:00', 'accepted', promised('2026-01-23 10:00')),
			at('2026-01-19 10:00', 'supplement-requested'),
			at('2026-01-20 10:00', 'supplement-received')
		];
		expect(onWall(clocked(events).dueAt)).toBe('2026-01-26 10:00');
	});

	test('closing while paused is never late', () => {
		const deadline = clocked([accepted, at('2026-01-20 10:00', 'stopped'), at('2026-03-20 10:00', 'withdrawn')]);
		expect(deadline.timeliness).toBe('on-time');
		const resolved = clocked([accepted, at('2026-01-20 10:00', 'stopped'), at('2026-03-20 10:00', 'resolved')]);
		expect(resolved.timeliness).not.toBe('late');
	});
});

describe('a restart', () => {
	const events = [
		at('2026-01-19 10:00', 'accepted'),
		at('2026-01-20 10:00', 'supplement-requested'),
		at('2026-01-22 10:00', 'supplement-received')
	];

	test('counts the whole limit from the complete dossier', () => {
		expect(told(clocked(events, undefined, 'restart'))).toEqual(['limit 2026-01-26 10:00', 'restart 2026-01-29 10:00']);
	});

	test('keeps the 15:00 rule', () => {
		const late = [...events.slice(0, 2), at('2026-01-22 15:01', 'supplement-received')];
		expect(onWall(clocked(late, undefined, 'restart').dueAt)).toBe('2026-01-29 17:00');
	});

	test('never brings a date forward', () => {
		const generous = [at('2026-01-19 10:00', 'accepted', promised('2026-03-02 17:00')), ...events.slice(1)];
		expect(onWall(clocked(generous, undefined, 'restart').dueAt)).toBe('2026-03-02 17:00');
	});

	test('is for supplements, not for payments', () => {
		const payment = [
			at('2026-01-19 10:00', 'accepted'),
			at('2026-01-20 10:00', 'payment-requested'),
			at('2026-01-22 10:00', 'processing')
		];
		expect(told(clocked(payment, undefined, 'restart')).at(-1)).toBe('pause 2026-01-28 10:00');
	});

	test('without a known limit it is a pause', () => {
		const given = [at('2026-01-19 10:00', 'accepted', promised('2026-01-26 10:00')), ...events.slice(1)];
		expect(told(clocked(given, null, 'restart')).at(-1)).toBe('pause 2026-01-28 10:00');
	});
});

describe('at the end', () => {
	const accepted = at('2026-01-19 10:00', 'accepted', promised('2026-01-23 10:00'));

	test.each<[EventType, string, string | null]>([
		['resolved', '2026-01-22 17:00', 'early'],
		['resolved', '2026-01-23 08:00', 'on-time'],
		['resolved', '2026-01-23 16:59', 'on-time'],
		['resolved', '2026-01-24 00:00', 'late'],
		['returned', '2026-01-24 08:00', 'late'],
		['refused', '2026-01-26 08:00', 'late'],
		['withdrawn', '2026-01-26 08:00', 'on-time']
	])('%s on %s is %s', (type, when, timeliness) => {
		expect(clocked([accepted, at(when, type)]).timeliness).toBe(timeliness);
	});

	test('handing over late does not make a dossier late', () => {
		const events = [accepted, at('2026-01-23 10:00', 'resolved'), at('2026-03-01 10:00', 'returned')];
		expect(clocked(events).timeliness).toBe('on-time');
	});

	test('refused at reception is in no count', () => {
		const events = [at('2026-01-19 10:00', 'filed'), at('2026-01-20 10:00', 'refused')];
		expect(clocked(events).timeliness).toBeNull();
	});

	test('without a return date it is on time, as the reports count', () => {
		const events = [at('2026-01-19 10:00', 'accepted'), at('2026-09-20 10:00', 'resolved')];
		expect(clocked(events, null).timeliness).toBe('on-time');
	});

	test('a reappointed date is the one to meet, and the first stays known', () => {
		const events = [
			accepted,
			at('2026-01-22 10:00', 'appointed', promised('2026-01-30 17:00', 'reappointment')),
			at('2026-01-28 10:00', 'resolved')
		];
		const deadline = clocked(events);
		expect([onWall(deadline.firstDueAt), onWall(deadline.dueAt)]).toEqual(['2026-01-23 10:00', '2026-01-30 17:00']);
		expect(deadline.timeliness).toBe('early');
	});

	test('a date given after the end changes nothing', () => {
		const events = [
			accepted,
			at('2026-01-28 10:00', 'resolved'),
			at('2026-01-29 10:00', 'appointed', promised('2026-02-27 17:00', 'reappointment'))
		];
		expect(clocked(events).timeliness).toBe('late');
	});

	test('as it stood before the reappointment, the first date governs', () => {
		const events = [accepted, at('2026-01-22 10:00', 'appointed', promised('2026-01-30 17:00', 'reappointment'))];
		const then = foldUntil('A', events, office('2026-01-22 09:59'));
		expect(then && onWall(readDeadline(then, FIVE_DAYS, calendar).dueAt)).toBe('2026-01-23 10:00');
	});
});

function promised(returnAt: string, cause?: PromiseCause): Partial<DossierEvent> {
	return { returnAt: office(returnAt), ...(cause && { cause }) };
}

function clocked(
	events: DossierEvent[],
	limit: Limit | null = FIVE_DAYS.limit,
	supplement: DeadlineRule['supplement'] = 'pause'
): Deadline {
	return readDeadline(fold('A', events), { limit, supplement }, calendar);
}

function told({ terms }: Deadline): string[] {
	return terms.map(({ cause, dueAt }) => `${cause} ${onWall(dueAt)}`);
}
