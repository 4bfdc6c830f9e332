/** Between the beginnings of two rounds of telling when there is little to do. */
const QUIET_MS = 33;
/** However many screens there are, they are told at least twice a second. */
const SLOWEST_MS = 500;
/**
 * Part of a processor that telling may take before the ticks get longer. The other side of each message costs about as much
 * again, on a small machine in the kernel of the same two processors.
 */
const SHARE = 0.3;

/**
 * Pause until the next tick when telling took `spentMs` of a processor and the whole tick `tickMs` by the clock: short while
 * telling is cheap, longer instead of falling behind.
 */
export function nextTickMs(spentMs: number, tickMs: number): number {
	const untilShare = spentMs / SHARE - spentMs;
	return Math.min(SLOWEST_MS, Math.max(QUIET_MS - tickMs, untilShare, 1));
}
