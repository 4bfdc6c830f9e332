import type { Transaction } from 'kysely';
import { toTravelSaved } from '../../domain/flows/travel.ts';
import type { FrozenTravel } from '../../domain/press/frozen-content.ts';
import { isSmallGroup, protectTotal } from '../../domain/press/suppress.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { readAssumptions } from '../flows/assumptions.ts';
import { readPointOf } from '../flows/points.ts';
import type { PressCounts } from './count-press.ts';
import type { FreezeWish, FreezeWords } from './freeze-wish.ts';

/**
 * Ways not travelled in the period, by the assumptions in force at the minute of the freeze. Rounded to ten kilometres, and
 * summed over pairs of units, which are told nowhere, so that no hidden number follows. Null: none, or of too few.
 */
export async function readTravel(
	trx: Transaction<Tables>,
	catalogue: KnownCatalogue,
	{ at, smallBelow }: FreezeWish,
	{ crossings }: PressCounts,
	words: FreezeWords
): Promise<FrozenTravel | null> {
	const assumptions = await readAssumptions(trx, at);
	const { roadFactor, speedKmh, entered } = assumptions;
	const pointOf = await readPointOf(trx, catalogue, assumptions.centre);
	const { counted, km, hours } = toTravelSaved(crossings, pointOf, assumptions);
	if (counted === 0 || isSmallGroup(counted, smallBelow)) return null;
	const all = crossings.reduce((sum, { count }) => sum + count, 0);
	return {
		counted: protectTotal({ all, part: counted }, smallBelow).part,
		km: Math.round(km / 10) * 10,
		hours: Math.round(hours),
		roadFactor,
		speedKmh,
		assumedFrom: entered?.fromDay ?? null,
		definition: words.travel({ roadFactor, speedKmh })
	};
}
