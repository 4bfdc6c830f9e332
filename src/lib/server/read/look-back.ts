import type { Transaction } from 'kysely';
import type { Scope } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain } from './as-of.ts';

/** A look at a past instant: rows that still say what they said then answer for themselves, the others are here. */
export interface LookBack {
	readonly asOf: AsOf;
	readonly moved: readonly Moved[];
}

/** A dossier as it stood then. */
export interface Moved {
	readonly dossier: Dossier;
	readonly transfers: DossierState['transfers'];
}

/** Folds what has changed since once, for all that is asked of it. The transaction must be repeatable-read. */
export async function lookBack(
	trx: Transaction<Tables>,
	scope: Scope,
	asOf: AsOf,
	moments: Moments,
	catalogue: KnownCatalogue
): Promise<LookBack> {
	const moved: Moved[] = [];
	let transfers: DossierState['transfers'] = [];
	const folded = foldedAgain(trx, scope, asOf, moments, (state, arrivals) => {
		({ transfers } = state);
		return clockWith(catalogue, state, arrivals);
	});
	for await (const dossier of folded) moved.push({ dossier, transfers });
	return { asOf, moved };
}

/** The rows that a query may ask: all of the present, of the past those that have not changed since. */
export function settledBy(past: LookBack | null): AsOf {
	return past?.asOf ?? { until: null, known: null };
}
