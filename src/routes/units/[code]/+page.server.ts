import { error, redirect } from '@sveltejs/kit';
import { readSide, usualSide } from '$lib/client/unit/unit-side.ts';
import { OverviewLayout } from '$lib/domain/board/layout.ts';
import { readPast } from '$lib/domain/time/past.ts';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { toPastView } from '$lib/server/past/past.ts';
import { readPastUnit } from '$lib/server/past/past-unit.ts';
import { findUnitFacts, ofUnit, readUnitFeeds } from '$lib/server/read/unit-facts.ts';
import { shareUnitTables } from '$lib/server/read/unit-tables-shared.ts';
import type { PageServerLoad } from './$types';

/**
 * The view is that of the visitor's scope, as their socket's will be, though every dossier of the unit lies in it. With
 * `?at=` the page as it stood at a past instant; what the catalogue says of the unit is that of today.
 */
export const load: PageServerLoad = async ({ locals: { app, visitor }, params: { code }, url }) => {
	// The page of a unit that was merged, split or renamed is that of who took over; there it stands among those before.
	const heir = app.catalogue().heirOf(code);
	const scope = needUnit(visitor, heir);
	if (heir !== code) redirect(307, `/units/${encodeURIComponent(heir)}${url.search}`);
	const unit = await findUnitFacts(app.db, code);
	if (unit === null) error(404);
	const side = readSide(url.searchParams.get('side')) ?? usualSide(unit);
	const codes = app.units.map((one) => one.code);
	const ask = readPast(url.searchParams, app.now());
	if (ask !== null && ask !== 'refused') {
		const past = await toPastView(app.db, ask);
		const [{ view, tables, sign }, feeds] = await Promise.all([
			readPastUnit(app.db, { unit: code, side }, new OverviewLayout(codes), app.catalogue(), past),
			readUnitFeeds(app.db, code, past.at)
		]);
		return { past, refused: false as const, unit, side, view, tables, sign, feeds, units: app.units };
	}
	const [view, feeds, tables] = await Promise.all([
		app.live.view({ [side]: code }, scope, openerOf(visitor)),
		readUnitFeeds(app.db, code),
		shareUnitTables(app.db, scope, app.catalogue(), { unit: code, side }, app.now)
	]);
	return {
		past: null,
		refused: ask === 'refused',
		unit,
		side,
		view,
		freshness: ofUnit(app.live.freshness(scope), code, codes),
		rhythm: app.live.rhythmOf(code),
		feeds,
		tables,
		units: app.units
	};
};
