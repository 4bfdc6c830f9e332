import type { Calendar } from '../clock/calendar.ts';
import { dayOf, startOfDay, toIsoDay, weekdayOf } from '../time/instant.ts';
import type { Day, Instant } from '../time/instant.ts';
import { findAbsence, type Official } from './official.ts';

/** Office hours are counted day by day up to here; what is due later is far enough away not to matter. */
const LONGEST_DAYS = 400;

/**
 * Working days ahead that capacity (năng lực) is told in: load is compared with the minutes an official works in them.
 * Ten, because most published limits are between five and fifteen working days: who holds more than that cannot meet them.
 */
export const CAPACITY_DAYS = 10;

/** Part of a day's office hours the official works: full-time share × pattern of the weekday, nothing while absent. */
export function partOfDay({ share, pattern, absences }: Official, day: Day): number {
	if (findAbsence(absences, toIsoDay(day)) !== null) return 0;
	return share * (pattern[weekdayOf(day) - 1] ?? 0);
}

/**
 * How many minutes one official works from `now` until an instant. Unit: his own working minutes. `calendar` is that of his
 * unit, closures included. Days are summed once, so asking for many deadlines is cheap.
 */
export class Availability {
	readonly #calendar: Calendar;
	readonly #now: Instant;
	readonly #today: Day;
	readonly #official: Official;
	/** Minutes worked before each day, from today on; grows as later days are asked for. */
	readonly #before: number[] = [0];

	constructor(official: Official, calendar: Calendar, now: Instant) {
		this.#official = official;
		this.#calendar = calendar;
		this.#now = now;
		this.#today = dayOf(now);
	}

	/** Never negative: 0 for what is past. */
	minutesUntil(at: Instant): number {
		if (at <= this.#now) return 0;
		const day = Math.min(dayOf(at), this.#today + LONGEST_DAYS);
		return this.#minutesBefore(day) + this.#minutesOn(day, at);
	}

	#minutesBefore(day: Day): number {
		const index = day - this.#today;
		for (let at = this.#before.length; at <= index; at++)
			this.#before.push(this.#before[at - 1]! + this.#minutesOn(this.#today + at - 1, Infinity));
		return this.#before[index]!;
	}

	#minutesOn(day: Day, until: Instant): number {
		const part = partOfDay(this.#official, day);
		if (part === 0) return 0;
		const from = Math.max(this.#now, startOfDay(day));
		return part * this.#calendar.workingMinutesBetween(from, Math.min(until, startOfDay(day + 1)));
	}
}

/** The end of the nth working day of the office from `now`, today included when its hours are not over. */
export function endOfWorkingDays(now: Instant, days: number, calendar: Calendar): Instant {
	let day = dayOf(calendar.clip(now));
	for (let left = days - 1; left > 0; left--) day = calendar.nextWorkingDay(day);
	return calendar.closingOf(day) ?? now;
}

/** Minutes an official works in the coming `CAPACITY_DAYS` working days of the office. 0: absent all the time. */
export function capacityOf(official: Official, calendar: Calendar, now: Instant): number {
	return new Availability(official, calendar, now).minutesUntil(endOfWorkingDays(now, CAPACITY_DAYS, calendar));
}
