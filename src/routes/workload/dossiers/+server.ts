import { json } from '@sveltejs/kit';
import type { DeskList } from '$lib/client/desk/desk-list.ts';
import { readListAddress } from '$lib/domain/figure/filter-address.ts';
import { momentsAt } from '$lib/domain/figure/moments.ts';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { holds } from '$lib/server/desk/may-move.ts';
import { readHandRisks } from '$lib/server/desk/hand-risks.ts';
import { readDossierPage } from '$lib/server/read/dossier-list.ts';
import { toListRow } from '$lib/server/read/list-row.ts';
import type { RequestHandler } from './$types';

/** `GET ?filter…&resolving=31825` → one page of the list, as rows of the desk. Earliest return date first. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url: { searchParams } }) => {
	const scope = needUnit(visitor, searchParams.get('resolving') ?? '');
	const { filter, after } = readListAddress(searchParams);
	const catalogue = app.catalogue();
	const now = app.now();
	const calendar = catalogue.calendarFor(null, now);
	const moments = momentsAt(now, calendar);
	const page = await readDossierPage(app.db, { scope, filter, moments, catalogue }, { after });
	const { resolving: unit, handler } = filter;
	const codes = new Set(page.rows.map(({ code }) => code));
	// A queue is told of to those who may see all of the unit; an official sees no colleague's.
	const isOfUnit = unit !== undefined && handler !== undefined && holds(scope, unit);
	const list: DeskList = {
		risks: isOfUnit ? await readHandRisks(app, unit, handler, codes) : {},
		version: page.version,
		asOf: now,
		total: page.total,
		next: page.next,
		rows: page.rows.map((dossier) => toListRow(dossier, moments, calendar, catalogue))
	};
	return json(list, { headers: { 'cache-control': 'no-store' } });
};
