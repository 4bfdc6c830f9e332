/** A map shows at most so many shades: more cannot be told apart. */
export const CLASSES = 5;

/**
 * The values at which a new class begins, rising; k limits make k + 1 classes. As many units as possible in each class
 * (quantiles), on round numbers; the same value is never in two classes. Empty: all have the same value, or nobody has one.
 */
export function quantileLimits(values: readonly (number | null)[]): number[] {
	const known = values.filter((value) => value !== null).sort((a, b) => a - b);
	const [least, most] = [known[0], known.at(-1)];
	if (least === undefined || most === undefined) return [];
	const limits: number[] = [];
	for (let k = 1; k < CLASSES; k += 1) {
		const limit = round(known[Math.floor((k * known.length) / CLASSES)] ?? most);
		if (limit > least && limit <= most && limit > (limits.at(-1) ?? -Infinity)) limits.push(limit);
	}
	return limits;
}

/** Of a figure with thresholds: two classes below what is worth a look, one up to what is too much, two above. */
export function thresholdLimits({ warn, bad }: { readonly warn: number; readonly bad: number }): number[] {
	return [warn / 2, warn, bad, bad * 2];
}

/** The class of a value, from 0; null: it is not known. */
export function classOf(value: number | null, limits: readonly number[]): number | null {
	if (value === null) return null;
	return limits.filter((limit) => value >= limit).length;
}

/**
 * The shade of a class, 0 … CLASSES − 1. Few classes are spread over all shades, so that the highest is always the
 * darkest; a single one is a light shade.
 */
export function shadeOf(rank: number, limits: readonly number[]): number {
	return limits.length === 0 ? 1 : Math.round((rank * (CLASSES - 1)) / limits.length);
}

/** Two leading digits: `1.187` → `1.200`, `0,0213` → `0,021`. */
function round(value: number): number {
	if (value === 0) return 0;
	const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
	// Divided when small: 0.021 is not 21 × 0.001 in binary.
	const digits = Math.round(value / unit);
	return unit >= 1 ? digits * unit : digits / Math.round(1 / unit);
}
