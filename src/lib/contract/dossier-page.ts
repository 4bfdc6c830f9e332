import type { Term } from '../domain/clock/deadline.ts';
import type { WhyStep } from '../domain/clock/explain.ts';
import type { Limit } from '../domain/clock/limit.ts';
import type { Channel, EventType, Facts, PromiseCause } from '../domain/dossier/event.ts';
import type { FindingCode } from '../domain/dossier/finding.ts';
import type { Transfer } from '../domain/dossier/fold.ts';
import type { Holding, OfferSpan } from '../domain/dossier/holdings.ts';
import type { FindingId } from '../domain/figure/figure.ts';
import type { StatusName } from '../domain/dossier/status.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Standing } from './list-model.ts';
import type { Named } from './named.ts';

/** `/dossiers/[code]` as its `load` hands it over: codes and numbers; the page makes the words. No personal data. */
export interface DossierView {
	/** Version of the ledger all of it is true for. */
	readonly version: number;
	readonly asOf: Instant;
	/** Version that changed it last: what a move of it is sent with. */
	readonly changedAt: number;
	readonly code: string;
	readonly procedure: Named | null;
	/** Name of the field, Vietnamese. */
	readonly field: string | null;
	readonly channel: Channel | null;
	readonly receiving: Named | null;
	readonly resolving: Named | null;
	readonly returning: Named | null;
	readonly crossBoundary: boolean;
	/** As the feed names them. */
	readonly handler: string | null;
	readonly step: string | null;
	readonly expectedResult: string | null;
	/** No source of this dossier has a field for the result: that it is not named says nothing. */
	readonly resultUnsaid: boolean;
	readonly status: StatusName;
	readonly standing: Standing;
	readonly filedAt: Instant | null;
	readonly acceptedAt: Instant | null;
	readonly closedAt: Instant | null;
	readonly returnedAt: Instant | null;
	/** As in the list: null while the clock stands still. */
	readonly dueAt: Instant | null;
	readonly firstDueAt: Instant | null;
	/** Published limit of the procedure on the day of acceptance. */
	readonly limit: Limit | null;
	/** Every return date in the order they came to hold. */
	readonly terms: readonly Term[];
	/** In the order of their time; empty while the dossier is not accepted. */
	readonly why: readonly WhyStep[];
	readonly transfers: readonly Transfer[];
	readonly handovers: readonly HandoverView[];
	/** Which unit had it when, in order of time; empty while it is not accepted. */
	readonly holdings: readonly HoldingView[];
	/** Oldest first. */
	readonly events: readonly EventView[];
	/** What is to be checked, in the order of the list. */
	readonly findings: readonly FindingId[];
}

/** Personal data of whoever applied. Shown on request, to those entitled, and each look is written down. */
export interface ApplicantView {
	readonly name: string | null;
	readonly identityNumber: string | null;
	readonly phone: string | null;
	readonly email: string | null;
	readonly address: string | null;
}

export interface HandoverView {
	readonly handler: string;
	readonly from: Instant;
	/** Null: still in hand. */
	readonly to: Instant | null;
	/** Working minutes in hand, until the end of processing or the as-of. */
	readonly minutes: number;
	readonly by: string | null;
}

/** A stretch of time with one unit; an offer to another shifts none of it. */
export interface HoldingView extends Omit<Holding, 'unit' | 'offers'> {
	readonly unit: Named | null;
	readonly offers: readonly (Omit<OfferSpan, 'to'> & { readonly to: Named | null })[];
}

export interface EventView {
	readonly key: string;
	readonly type: EventType;
	/** When it happened, and when the ledger heard of it. */
	readonly at: Instant;
	readonly arrivedAt: Instant;
	/** Only what the event changed; null: it was cleared. */
	readonly changes: Partial<Pick<Facts, 'handler' | 'step' | 'expectedResult'>>;
	readonly returnAt: Instant | null;
	readonly cause: PromiseCause | null;
	readonly reason: string | null;
	readonly by: string | null;
	/** Faults this event showed. */
	readonly findings: readonly FindingCode[];
}
