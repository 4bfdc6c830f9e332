import type { Instant } from '../time/instant.ts';
import { inOrder } from './event-order.ts';
import type { DossierEvent } from './event.ts';
import { applyEvent, type DossierState, fold, foldUntil } from './fold.ts';
import { transferringSince } from './to-dossier.ts';

/** What a unit had to do with a dossier: it received it, was to take it over, or was resolving it. */
export const HELD_AS = ['reception', 'transfer', 'resolution'] as const;
export type HeldAs = (typeof HELD_AS)[number];

/** Who had a dossier in hand (đơn vị đang giữ). */
export interface Holder {
	/** Null: no record had named it by then. */
	readonly unit: string | null;
	readonly holding: HeldAs;
}

/**
 * Who has the dossier, as its events so far tell: the competent unit named last; while it was sent and not taken over, that
 * unit too, as the one to take it over; before it was sent or accepted, the receiver. Declared here only: who held it when a
 * promise broke, whose time each minute was and in which queue it lay at a past moment all ask this.
 */
export function holderOf(state: DossierState): Holder {
	const { receiving, resolving } = state.facts;
	if (transferringSince(state) !== null) return { unit: resolving, holding: 'transfer' };
	if (state.acceptedAt === null && state.transfers.length === 0) return { unit: receiving, holding: 'reception' };
	return { unit: resolving, holding: 'resolution' };
}

/** Who held it at a moment, usually the one its promise was broken at. Null: nothing had happened by then. */
export function holderAt(code: string, events: readonly DossierEvent[], at: Instant): Holder | null {
	const state = foldUntil(code, events, at);
	return state === null ? null : holderOf(state);
}

/** Who held it after each of its events, in their order. */
export function holdersOver(code: string, events: readonly DossierEvent[]): { at: Instant; holder: Holder }[] {
	let state: DossierState | undefined;
	return inOrder(events).map((event) => {
		state = state === undefined ? fold(code, [event]) : applyEvent(state, event);
		return { at: event.at, holder: holderOf(state) };
	});
}
