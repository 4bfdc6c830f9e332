const BIN_MS = 0.5;
const BINS = 40_000;

/** When which versions came to a viewer. */
export class Arrivals {
	/** Version before, version after, time: three numbers an arrival. */
	readonly #numbers: number[] = [];

	add(before: number, after: number, at: number): void {
		this.#numbers.push(before, after, at);
	}

	/** Delays of all versions from `first` on, of every viewer, given when each was committed. */
	delays(first: number, committedAt: readonly number[]): Delays {
		const delays = new Delays();
		for (let i = 0; i < this.#numbers.length; i += 3) {
			const [before = 0, after = 0, at = 0] = this.#numbers.slice(i, i + 3);
			for (let version = before + 1; version <= after; version++) {
				const committed = committedAt[version - first];
				if (committed !== undefined) delays.add(at - committed);
			}
		}
		return delays;
	}
}

/** Delays by half milliseconds; twenty seconds and more are one. */
class Delays {
	readonly #bins = new Uint32Array(BINS);
	#count = 0;

	add(ms: number): void {
		const bin = Math.min(BINS - 1, Math.max(0, Math.floor(ms / BIN_MS)));
		this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
		this.#count++;
	}

	/** Upper end of the bin; NaN without delays. */
	quantile(q: number): number {
		let left = q * this.#count;
		for (let bin = 0; bin < BINS && this.#count > 0; bin++) {
			left -= this.#bins[bin] ?? 0;
			if (left <= 0) return (bin + 1) * BIN_MS;
		}
		return Number.NaN;
	}
}
