import { readDeadline } from '../../domain/clock/deadline.ts';
import type { Arrivals } from '../../domain/dossier/arrivals.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import { isCrossBoundary, toDossier } from '../../domain/dossier/to-dossier.ts';
import { toFindingCodes } from '../../domain/dossier/to-findings.ts';
import { dayOf } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from './known-catalogue.ts';
import { rulesInForce } from './rules-in-force.ts';

/**
 * Clocks a folded dossier by the rules it was accepted under, and places it: field of its procedure, own or other
 * one-stop, and in place of units that were merged, split or renamed those that took over from them.
 */
export function clockWith(catalogue: KnownCatalogue, state: DossierState, arrivals: Arrivals): Dossier {
	const { procedure, receiving, resolving, returning } = state.facts;
	const { rule, calendar } = rulesInForce(catalogue, state);
	const deadline = readDeadline(state, rule, calendar);
	// Whether two units were one is asked of the day the dossier came; whose it is, of today.
	const day = dayOf(state.acceptedAt ?? state.firstEventAt);
	const then = (unit: string | null) => (unit === null ? null : catalogue.heirOf(unit, day));
	const now = (unit: string | null) => (unit === null ? null : catalogue.heirOf(unit));
	const competent = then(resolving);
	const place = {
		field: procedure === null ? null : (catalogue.findProcedure(procedure)?.field ?? null),
		crossBoundary: isCrossBoundary(then(receiving), competent === null ? null : catalogue.oneStopOf(competent)),
		units: { receiving: now(receiving), resolving: now(resolving), returning: now(returning) }
	};
	return toDossier(state, deadline, place, toFindingCodes({ state, deadline, arrivals, calendar }));
}
