import { OverviewLayout } from '$lib/domain/board/layout.ts';
import { readPast } from '$lib/domain/time/past.ts';
import { need } from '$lib/server/access/need.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { readPastOverview } from '$lib/server/past/past-overview.ts';
import { readOverdueDifficulties } from '$lib/server/rollout/difficulties.ts';
import { toPastView } from '$lib/server/past/past.ts';
import type { PageServerLoad } from './$types';

/** The overview as it stands in memory; nothing that was answered to a feed before is missing. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const ask = readPast(url.searchParams, app.now());
	if (ask !== null && ask !== 'refused') {
		const past = await toPastView(app.db, ask);
		const layout = new OverviewLayout(app.units.map(({ code }) => code));
		const [view, overdue] = await Promise.all([
			readPastOverview(app.db, scope, layout, app.catalogue(), past),
			readOverdueDifficulties(app, scope, past.at)
		]);
		const freshness = { asOf: view.asOf, silent: [], signs: [] };
		return { past, refused: false, scope, view, freshness, units: app.units, map: await app.map(), overdue };
	}
	const [view, overdue] = await Promise.all([
		app.live.view({}, scope, openerOf(visitor)),
		readOverdueDifficulties(app, scope, app.now())
	]);
	return {
		past: null,
		refused: ask === 'refused',
		scope,
		view,
		freshness: app.live.freshness(scope),
		units: app.units,
		map: await app.map(),
		overdue
	};
};
