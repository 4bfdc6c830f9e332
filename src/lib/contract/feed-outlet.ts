import type { ReassignmentState } from './reassignment.ts';

/** A feed with the way its system is told of moves; null: it is not. */
export interface FeedOutletRow {
	readonly id: string;
	readonly name: string;
	readonly outlet: {
		/** Null: it asks. */
		readonly origin: string | null;
		readonly counts: Readonly<Partial<Record<ReassignmentState, number>>>;
		readonly problem: string | null;
	} | null;
}

export interface OutletFormAnswer {
	readonly feed: string;
	readonly way: 'none' | 'pull' | 'push';
	readonly url: string;
	readonly problem: 'bad-url' | 'not-https' | 'private-address' | 'unknown-feed' | null;
	/** Shown this once. */
	readonly secret: string | null;
}
