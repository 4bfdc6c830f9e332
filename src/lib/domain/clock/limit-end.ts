import { dayOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Limit } from './limit.ts';

/** One working day is eight working hours, whatever the hours of the office. */
export const WORKING_DAY_MINUTES = 480;

/** The last instant within a limit that runs from `start`, which lies in office hours. Later starts never end earlier. */
export function endOfLimit(start: Instant, { value, unit }: Limit, calendar: Calendar): Instant {
	switch (unit) {
		case 'working-day':
			return calendar.addWorkingMinutes(start, value * WORKING_DAY_MINUTES);
		case 'hour':
			return calendar.addWorkingMinutes(start, value * 60);
		case 'same-day':
			return calendar.closingOf(dayOf(start)) ?? start;
		case 'calendar-day':
			return calendar.closingOf(calendar.workingDayFrom(dayOf(start) + value)) ?? start;
	}
}
