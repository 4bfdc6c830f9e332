import type { Deadline } from '../clock/deadline.ts';
import type { Dossier } from './dossier.ts';
import type { Instant } from '../time/instant.ts';
import type { FindingCode } from './finding.ts';
import type { DossierState } from './fold.ts';

/** What the catalogue knows of the dossier's procedure and units. */
export interface Place {
	readonly field: string | null;
	readonly crossBoundary: boolean;
	/** The units that stand today for those of its facts. Missing: these themselves. */
	readonly units?: Pick<Dossier, 'receiving' | 'resolving' | 'returning'>;
}

/** The dossier as the figures see it. */
export function toDossier(
	state: DossierState,
	deadline: Deadline,
	{ field, crossBoundary, units = state.facts }: Place,
	findings: readonly FindingCode[]
): Dossier {
	const { procedure, channel, handler } = state.facts;
	const { receiving, resolving, returning } = units;
	return {
		code: state.code,
		procedure,
		field,
		channel,
		receiving,
		resolving,
		returning,
		handler,
		status: state.status,
		crossBoundary,
		filedAt: state.filedAt,
		acceptedAt: state.acceptedAt,
		closedAt: state.closedAt,
		returnedAt: state.returnedAt,
		dueAt: deadline.dueAt,
		firstDueAt: deadline.firstDueAt,
		timeliness: deadline.timeliness,
		transferringSince: transferringSince(state),
		apologisedAt: state.apologies[0]?.at ?? null,
		unopenedSince: state.unopenedSince ?? null,
		findings
	};
}

/** When it was sent to the competent unit and not taken over yet; null: not on the way. Whoever works on it has taken it over. */
export function transferringSince({ transfers, closedAt, statusSince }: DossierState): Instant | null {
	const last = transfers.at(-1);
	if (last === undefined || last.acceptedAt !== null || closedAt !== null || last.sentAt === null) return null;
	return statusSince === null || statusSince <= last.sentAt ? last.sentAt : null;
}

/** Received by a one-stop that is not the competent unit's own (phi địa giới). False while a unit is unknown. */
export function isCrossBoundary(receiving: string | null, oneStopOfResolving: string | null): boolean {
	return receiving !== null && oneStopOfResolving !== null && receiving !== oneStopOfResolving;
}
