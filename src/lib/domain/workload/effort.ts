import type { Measured } from './handling.ts';
import { medianOf, type Quantiles } from './quantiles.ts';

/** Fewer closed cases than this say too little of a procedure: the median over all of them stands in. */
export const FEWEST_CASES = 10;
/** Nobody knows anything yet: two working hours a dossier, the value officials of the pilot would name. */
export const UNKNOWN_EFFORT = 120;

/** Where a weight comes from, as the page prints it. */
export type EffortBasis =
	/** Median of `cases` closed hand-overs of this procedure; `elapsed` is their median time in hand. */
	| { readonly kind: 'median'; readonly cases: number; readonly elapsed: number }
	/** Too few cases of this procedure: the median over all `cases`. */
	| { readonly kind: 'all-procedures'; readonly cases: number; readonly own: number }
	/** A head's own value (giá trị do lãnh đạo đặt). */
	| { readonly kind: 'own'; readonly by: string; readonly reason: string; readonly setOn: string }
	| { readonly kind: 'unknown' };

/** The weight of a procedure: working minutes of an official for one dossier. */
export interface Effort {
	readonly minutes: number;
	readonly basis: EffortBasis;
}

/** One entry of the history of a procedure's own values. `minutes` null: back to the median from this day on. */
export interface OwnEffort {
	readonly procedure: string;
	/** First day in force, `2026-01-10`. */
	readonly from: string;
	/** Working minutes, above 0. */
	readonly minutes: number | null;
	readonly by: string;
	readonly reason: string;
}

/** How single cases vary, as multiples of the median: skewed as handling times usually are. An assumption. */
export const USUAL_VARIATION: Quantiles = [0.4, 0.65, 1, 1.6, 2.6];

/** The value in force on a day: the latest that has begun; of two on one day the later in the list. Null: none, or reset. */
export function findOwnEffort(history: readonly OwnEffort[], procedure: string, day: string): OwnEffort | null {
	let found: OwnEffort | null = null;
	for (const entry of history)
		if (entry.procedure === procedure && entry.from <= day && (found === null || entry.from >= found.from))
			found = entry;
	return found?.minutes === null ? null : found;
}

/**
 * Weights of procedures on a day. Computed from handlings that ended in closing the dossier; those passed on tell nothing
 * of the whole work. Zero minutes (closed in the minute it was taken) are left out: they are bookkeeping, not work.
 */
export class Efforts {
	readonly #cases = new Map<string | null, { efforts: number[]; elapsed: number[] }>();
	readonly #known = new Map<string | null, Effort>();
	readonly #all: { readonly minutes: number; readonly cases: number } | null;
	readonly #own: readonly OwnEffort[];
	readonly #day: string;

	constructor(measured: readonly Measured[], own: readonly OwnEffort[], day: string) {
		const all: number[] = [];
		for (const { handling, effort, elapsed } of measured) {
			if (!handling.closed || effort <= 0) continue;
			all.push(effort);
			const cases = this.#cases.get(handling.procedure) ?? { efforts: [], elapsed: [] };
			cases.efforts.push(effort);
			cases.elapsed.push(elapsed);
			this.#cases.set(handling.procedure, cases);
		}
		this.#all = all.length >= FEWEST_CASES ? { minutes: medianOf(all), cases: all.length } : null;
		this.#own = own;
		this.#day = day;
	}

	of(procedure: string | null): Effort {
		let effort = this.#known.get(procedure);
		if (effort === undefined) {
			effort = this.#withOwn(procedure, this.#computed(procedure));
			this.#known.set(procedure, effort);
		}
		return effort;
	}

	/** What it would weigh if no head had set a value of their own. */
	measuredOf(procedure: string | null): Effort {
		return this.#computed(procedure);
	}

	#computed(procedure: string | null): Effort {
		const cases = this.#cases.get(procedure);
		const own = cases?.efforts.length ?? 0;
		if (cases !== undefined && procedure !== null && own >= FEWEST_CASES) {
			const basis: EffortBasis = { kind: 'median', cases: own, elapsed: medianOf(cases.elapsed) };
			return { minutes: medianOf(cases.efforts), basis };
		}
		if (this.#all === null) return { minutes: UNKNOWN_EFFORT, basis: { kind: 'unknown' } };
		const { minutes, cases: total } = this.#all;
		return { minutes, basis: { kind: 'all-procedures', cases: total, own } };
	}

	#withOwn(procedure: string | null, computed: Effort): Effort {
		const own = procedure === null ? null : findOwnEffort(this.#own, procedure, this.#day);
		if (own?.minutes == null) return computed;
		const basis: EffortBasis = { kind: 'own', by: own.by, reason: own.reason, setOn: own.from };
		return { minutes: own.minutes, basis };
	}
}
