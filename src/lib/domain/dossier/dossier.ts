import type { Instant } from '../time/instant.ts';
import type { Channel } from './event.ts';
import type { FindingCode } from './finding.ts';
import type { Status } from './status.ts';

/** How a closed dossier stands against its promised day: by date, not by hour (trước hạn, đúng hạn, quá hạn). */
export type Timeliness = 'early' | 'on-time' | 'late';

/**
 * What the figures look at: one dossier, folded and clocked, without personal data.
 * The same shape comes from SQL rows and from the board's memory, so a figure has one meaning.
 */
export interface Dossier {
	readonly code: string;
	readonly procedure: string | null;
	readonly field: string | null;
	readonly channel: Channel | null;
	readonly receiving: string | null;
	readonly resolving: string | null;
	readonly returning: string | null;
	readonly handler: string | null;
	readonly status: Status;
	/** Received by a one-stop that is not the competent unit's own (phi địa giới). False while a unit is unknown. */
	readonly crossBoundary: boolean;
	readonly filedAt: Instant | null;
	/** Start of everything counted: null means not (yet) received, so in no official count. */
	readonly acceptedAt: Instant | null;
	/** End of processing, withdrawal or refusal after acceptance. Not the hand-over of the result. */
	readonly closedAt: Instant | null;
	readonly returnedAt: Instant | null;
	/** Present promise. Null: no limit, or the clock stands still (waiting for the citizen). */
	readonly dueAt: Instant | null;
	/** First promise, never overwritten. */
	readonly firstDueAt: Instant | null;
	/** Null while open, or refused at reception. */
	readonly timeliness: Timeliness | null;
	/** Sent to the competent unit and not taken over yet (đang chuyển). Null: not on the way. */
	readonly transferringSince: Instant | null;
	/** First letter of apology. Null: none was told of. */
	readonly apologisedAt: Instant | null;
	/** Given to its handler by a move made here, and nothing recorded of it since. Null: not so. */
	readonly unopenedSince: Instant | null;
	/** Marks that its events alone have set, each once. */
	readonly findings: readonly FindingCode[];
}
