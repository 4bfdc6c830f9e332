import type { DossierState } from '../dossier/fold.ts';
import { dayOf, startOfDay, toIsoDay, weekdayOf } from '../time/instant.ts';
import type { Day, Instant } from '../time/instant.ts';
import type { Calendar } from './calendar.ts';
import { readDeadline, type Deadline, type DeadlineStep } from './deadline.ts';
import { endOfLimit } from './limit-end.ts';
import type { DeadlineRule, Limit } from './limit.ts';
import { findStartDelay, type StartDelay } from './start.ts';

/** Why a day was not worked. `reception-only`: Saturday morning, when dossiers are taken in and no deadline runs. */
export type OffReason = 'weekend' | 'reception-only' | 'off' | 'closure';

/** One day between the start of a count and its end. */
export interface CountedDay {
	/** `2026-01-10`. */
	readonly day: string;
	/** Working minutes counted on it; 0 in a count of calendar days. */
	readonly minutes: number;
	/** Whether the count took it: a worked day, or any of the calendar days of the limit. */
	readonly counts: boolean;
	/** Null when worked. */
	readonly off: OffReason | null;
	/** Name of the holiday, of the swap that made it worked, or reason of the closure. */
	readonly occasion: string | null;
}

/** How far a date lies from another: working minutes, negative when it is the earlier one. */
export interface Distance {
	readonly from: Instant;
	readonly minutes: number;
}

/** The steps of the clock, with what a page needs to print them. */
export type WhyStep = DeadlineStep & {
	/** Why the clock started late; null: it did not. */
	readonly delay?: StartDelay | null;
	/** The count day by day; none where nothing was counted or the count is too long to be read. */
	readonly days?: readonly CountedDay[];
	/** Of a promise: distance to the date that held before; null: it is the first. */
	readonly moved?: Distance | null;
	/** Of the first promise: distance to the date by the limit of the procedure; null: none is published. */
	readonly byLimit?: Distance | null;
};

export interface ExplainedDeadline {
	readonly deadline: Deadline;
	readonly why: readonly WhyStep[];
}

/** Longer counts are not told day by day: nobody reads them, and a feed may send any date. */
const LONGEST_COUNT_DAYS = 400;

/** `readDeadline` with its reasons; the dates are the same because it is the same run. */
export function explainDeadline(state: DossierState, rule: DeadlineRule, calendar: Calendar): ExplainedDeadline {
	const steps: DeadlineStep[] = [];
	const deadline = readDeadline(state, rule, calendar, (step) => steps.push(step));
	let before: Instant | null = null;
	const why = steps.map((step): WhyStep => {
		if (step.code === 'promised') {
			const told = withDistances(step, before, deadline.startAt ?? step.promise.at, rule.limit, calendar);
			before = step.promise.returnAt;
			return told;
		}
		if (step.code === 'limit' || step.code === 'paused') before = step.dueAt ?? before;
		return withDays(step, rule.limit, calendar);
	});
	return { deadline, why };
}

/** The steps in order of time. While they are worked out, a date given during a pause is told before the pause. */
export function inTime(why: readonly WhyStep[]): readonly WhyStep[] {
	return why.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
}

/** The start comes first even where a date was named before it; the end comes last. */
function placeOf(step: WhyStep): Instant {
	switch (step.code) {
		case 'accepted':
		case 'limit':
			return -Infinity;
		case 'promised':
			return step.promise.at;
		case 'paused':
			return step.pause.from;
		case 'closed':
			return Infinity;
	}
}

function withDistances(
	step: Extract<DeadlineStep, { code: 'promised' }>,
	before: Instant | null,
	startAt: Instant,
	limit: Limit | null,
	calendar: Calendar
): WhyStep {
	const { returnAt } = step.promise;
	const distanceTo = (from: Instant): Distance => ({ from, minutes: calendar.workingMinutesBetween(from, returnAt) });
	if (before !== null) return { ...step, moved: distanceTo(before) };
	const byLimit = limit === null ? null : distanceTo(endOfLimit(startAt, limit, calendar));
	const countedAs = byLimit?.minutes === 0 ? limit : null;
	return { ...step, moved: null, byLimit, days: countDays(startAt, returnAt, countedAs, calendar) };
}

function withDays(step: DeadlineStep, limit: Limit | null, calendar: Calendar): WhyStep {
	if (step.code === 'accepted') return { ...step, delay: findStartDelay(step.at, calendar) };
	if (step.code === 'limit') return { ...step, days: countDays(step.from, step.dueAt, step.limit, calendar) };
	if (step.code !== 'paused' || step.dueAt === null || step.dueBefore === null) return step;
	if (step.effect === 'shifted') return { ...step, days: countDays(step.dueBefore, step.dueAt, null, calendar) };
	if (step.effect !== 'restarted' || step.restartAt === null || step.pause.to === null) return step;
	const delay = findStartDelay(step.pause.to, calendar);
	if (step.dueAt === step.dueBefore) return { ...step, delay };
	return { ...step, delay, days: countDays(step.restartAt, step.dueAt, limit, calendar) };
}

/** The days of a count, first to last; worked days of which no minute was counted are left out. */
function countDays(from: Instant, to: Instant, limit: Limit | null, calendar: Calendar): CountedDay[] {
	const days: CountedDay[] = [];
	if (dayOf(to) - dayOf(from) > LONGEST_COUNT_DAYS) return days;
	const lastCalendarDay = limit?.unit === 'calendar-day' ? dayOf(from) + limit.value : null;
	for (let day = lastCalendarDay === null ? dayOf(from) : dayOf(from) + 1; day <= dayOf(to); day++) {
		const start = Math.max(from, startOfDay(day));
		const end = Math.min(to, startOfDay(day + 1));
		const minutes = lastCalendarDay === null ? calendar.workingMinutesBetween(start, end) : 0;
		const off = findOffReason(day, calendar);
		const counts = lastCalendarDay === null ? minutes > 0 : day <= lastCalendarDay;
		if (counts || off !== null || lastCalendarDay !== null)
			days.push({ day: toIsoDay(day), minutes, counts, off, occasion: calendar.noteOf(day)?.occasion ?? null });
	}
	return days;
}

function findOffReason(day: Day, calendar: Calendar): OffReason | null {
	if (calendar.isWorkingDay(day)) return null;
	const note = calendar.noteOf(day);
	if (note !== null) return note.kind === 'closure' ? 'closure' : 'off';
	return calendar.receptionOnSaturday && weekdayOf(day) === 6 ? 'reception-only' : 'weekend';
}
