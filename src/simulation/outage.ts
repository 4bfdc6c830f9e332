import type { Instant } from '../lib/domain/time/instant.ts';
import type { TimedRecord } from './timed-record.ts';

/** The national portal is away from one moment to another, in simulated time. */
export interface Outage {
	readonly from: Instant;
	/** It is back. */
	readonly until: Instant;
}

/**
 * The way through the national portal. What was filed online passes through it, so while it is away all records of these
 * dossiers are held; when it is back they come at once, in their order and with their old times, before anything newer.
 */
export class Portal {
	readonly #outage: Outage;
	#held: TimedRecord[] = [];
	/** Records that came in the burst; 0 as long as it has not come. */
	burst = 0;

	constructor(outage: Outage) {
		this.#outage = outage;
	}

	get held(): number {
		return this.#held.length;
	}

	/** What of `records`, which are all that was to be sent up to `now`, gets through. */
	pass(records: readonly TimedRecord[], now: Instant): readonly TimedRecord[] {
		const { from, until } = this.#outage;
		const before: TimedRecord[] = [];
		const after: TimedRecord[] = [];
		for (const timed of records) {
			if (timed.sendAt >= until) after.push(timed);
			else if (timed.sendAt >= from && timed.origin.channel === 'online') this.#held.push(timed);
			else before.push(timed);
		}
		const isBack = after.length > 0 || now >= until;
		if (!isBack || this.#held.length === 0) return [...before, ...after];
		const released = this.#held;
		this.#held = [];
		this.burst += released.length;
		return [...before, ...released, ...after];
	}
}
