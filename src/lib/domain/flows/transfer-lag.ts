import type { DossierState } from '../dossier/fold.ts';
import { type Quantiles, quantileOf } from '../workload/quantiles.ts';
import type { Instant } from '../time/instant.ts';

/** From filing to the moment the competent unit took it over. */
export interface Handing {
	readonly from: Instant;
	readonly to: Instant;
}

/** Null: the takeover or what came before it was not told of, so nothing can be measured. */
export function toHanding({ filedAt, transfers }: Pick<DossierState, 'filedAt' | 'transfers'>): Handing | null {
	const to = transfers.findLast(({ acceptedAt }) => acceptedAt !== null)?.acceptedAt ?? null;
	const from = filedAt ?? transfers[0]?.sentAt ?? null;
	return from === null || to === null || to < from ? null : { from, to };
}

/** How long dossiers of one kind were on their way to the competent unit, in working minutes. */
export interface Lag {
	/** How many could be measured. */
	readonly measured: number;
	/** Those of which the takeover was not told. */
	readonly untold: number;
	/** Null: none could be measured. */
	readonly median: number | null;
	/** Nine of ten were as quick as this. */
	readonly p90: number | null;
}

/** `minutes`: of those that could be measured. */
export function toLag(minutes: readonly number[], untold: number): Lag {
	const sorted = minutes.toSorted((a, b) => a - b);
	const at = (share: Quantiles[number]) => (sorted.length === 0 ? null : quantileOf(sorted, share));
	return { measured: sorted.length, untold, median: at(0.5), p90: at(0.9) };
}
