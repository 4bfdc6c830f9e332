import { HOUR_MS, type Instant } from '../../domain/time/instant.ts';

/** Undelivered for so long after the first attempt, it is a dead letter. */
export const GIVE_UP_MS = 24 * HOUR_MS;
const FIRST_MS = 1_000;
const LONGEST_MS = HOUR_MS;

/**
 * When to try again after so many attempts in vain (1: the first), or null when it is time to give up. The pause doubles
 * from a second to an hour; `chance` (0 to 1) takes up to half of it away, so that what failed together does not come back
 * together.
 */
export function nextAttempt(attempts: number, firstAt: Instant, now: Instant, chance: number): Instant | null {
	if (now - firstAt >= GIVE_UP_MS) return null;
	const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, attempts - 1));
	return now + Math.round(pause * (1 - chance / 2));
}
