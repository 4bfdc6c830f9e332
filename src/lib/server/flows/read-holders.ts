import type { Transaction } from 'kysely';
import type { HolderCount } from '../../contract/flows-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import type { HeldAs } from '../../domain/dossier/holder.ts';
import type { Tables } from '../db/tables.ts';
import { findLateHolders } from '../read/late-holders.ts';
import type { LookBack } from '../read/look-back.ts';

/** The open overdue dossiers counted by the unit that held them when their promise was broken. */
export async function readHolders(
	trx: Transaction<Tables>,
	scope: Scope,
	moments: Moments,
	past: LookBack | null
): Promise<{ holders: HolderCount[]; movedOn: number }> {
	const counts = new Map<string | null, Record<HeldAs, number>>();
	let movedOn = 0;
	for await (const { resolving, holder } of findLateHolders(trx, scope, moments, past)) {
		const found = counts.get(holder.unit) ?? { reception: 0, transfer: 0, resolution: 0 };
		found[holder.holding]++;
		counts.set(holder.unit, found);
		if (holder.holding !== 'reception' && holder.unit !== resolving) movedOn++;
	}
	const sum = (of: Record<HeldAs, number>) => of.reception + of.transfer + of.resolution;
	return {
		holders: [...counts]
			.map(([unit, found]) => ({ unit, counts: found }))
			.sort((a, b) => sum(b.counts) - sum(a.counts) || ((a.unit ?? '~') < (b.unit ?? '~') ? -1 : 1)),
		movedOn
	};
}
