import type { Instant } from '../../domain/time/instant.ts';

/** Whoever measures the way from the ledger to the screens. */
export interface LiveMeter {
	/** A change entered the board. */
	applied(writtenAt: Instant): void;
	/** One round of telling is over: what was applied before it is on its way to the screens. */
	ticked(spentMs: number): void;
}
