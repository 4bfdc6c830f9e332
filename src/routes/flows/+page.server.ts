import { readPast } from '$lib/domain/time/past.ts';
import { contains } from '$lib/domain/access/scope.ts';
import { need } from '$lib/server/access/need.ts';
import { readFlowsOf } from '$lib/server/flows/flows-page.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { toPastView } from '$lib/server/past/past.ts';
import type { PageServerLoad } from './$types';

/** Who files for whom, in the visitor's scope: of the present, or of the instant that `at` names. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const ask = readPast(url.searchParams, app.now());
	const past = ask === null || ask === 'refused' ? null : await toPastView(app.db, ask);
	return {
		past,
		refused: ask === 'refused',
		flows: await readFlowsOf(app, scope, url.searchParams, past, openerOf(visitor)),
		view: past === null ? await app.live.view({}, scope, openerOf(visitor)) : null,
		freshness: app.live.freshness(scope),
		mayExport: contains(visitor.access.export, scope),
		mayAdminister: visitor.access.administer === 'province'
	};
};
