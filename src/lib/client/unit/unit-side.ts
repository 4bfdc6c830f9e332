import type { Side, UnitFacts } from '$lib/contract/unit-model.ts';
import { SIDES } from '$lib/domain/board/layout.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';

/** The side an address asks for; null: none, or nonsense. */
export function readSide(text: string | null): Side | null {
	return SIDES.find((side) => side === text) ?? null;
}

/** A one-stop receives for others and is competent for nothing itself. */
export function usualSide({ kind }: Pick<UnitFacts, 'kind'>): Side {
	return kind === 'centre' ? 'receiving' : 'resolving';
}

/** The address of a unit's page; of the side it opens with when none is given, at a past instant when one is. */
export function unitHref(code: string, side?: Side, { at, known }: Pick<Filter, 'at' | 'known'> = {}): string {
	const query = new URLSearchParams();
	if (side !== undefined) query.set('side', side);
	if (at !== undefined) query.set('at', at);
	if (known !== undefined) query.set('known', known);
	const text = query.toString();
	return `/units/${encodeURIComponent(code)}${text === '' ? '' : `?${text}`}`;
}
