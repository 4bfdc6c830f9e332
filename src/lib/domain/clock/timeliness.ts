import type { Timeliness } from '../dossier/dossier.ts';
import type { DossierState } from '../dossier/fold.ts';
import { dayOf } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';

/** How an end stands against a promise: by office day, not by hour. */
export function compareByDate(endedAt: Instant, dueAt: Instant): Timeliness {
	const days = dayOf(endedAt) - dayOf(dueAt);
	return days < 0 ? 'early' : days > 0 ? 'late' : 'on-time';
}

/**
 * As the official reports count: withdrawn by the citizen or without a return date is on time.
 * Null: still open, or closed before it was ever accepted.
 */
export function timelinessOf(
	state: Pick<DossierState, 'status' | 'acceptedAt' | 'closedAt'>,
	dueAt: Instant | null
): Timeliness | null {
	if (state.acceptedAt === null || state.closedAt === null) return null;
	return state.status === 7 || dueAt === null ? 'on-time' : compareByDate(state.closedAt, dueAt);
}
