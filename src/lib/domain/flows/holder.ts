import type { DossierEvent } from '../dossier/event.ts';
import { foldUntil } from '../dossier/fold.ts';
import { transferringSince } from '../dossier/to-dossier.ts';
import type { Instant } from '../time/instant.ts';

/** What a unit had to do with a dossier: it received it, was to take it over, or was resolving it. */
export const HOLDINGS = ['reception', 'transfer', 'resolution'] as const;
export type Holding = (typeof HOLDINGS)[number];

/** Who had a dossier in hand at an instant (đơn vị đang giữ). */
export interface Holder {
	/** Null: no record had named it by then. */
	readonly unit: string | null;
	readonly holding: Holding;
}

/**
 * Who held the dossier at `at`, usually the moment its promise was broken: the competent unit named by then; while it was
 * sent and not taken over, that unit too, as the one to take it over; before it was sent or accepted, the receiver.
 * Null: nothing had happened by then.
 */
export function holderAt(code: string, events: readonly DossierEvent[], at: Instant): Holder | null {
	const state = foldUntil(code, events, at);
	if (state === null) return null;
	const { receiving, resolving } = state.facts;
	if (transferringSince(state) !== null) return { unit: resolving, holding: 'transfer' };
	if (state.acceptedAt === null && state.transfers.length === 0) return { unit: receiving, holding: 'reception' };
	return { unit: resolving, holding: 'resolution' };
}
