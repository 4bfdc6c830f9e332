import { dayOf, minuteOfDay, weekdayOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import type { Calendar } from './calendar.ts';

/** Accepted after 15:00, the dossier goes on to the competent unit the next working day (NĐ 61/2018 art. 18). */
export const LAST_MINUTE_OF_SAME_DAY = 15 * 60;

/** Why the clock did not start at once. */
export type StartDelay = 'day-off' | 'reception-only' | 'before-opening' | 'break' | 'after-15' | 'after-closing';

/** The instant from which a dossier accepted (or completed) at `at` is counted: always in office hours. */
export function startOfClock(at: Instant, calendar: Calendar): Instant {
	const day = dayOf(at);
	const late = minuteOfDay(at) > LAST_MINUTE_OF_SAME_DAY && calendar.isWorkingDay(day);
	return late ? (calendar.openingOf(calendar.nextWorkingDay(day)) ?? at) : calendar.clip(at);
}

/** Why `startOfClock` is later than `at`; null when the clock starts at once. */
export function findStartDelay(at: Instant, calendar: Calendar): StartDelay | null {
	const day = dayOf(at);
	const minute = minuteOfDay(at);
	const windows = calendar.windowsOf(day);
	const [first, last] = [windows[0], windows.at(-1)];
	if (first === undefined || last === undefined) {
		const takenInOnly = calendar.receptionOnSaturday && calendar.noteOf(day) === null && weekdayOf(day) === 6;
		return takenInOnly ? 'reception-only' : 'day-off';
	}
	if (minute >= last[1]) return 'after-closing';
	if (minute > LAST_MINUTE_OF_SAME_DAY) return 'after-15';
	if (minute < first[0]) return 'before-opening';
	return windows.some(([from, to]) => from <= minute && minute < to) ? null : 'break';
}
