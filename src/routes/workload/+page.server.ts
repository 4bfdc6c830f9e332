import { error } from '@sveltejs/kit';
import { isNothing, unite } from '$lib/domain/access/scope.ts';
import { needAccount } from '$lib/server/access/need.ts';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { listMoves, listOffers } from '$lib/server/desk/read-moves.ts';
import { readWorkload } from '$lib/server/desk/read-workload.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { ofUnit } from '$lib/server/read/unit-facts.ts';
import type { PageServerLoad } from './$types';

/** For those who may move work. Without `unit`: the only unit of theirs, or the choice among them. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	needAccount(visitor);
	const { access } = visitor;
	const moves = unite([access['assign-within'], access['assign-across']]);
	if (isNothing(moves)) error(403);
	const units = app.units.filter(({ code }) => moves === 'province' || moves.units.includes(code));
	const code = url.searchParams.get('unit') ?? (units.length === 1 ? units[0]?.code : undefined);
	if (code === undefined || code === '') return { units, desk: null };
	const scope = needUnit(visitor, code);
	if (!units.some((one) => one.code === code)) error(404);
	const [view, workload, recent, offers] = await Promise.all([
		app.live.view({ resolving: code }, scope, openerOf(visitor)),
		readWorkload(app, access, code),
		listMoves(app.db, app.catalogue(), code, app.now()),
		listOffers(app.db, app.catalogue(), code, app.now())
	]);
	if (workload === null) error(404);
	const codes = app.units.map((one) => one.code);
	return { units, desk: { workload, view, recent, offers, freshness: ofUnit(app.live.freshness(scope), code, codes) } };
};
