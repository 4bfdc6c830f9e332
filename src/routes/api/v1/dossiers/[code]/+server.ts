import { error, json } from '@sveltejs/kit';
import { toIsoInstant } from '$lib/domain/time/instant.ts';
import { need } from '$lib/server/access/need.ts';
import { findDossierView } from '$lib/server/read/dossier-page.ts';
import { toPublicDetails } from '$lib/server/read/public-dossier.ts';
import type { RequestHandler } from './$types';

/** One dossier with its dates and events. Outside the reader's scope: the same 404 as for a code nobody has. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params }) => {
	const view = await findDossierView(app.db, need(visitor, 'view'), app.catalogue(), params.code, app.now());
	if (view === null) error(404);
	return json({
		version: view.version,
		asOf: toIsoInstant(view.asOf),
		simulated: await app.isSimulated(),
		dossier: toPublicDetails(view)
	});
};
