import type { Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from './as-of.ts';
import { findLateHolders } from './late-holders.ts';
import { lookBack } from './look-back.ts';
import type { Matching } from './matching.ts';

/**
 * What a list is of when it is narrowed to who held a dossier when its promise was broken: only its events tell, so the
 * codes are found first, in the read that the list itself is from. Any other list is left as it is. `asOf` null: the present.
 */
export async function withHeld<M extends Matching>(
	trx: Transaction<Tables>,
	matching: M,
	asOf: AsOf | null
): Promise<M> {
	const { filter, scope, moments, catalogue } = matching;
	const { held, holding } = filter;
	if (held === undefined && holding === undefined) return matching;
	const past = asOf === null ? null : await lookBack(trx, scope, asOf, moments, catalogue);
	const among = new Set<string>();
	for await (const { code, holder } of findLateHolders(trx, scope, moments, past)) {
		if ((held === undefined || holder.unit === held) && (holding === undefined || holder.holding === holding))
			among.add(code);
	}
	return { ...matching, among };
}
