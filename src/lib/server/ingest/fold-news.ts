import { compareEvents } from '../../domain/dossier/event-order.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { applyEvent, followsLast, type DossierState } from '../../domain/dossier/fold.ts';

/** The state with new events, if they can simply be added at its end; null: the dossier must be folded anew. */
export function addAtEnd(state: DossierState, news: readonly DossierEvent[]): DossierState | null {
	let next = state;
	for (const event of news.toSorted(compareEvents)) {
		if (!followsLast(next, event)) return null;
		next = applyEvent(next, event);
	}
	return next;
}
