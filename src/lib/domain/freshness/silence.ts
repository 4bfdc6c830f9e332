import type { Calendar } from '../clock/calendar.ts';
import type { Instant } from '../time/instant.ts';

/** Something that speaks regularly has said nothing for longer than expected (im lặng). */
export interface Silence {
	/** When it spoke last. */
	readonly since: Instant;
	/** Working minutes gone since then. */
	readonly minutes: number;
}

/**
 * Whether a source has fallen silent by `now`: more working minutes than `expected` have passed since it spoke last.
 * Nights, breaks, days off and closures, which `calendar` leaves out, are no silence; a silence that has begun lasts
 * through them. Null: it has not, it never spoke yet, or nothing is expected of it.
 */
export function findSilence(
	last: Instant | null,
	expected: number | null,
	now: Instant,
	calendar: Calendar
): Silence | null {
	if (last === null || expected === null || last >= now) return null;
	const minutes = calendar.workingMinutesBetween(last, now);
	return minutes > expected ? { since: last, minutes } : null;
}
