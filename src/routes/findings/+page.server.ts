import { readPast } from '$lib/domain/time/past.ts';
import { need } from '$lib/server/access/need.ts';
import { toAsOf, toPastView } from '$lib/server/past/past.ts';
import { readFindingsPage } from '$lib/server/read/findings-page.ts';
import type { PageServerLoad } from './$types';

/** The findings of the present, or with `?at=` as they stood at a past instant. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const ask = readPast(url.searchParams, app.now());
	const past = ask === null || ask === 'refused' ? null : await toPastView(app.db, ask);
	const asOf = past === null ? null : toAsOf(past);
	return {
		past,
		refused: ask === 'refused',
		findings: await readFindingsPage(app.db, scope, app.catalogue(), past?.at ?? app.now(), asOf)
	};
};
