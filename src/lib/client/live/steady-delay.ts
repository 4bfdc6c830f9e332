/** Delays that speak for now: the newest of them, and none that is older than this. */
const MOST = 15;
const RECENT_MS = 30_000;
/** A number that is read must stand still for a moment. */
const STEADY_MS = 2_000;

/**
 * The delay a screen shows: the middle one of the recent delays, so that a single late message does not move it, and a new
 * one at most every two seconds. Times are of any clock that does not jump.
 */
export class SteadyDelay {
	#recent: { readonly delayMs: number; readonly at: number }[] = [];
	#shown: { readonly delayMs: number; readonly at: number } | null = null;

	/** Takes a message's delay; returns what is to be shown. */
	add(delayMs: number, at: number): number {
		this.#recent = [...this.#recent, { delayMs, at }].filter((one) => at - one.at < RECENT_MS).slice(-MOST);
		if (this.#shown === null || at - this.#shown.at >= STEADY_MS) {
			const sorted = this.#recent.map((one) => one.delayMs).sort((a, b) => a - b);
			this.#shown = { delayMs: sorted[Math.floor(sorted.length / 2)] ?? delayMs, at };
		}
		return this.#shown.delayMs;
	}
}
