/** Each step is so much longer than the one before: no time is told more than 2 % wrong. */
const STEP = 1.02;
const SHORTEST_MS = 0.05;

/** How long answers took, counted in steps of two per cent, so that any number of them takes the same room. */
export class AnswerTimes {
	readonly #counts = new Map<number, number>();
	count = 0;
	longestMs = 0;

	note(ms: number): void {
		const step = Math.max(0, Math.ceil(Math.log(ms / SHORTEST_MS) / Math.log(STEP)));
		this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
		this.count++;
		this.longestMs = Math.max(this.longestMs, ms);
	}

	/** The time within which this share of the answers came; 0 when none did. */
	within(share: number): number {
		let left = Math.ceil(share * this.count);
		for (const [step, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
			left -= count;
			if (left <= 0) return Math.min(this.longestMs, SHORTEST_MS * STEP ** step);
		}
		return this.longestMs;
	}
}
