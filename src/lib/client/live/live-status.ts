import type { EndReason, WatchProblem } from '$lib/contract/live.ts';
import type { Instant } from '$lib/domain/time/instant.ts';

/**
 * How the numbers on a screen stand to the ledger.
 * `connecting`: served by the first page load, the socket is not open yet. `live`: changes arrive. `slow`: connected, but
 * changes arrive late. `cut`: no connection; the numbers stay as of `asOf`. `paused`: the reader holds them still.
 * `frozen`: figures fixed on purpose (đã chốt). `past`: a past instant, worked out again. `static`: a page that does not move; it is as of its loading.
 */
export type LiveState = 'connecting' | 'live' | 'slow' | 'cut' | 'paused' | 'frozen' | 'past' | 'static';

export interface LiveStatus {
	readonly state: LiveState;
	/** Instant for which the numbers are true. */
	readonly asOf: Instant;
	/** From commit to screen, when measured. */
	readonly delayMs: number | null;
	/** When the page was last told how things stand, by the clock of the screen, which need not be right. Missing: once, at its loading. */
	readonly heardAt?: Instant;
	/** Of `slow`: the server does not let this screen follow, and why. Missing: nothing is refused. */
	readonly refused?: WatchProblem | undefined;
	/** Of `cut`: why it stays so until somebody does something. Missing: it is tried again. */
	readonly ended?: EndReason | undefined;
}
