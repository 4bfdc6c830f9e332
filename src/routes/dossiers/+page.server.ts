import { redirect } from '@sveltejs/kit';
import { COLUMNS_COOKIE, readColumns } from '$lib/contract/list-columns.ts';
import type { ListModel } from '$lib/contract/list-model.ts';
import { isNothing } from '$lib/domain/access/scope.ts';
import { readListAddress } from '$lib/domain/figure/filter-address.ts';
import { momentsAt } from '$lib/domain/figure/moments.ts';
import { readPast } from '$lib/domain/time/past.ts';
import { need } from '$lib/server/access/need.ts';
import { namedProcedure, namedUnit } from '$lib/server/catalogue/named.ts';
import { toAsOf, toPastView } from '$lib/server/past/past.ts';
import { readDossierPage } from '$lib/server/read/dossier-list.ts';
import { readDossiersAt } from '$lib/server/read/dossiers-at.ts';
import { toListRow } from '$lib/server/read/list-row.ts';
import type { Actions, PageServerLoad } from './$types';

/** A broken filter is dropped with a notice, never an error: addresses are shared and typed by hand. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, cookies, url: { searchParams } }) => {
	const scope = need(visitor, 'view');
	const { filter, sort, after, before, dropped } = readListAddress(searchParams);
	const catalogue = app.catalogue();
	const ask = readPast(searchParams, app.now());
	const past = ask === null || ask === 'refused' ? null : await toPastView(app.db, ask);
	const now = past?.at ?? app.now();
	const calendar = catalogue.calendarFor(null, now);
	const moments = momentsAt(now, calendar);
	const matching = { scope, filter, moments, catalogue };
	const page =
		past === null
			? await readDossierPage(app.db, matching, { sort, after, before })
			: await readDossiersAt(app.db, matching, toAsOf(past), { sort, after, before });
	const list: ListModel = {
		version: page.version,
		asOf: now,
		filter,
		sort,
		receiving: namedUnit(catalogue, filter.receiving),
		resolving: namedUnit(catalogue, filter.resolving),
		returning: namedUnit(catalogue, filter.returning),
		held: namedUnit(catalogue, filter.held),
		procedure: namedProcedure(catalogue, filter.procedure),
		total: page.total,
		rows: page.rows.map((dossier) => toListRow(dossier, moments, calendar, catalogue)),
		first: page.first,
		next: page.next,
		previous: page.previous
	};
	const columns = readColumns(cookies.get(COLUMNS_COOKIE));
	const mayExport = !isNothing(visitor.access.export);
	return { list, columns, mayExport, past, dropped: ask === 'refused' ? [...dropped, 'at'] : dropped };
};

const YEAR_SECONDS = 365 * 86_400;

export const actions: Actions = {
	/** Remembers which columns this browser shows, and goes back to the same list. */
	columns: async ({ request, cookies, url, locals: { visitor } }) => {
		need(visitor, 'view');
		const wanted = (await request.formData()).getAll('column').filter((value) => typeof value === 'string');
		const chosen = readColumns(wanted.join('.'));
		cookies.set(COLUMNS_COOKIE, chosen.join('.'), { path: '/dossiers', maxAge: YEAR_SECONDS, sameSite: 'lax' });
		const query = new URLSearchParams(url.searchParams);
		query.delete('/columns');
		const text = query.toString();
		redirect(303, text === '' ? '/dossiers' : `/dossiers?${text}`);
	}
};
