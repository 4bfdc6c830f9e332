import type { Instant } from '../domain/time/instant.ts';

/** A page that shows a past instant. */
export interface PastView {
	readonly at: Instant;
	/** `then`: as the system knew it at that time. `now`: by all that is known today. */
	readonly known: 'then' | 'now';
	/** Set when it was asked for as known then and nothing had come yet: when the first record came. */
	readonly firstArrival: Instant | null;
}
