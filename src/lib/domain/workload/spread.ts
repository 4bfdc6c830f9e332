/** Load and capacity of one official in the same unit (working minutes). */
export interface Carried {
	readonly load: number;
	/** 0: absent all the time, so every minute of load is in the wrong hand. */
	readonly capacity: number;
}

/** How unevenly work lies (chênh lệch tải). */
export interface Spread {
	/** Load ÷ capacity of all together: what everybody would carry if it lay evenly. Null when nobody has capacity. */
	readonly even: number | null;
	/**
	 * Chênh lệch tải lớn nhất: how far the fullest official lies above that, 0.34 for "+34 %". Over those with capacity;
	 * null when there is none, or no load.
	 */
	readonly largest: number | null;
	/**
	 * Part of all work that would have to change hands for an even load, 0 to 1. Counts what lies with absent officials,
	 * and every official, not only the fullest; this is what a proposal makes smaller.
	 */
	readonly misplaced: number;
}

/** Source: `misplaced` is the Hoover index, the half sum of distances from the even share. */
export function spreadOf(carried: readonly Carried[]): Spread {
	let load = 0;
	let capacity = 0;
	for (const one of carried) {
		load += one.load;
		capacity += one.capacity;
	}
	if (capacity <= 0 || load <= 0) return { even: capacity > 0 ? 0 : null, largest: null, misplaced: 0 };
	const even = load / capacity;
	let largest = -Infinity;
	let above = 0;
	for (const one of carried) {
		above += Math.max(0, one.load - even * one.capacity);
		if (one.capacity > 0) largest = Math.max(largest, one.load / one.capacity / even - 1);
	}
	return { even, largest, misplaced: above / load };
}
