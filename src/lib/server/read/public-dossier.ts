import type { DossierView } from '../../contract/dossier-page.ts';
import type { PublicDossier, PublicDossierDetails } from '../../contract/public-dossier.ts';
import { STATUS_NAMES } from '../../domain/dossier/status.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { ListedDossier } from './list-paging.ts';

const iso = (at: Instant | null): string | null => (at === null ? null : toIsoInstant(at));

/** A row as programs read it. */
export function toPublicDossier(dossier: ListedDossier): PublicDossier {
	const { code, procedure, field, channel, receiving, resolving, returning, crossBoundary, handler } = dossier;
	return {
		code,
		version: dossier.version,
		procedure,
		field,
		channel,
		receiving,
		resolving,
		returning,
		crossBoundary,
		handler,
		status: STATUS_NAMES[dossier.status],
		filedAt: iso(dossier.filedAt),
		acceptedAt: iso(dossier.acceptedAt),
		closedAt: iso(dossier.closedAt),
		returnedAt: iso(dossier.returnedAt),
		dueAt: iso(dossier.dueAt),
		firstDueAt: iso(dossier.firstDueAt),
		timeliness: dossier.timeliness
	};
}

/** The page of one dossier as programs read it. */
export function toPublicDetails(
	view: DossierView
): Omit<PublicDossier, 'timeliness' | 'version'> & PublicDossierDetails {
	const { code, field, channel, crossBoundary, handler, status, step, expectedResult, standing, findings } = view;
	return {
		code,
		procedure: view.procedure?.code ?? null,
		field,
		channel,
		receiving: view.receiving?.code ?? null,
		resolving: view.resolving?.code ?? null,
		returning: view.returning?.code ?? null,
		crossBoundary,
		handler,
		status,
		filedAt: iso(view.filedAt),
		acceptedAt: iso(view.acceptedAt),
		closedAt: iso(view.closedAt),
		returnedAt: iso(view.returnedAt),
		dueAt: iso(view.dueAt),
		firstDueAt: iso(view.firstDueAt),
		step,
		expectedResult,
		standing,
		terms: view.terms.map(({ since, dueAt, cause }) => ({
			since: toIsoInstant(since),
			dueAt: toIsoInstant(dueAt),
			cause
		})),
		findings,
		events: view.events.map(({ key, type, at, arrivedAt, returnAt, cause, reason }) => ({
			key,
			type,
			at: toIsoInstant(at),
			arrivedAt: toIsoInstant(arrivedAt),
			returnAt: iso(returnAt),
			cause,
			reason
		}))
	};
}
