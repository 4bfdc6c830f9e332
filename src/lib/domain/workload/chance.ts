/** Chance as an argument: in [0, 1), the same stream for the same seed on every machine. */
export type Chance = () => number;

/** Source: mulberry32 (Tommy Ettinger, public domain). Good enough to play an office forward; not for secrets. */
export function createChance(seed: number): Chance {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
	};
}

export function pick<T>(items: readonly T[], chance: Chance): T | undefined {
	return items[Math.floor(chance() * items.length)];
}

/** A value between the quantiles as chance has it; nothing is drawn below the least or above the greatest of them. */
export function drawFrom(values: readonly number[], shares: readonly number[], chance: Chance): number {
	const at = chance();
	let right = 0;
	while (right < shares.length && at >= shares[right]!) right++;
	if (right === 0) return values[0]!;
	if (right === shares.length) return values.at(-1)!;
	const part = (at - shares[right - 1]!) / (shares[right]! - shares[right - 1]!);
	return values[right - 1]! + part * (values[right]! - values[right - 1]!);
}
