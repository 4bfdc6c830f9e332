import type { Instant } from '../lib/domain/time/instant.ts';

/** Simulated time and when it began to run. */
export interface SimulatedClock {
	/** What it showed at first. */
	readonly from: Instant;
	/** Real time at that moment; not before `from`. */
	readonly startedAt: Instant;
	/** How many times faster than real time it runs. */
	readonly speed: number;
}

/**
 * What the simulated clock shows at a real moment. It never runs ahead of real time: once it has caught up it goes with it,
 * so that nothing that is sent lies in the future.
 */
export function readClock({ from, startedAt, speed }: SimulatedClock, now: Instant): Instant {
	return Math.min(now, from + (now - startedAt) * speed);
}

/** Where a clock must begin to catch up with real time after so long. */
export function toBegin(now: Instant, speed: number, lastingMs: number): Instant {
	return now - lastingMs * (speed - 1);
}
