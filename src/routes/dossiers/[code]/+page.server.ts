import { error } from '@sveltejs/kit';
import { need, needAccount } from '$lib/server/access/need.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import { findReassignmentOf } from '$lib/server/outbox/read-reassignments.ts';
import { mayMove as mayTake } from '$lib/server/desk/may-move.ts';
import { findApplicant, mayViewApplicant as isApplicantFor } from '$lib/server/read/applicant.ts';
import { findDossierView } from '$lib/server/read/dossier-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** What lies outside the reader's scope is answered exactly like what does not exist. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, params }) => {
	const dossier = await findDossierView(app.db, need(visitor, 'view'), app.catalogue(), params.code, app.now());
	if (dossier === null) error(404);
	const mayViewApplicant = await isApplicantFor(app.db, visitor.access['view-applicant'], params.code);
	const mayMove = mayTake(visitor.access, 'pool', dossier.resolving?.code ?? null);
	return { dossier, mayViewApplicant, mayMove, reassignment: await findReassignmentOf(app.db, dossier.code) };
};

export const actions: Actions = {
	/** Shows the applicant, once; the look is written down before anything is shown. */
	applicant: async ({ locals: { app, visitor }, params: { code } }) => {
		const scope = need(visitor, 'view-applicant');
		const { id, name } = needAccount(visitor);
		const applicant = await findApplicant(app.db, scope, code);
		if (applicant === null) error(404);
		await audit(app.db, { at: app.now(), actor: { id, name }, action: 'applicant-viewed', target: code });
		return { applicant };
	}
};
