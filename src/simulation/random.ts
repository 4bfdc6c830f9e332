/**
 * Seeded chance. The same numbers always give the same stream, on every machine: only 32-bit integer arithmetic.
 *
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand, public domain), its state filled by splitmix32 from a hash of the
 * stream's name. Good enough to make up an office; not for secrets.
 */
export interface Random {
	/** In [0, 1). */
	next(): number;
	/** True with this probability. */
	chance(probability: number): boolean;
	/** Evenly in [from, to). */
	between(from: number, to: number): number;
	/** Bell curve. */
	normal(mean: number, deviation: number): number;
	/** Skewed to the right around its median; `spread` is the deviation of the logarithm. */
	skewed(median: number, spread: number): number;
	/** Number of independent events when `mean` are usual. */
	poisson(mean: number): number;
	pick<T>(items: readonly T[]): T;
}

/** The stream named by these numbers: `createRandom(seed, day, 7)` is independent of `createRandom(seed, day, 8)`. */
export function createRandom(...name: readonly number[]): Random {
	let mixed = 0x9e3779b9;
	for (const part of name) {
		mixed = mix(mixed ^ Math.trunc(part % 0x100000000));
		mixed = mix(mixed ^ Math.trunc(part / 0x100000000));
	}
	let a = (mixed = mix(mixed));
	let b = (mixed = mix(mixed));
	let c = mix(mixed);
	let counter = 1;

	function next(): number {
		const t = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + t) | 0;
		return (t >>> 0) / 0x100000000;
	}
	function normal(mean: number, deviation: number): number {
		return mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	}
	for (let warmUp = 0; warmUp < 12; warmUp++) next();

	return {
		next,
		chance: (probability) => next() < probability,
		between: (from, to) => from + (to - from) * next(),
		normal,
		skewed: (median, spread) => median * Math.exp(normal(0, spread)),
		poisson(mean) {
			if (mean > 40) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))));
			const floor = Math.exp(-mean);
			let count = 0;
			for (let left = next(); left > floor; left *= next()) count++;
			return count;
		},
		pick(items) {
			const item = items[Math.floor(next() * items.length)];
			if (item === undefined) throw new RangeError('nothing to pick from');
			return item;
		}
	};
}

/** One step of splitmix32. */
function mix(value: number): number {
	let mixed = (value + 0x9e3779b9) | 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
	return mixed ^ (mixed >>> 15);
}

/** Items drawn in proportion to their weights. */
export interface Weighted<T> {
	draw(random: Random): T;
}

export function toWeighted<T>(items: readonly T[], weightOf: (item: T) => number): Weighted<T> {
	const bounds: number[] = [];
	let total = 0;
	for (const item of items) bounds.push((total += weightOf(item)));
	return {
		draw(random) {
			const at = random.next() * total;
			let low = 0;
			let high = bounds.length - 1;
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((bounds[middle] ?? 0) > at) high = middle;
				else low = middle + 1;
			}
			const item = items[low];
			if (item === undefined) throw new RangeError('nothing to draw from');
			return item;
		}
	};
}
