import { findSign, type Freshness, type SilentSource, type UnitAsOf } from '$lib/contract/freshness.ts';

/** How far the data of a unit reach. */
export interface UnitSignModel extends UnitAsOf {
	/** Nothing has come from it for longer than expected; null: all is well. */
	readonly silent: SilentSource | null;
}

/** By unit code; empty before the server's first look. `codes`: of the overview, in its order. */
export function toUnitSigns(freshness: Freshness, codes: readonly string[]): ReadonlyMap<string, UnitSignModel> {
	if (freshness.signs.length === 0) return new Map();
	const silent = new Map(freshness.silent.filter(({ kind }) => kind === 'unit').map((source) => [source.id, source]));
	return new Map(
		codes.map((code, index) => [code, { ...findSign(freshness, index), silent: silent.get(code) ?? null }])
	);
}
