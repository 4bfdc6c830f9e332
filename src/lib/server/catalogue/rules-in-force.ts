import type { Calendar } from '../../domain/clock/calendar.ts';
import type { DeadlineRule } from '../../domain/clock/limit.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import { dayOf } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from './known-catalogue.ts';

/**
 * What a dossier is clocked by: the limit of the day it was accepted, and the calendar of the competent unit in force at
 * that instant. Later changes of the catalogue move nothing.
 */
export function rulesInForce(
	catalogue: KnownCatalogue,
	{ acceptedAt, firstEventAt, facts }: DossierState
): { rule: DeadlineRule; calendar: Calendar } {
	// Without an acceptance nothing is counted, so any instant will do.
	const at = acceptedAt ?? firstEventAt;
	return {
		rule: catalogue.deadlineRule(facts.procedure, dayOf(at)),
		calendar: catalogue.calendarFor(facts.resolving, at)
	};
}
