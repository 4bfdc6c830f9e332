import type { Flow, FlowFigure } from '../domain/flows/flow.ts';
import type { HeldAs } from '../domain/dossier/holder.ts';
import type { Pair } from '../domain/flows/pairs.ts';
import type { CrossShare, ShareKey, WayBack } from '../domain/flows/tally.ts';
import type { Lag } from '../domain/flows/transfer-lag.ts';
import type { TravelAssumptions, TravelSaved } from '../domain/flows/travel.ts';
import type { Channel } from '../domain/dossier/event.ts';
import type { Instant } from '../domain/time/instant.ts';

/** Rows of a table that are sent; the matrix and its file have all. */
export const LISTED = 300;

/** `/flows` as its load hands it over: codes and numbers; the page makes the words. No applicant's data. */
export interface FlowsModel {
	readonly version: number;
	readonly asOf: Instant;
	/** What the matrix counts. */
	readonly figure: FlowFigure;
	readonly flows: readonly Flow[];
	readonly pairs: readonly Pair[];
	/** Pairs and ways back beyond those listed: the least ones are counted, not sent. */
	readonly unlisted: { readonly pairs: number; readonly back: number };
	readonly shares: Readonly<Record<ShareKey, readonly CrossShare[]>>;
	readonly back: readonly WayBack[];
	readonly travel: TravelSaved;
	readonly assumptions: AssumptionsInForce;
	/** From the ledger itself, at its own version: a moment later than the rest when work is going on. */
	readonly ledger: LedgerFlows;
	/** Every unit a code above stands for. */
	readonly names: Readonly<Record<string, FlowUnit>>;
}

export interface FlowUnit {
	readonly code: string;
	readonly kind: 'centre' | 'department' | 'commune';
	readonly name: string;
	readonly nameEn: string;
	readonly shortName: string;
}

export interface AssumptionsInForce extends TravelAssumptions {
	/** Null: those of the program. */
	readonly entered: {
		readonly fromDay: string;
		readonly reason: string;
		readonly by: string;
		readonly at: Instant;
	} | null;
}

/** What only the ledger tells: ways through time. */
export interface LedgerFlows {
	readonly version: number;
	readonly asOf: Instant;
	/** The transfers of this month's cross-boundary dossiers: all of them, then by pair, most first. */
	readonly lag: Lag;
	readonly lags: readonly PairLag[];
	readonly unlistedLags: number;
	/** On the way to the competent unit now, and those for longer than a working day. */
	readonly waiting: number;
	readonly stuck: number;
	readonly stuckPairs: readonly Flow[];
	/** Open overdue dossiers by who held them when the promise was broken. */
	readonly holders: readonly HolderCount[];
	/** Of them, those now being resolved by another unit. */
	readonly movedOn: number;
	/** Cross-boundary share by day of reception, the last four weeks and today, by channel. */
	readonly days: readonly ChannelDay[];
}

export interface PairLag extends Lag {
	readonly receiving: string | null;
	readonly resolving: string | null;
}

export interface HolderCount {
	/** Null: no record had named it. */
	readonly unit: string | null;
	readonly counts: Readonly<Record<HeldAs, number>>;
}

export interface ChannelDay {
	/** ISO day. */
	readonly day: string;
	readonly channel: Channel | null;
	readonly of: number;
	readonly per: number;
}
