import type { Freshness } from '../../contract/freshness.ts';
import type { Scope } from '../../domain/access/scope.ts';

/**
 * What of it somebody may know: of the feeds, and of their own units. `units`: codes of the overview, in its order. An
 * official has a few dossiers of a unit in hand and hears nothing of the unit.
 */
export function freshnessIn({ asOf, silent, signs }: Freshness, scope: Scope, units: readonly string[]): Freshness {
	if (scope === 'province') return { asOf, silent, signs };
	const own = new Set(scope.units);
	return {
		asOf,
		silent: silent.filter(({ kind, id }) => kind === 'feed' || own.has(id)),
		// Two numbers per unit.
		signs: signs.map((minutes, place) => (own.has(units[place >> 1] ?? '') ? minutes : null))
	};
}
