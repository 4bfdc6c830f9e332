/** Which parts of the cases are told by `Quantiles`, lowest first. */
export const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** Values below which 10, 25, 50, 75 and 90 % of the cases lie; never falling. */
export type Quantiles = readonly [number, number, number, number, number];

/** Empirical quantile between the two nearest cases; NaN of none. `sorted` rises. */
export function quantileOf(sorted: readonly number[], share: number): number {
	const at = share * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? Number.NaN;
	const high = sorted[Math.ceil(at)] ?? Number.NaN;
	return low + (high - low) * (at - Math.floor(at));
}

export function medianOf(values: readonly number[]): number {
	return quantileOf(
		values.toSorted((a, b) => a - b),
		0.5
	);
}

/** All NaN when there are no values. */
export function quantilesOf(values: readonly number[]): Quantiles {
	const sorted = values.toSorted((a, b) => a - b);
	const [p10, p25, p50, p75, p90] = SHARES.map((share) => quantileOf(sorted, share));
	return [p10!, p25!, p50!, p75!, p90!];
}
