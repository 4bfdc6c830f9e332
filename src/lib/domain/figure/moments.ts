import type { Calendar } from '../clock/calendar.ts';
import { type Instant, dayOf, startOfDay, startOfMonth } from '../time/instant.ts';
import type { Moments } from './condition.ts';

/** One working day: the horizon of "due soon" (sắp đến hạn). */
const SOON_MINUTES = 480;
/** Working hours within which what was moved is to be opened by whoever got it: one working day. */
export const OPENING_HOURS = 8;
/** Five working days: bounds of the ages of deadlines. */
const WEEK_MINUTES = 5 * SOON_MINUTES;

/**
 * The named instants for a given now. Working time is the province's, without closures of single units, so that one
 * `now` means the same for every row of a table. Each moment only ever moves forward with `now`.
 */
export function momentsAt(now: Instant, calendar: Calendar): Moments {
	const today = dayOf(now);
	return {
		now,
		'day-start': startOfDay(today),
		'month-start': startOfDay(startOfMonth(today)),
		'last-month-start': startOfDay(startOfMonth(startOfMonth(today) - 1)),
		// Clipped to the next opening: asked at night, what is due at the coming day's closing is due within a day.
		soon: calendar.clip(calendar.addWorkingMinutes(now, SOON_MINUTES)),
		'working-day-ago': calendar.subtractWorkingMinutes(now, SOON_MINUTES),
		'opening-limit': calendar.subtractWorkingMinutes(now, OPENING_HOURS * 60),
		'week-ahead': calendar.clip(calendar.addWorkingMinutes(now, WEEK_MINUTES)),
		'week-ago': calendar.subtractWorkingMinutes(now, WEEK_MINUTES)
	};
}
