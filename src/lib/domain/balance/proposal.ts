import type { Spread } from '../workload/spread.ts';
import type { Pin } from './problem.ts';

/** Why a dossier should change hands. */
export type MoveCause =
	/** It lay in the pool, where nobody works on it. */
	| 'pool'
	/** Its own risk falls. */
	| 'own-risk'
	/** It makes room: others in the queue it leaves become less risky. */
	| 'relief'
	/** The one who has it carries more than the even share, the other less. */
	| 'spread'
	| 'pinned';

/** One proposed move with its reason. Load is load ÷ capacity; null: no capacity, or the pool. */
export interface ProposedMove {
	readonly code: string;
	readonly procedure: string | null;
	/** Null: the pool. */
	readonly from: string | null;
	readonly to: string;
	readonly cause: MoveCause;
	/** Chance of being late where it lies now, and after all moves. */
	readonly risk: readonly [now: number, then: number];
	readonly fromLoad: readonly [now: number | null, then: number | null];
	readonly toLoad: readonly [now: number | null, then: number | null];
}

/** One side of the comparison, in total. */
export interface Total {
	readonly overdue: number;
	readonly spread: Spread;
}

/** Before and after for one official: [now, then]. Loads in working minutes. */
export interface OfficialChange {
	readonly id: string;
	readonly capacity: number;
	readonly load: readonly [number, number];
	readonly dossiers: readonly [number, number];
	/** Expected overdue. */
	readonly overdue: readonly [number, number];
}

export interface Proposal {
	readonly moves: readonly ProposedMove[];
	readonly before: Total;
	readonly after: Total;
	readonly officials: readonly OfficialChange[];
	/** What the careful head by hand comes to (`solveGreedily`), for comparison. */
	readonly byHand: Total & { readonly moves: number };
	/** `best`: proven in all three goals. `no-better-step`: nothing it tried helps. `time`: stopped early. */
	readonly ended: 'best' | 'no-better-step' | 'time';
	/** No proposal within the cap can expect fewer overdue than this. */
	readonly overdueAtLeast: number;
	/** How many fewer overdue the best possible proposal could at most expect: `after.overdue` − `overdueAtLeast`. */
	readonly gap: number;
	readonly refusedPins: readonly Pin[];
}
