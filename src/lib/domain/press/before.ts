import type { Day } from '../time/instant.ts';
import type { FrozenCells } from './frozen-content.ts';
import { FAMILIES, type Family } from './press-figure.ts';
import { isSmallGroup, protectTotal } from './suppress.ts';

export type RawTotals = Readonly<Record<Family, { readonly all: number; readonly part: number }>>;

/** Office days, both included. */
export interface Days {
	readonly from: Day;
	readonly last: Day;
}

/**
 * What a period is held against at the end of an earlier day: itself as far as it had come by then, or, where that day lies
 * before it, as many days up to that day.
 */
export function periodBefore({ from, last }: Days, day: Day): Days {
	return day >= from ? { from, last: day } : { from: day - (last - from), last: day };
}

/**
 * Totals of before as they may be told beside those of now. Where one period is the beginning of the other, what came
 * between is a group as well, and small ones of that are hidden by hiding before. `isReceivedTold`: the series of days
 * keeps what it hides also with this sum known.
 */
export function toToldBefore(
	before: RawTotals,
	now: RawTotals,
	smallBelow: number,
	{ isBeginning, isReceivedTold }: { readonly isBeginning: boolean; readonly isReceivedTold: boolean }
): Record<Family, FrozenCells> {
	const tell = (family: Family): FrozenCells => {
		const told = protectTotal(before[family], smallBelow);
		if (family === 'received' && !isReceivedTold) return { all: null, part: null };
		// Those open then and those open now are not one within the other.
		if (!isBeginning || family === 'open') return told;
		const all = now[family].all - before[family].all;
		const part = now[family].part - before[family].part;
		const isSmall = (n: number) => isSmallGroup(Math.abs(n), smallBelow);
		if (isSmall(all)) return { all: null, part: null };
		return isSmall(part) || isSmall(all - part) ? { ...told, part: null } : told;
	};
	return Object.fromEntries(FAMILIES.map((family) => [family, tell(family)])) as Record<Family, FrozenCells>;
}
