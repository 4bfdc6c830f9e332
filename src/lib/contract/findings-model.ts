import type { FindingId } from '../domain/figure/figure.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Named } from './named.ts';

/** `/findings` as its `load` hands it over: every number is the length of a list. */
export interface FindingsModel {
	readonly version: number;
	readonly asOf: Instant;
	/** In the order of the declaration; none is left out. */
	readonly totals: readonly { readonly id: FindingId; readonly count: number }[];
	/** Units with something to check, most first. */
	readonly units: readonly UnitRow[];
}

export interface UnitRow {
	/** Competent unit; null: unknown. */
	readonly unit: Named | null;
	readonly counts: Readonly<Record<FindingId, number>>;
	/** Sum over the findings: a dossier may be in several. */
	readonly total: number;
}
