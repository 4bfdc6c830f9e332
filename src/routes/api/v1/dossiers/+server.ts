import { error, json } from '@sveltejs/kit';
import { readListAddress } from '$lib/domain/figure/filter-address.ts';
import { momentsAt } from '$lib/domain/figure/moments.ts';
import { toIsoInstant } from '$lib/domain/time/instant.ts';
import { need } from '$lib/server/access/need.ts';
import { readPastOf } from '$lib/server/past/read-past-of.ts';
import { toAsOf } from '$lib/server/past/past.ts';
import { readDossierPage } from '$lib/server/read/dossier-list.ts';
import { PAGE_ROWS } from '$lib/server/read/list-paging.ts';
import { readDossiersAt } from '$lib/server/read/dossiers-at.ts';
import { toPublicDossier } from '$lib/server/read/public-dossier.ts';
import type { RequestHandler } from './$types';

/** `GET /api/v1/dossiers?figure=overdue&resolving=31825&sort=due&limit=100&after=…` → one page, with the total. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url: { searchParams } }) => {
	const scope = need(visitor, 'view');
	const { filter, sort, after, before, dropped } = readListAddress(searchParams);
	if (dropped.length > 0) error(400, `no such value: ${dropped.join(', ')}`);
	const limit = searchParams.get('limit') ?? String(PAGE_ROWS);
	if (!/^(?:[1-9]\d?|100)$/.test(limit)) error(400, 'limit must be a whole number from 1 to 100');
	const rows = Number(limit);
	const catalogue = app.catalogue();
	const past = await readPastOf(app, searchParams);
	const now = past?.at ?? app.now();
	const matching = { scope, filter, moments: momentsAt(now, catalogue.calendarFor(null, now)), catalogue };
	const page =
		past === null
			? await readDossierPage(app.db, matching, { sort, after, before, rows })
			: await readDossiersAt(app.db, matching, toAsOf(past), { sort, after, before, rows });
	const { version, total, next, previous } = page;
	return json({
		version,
		asOf: toIsoInstant(now),
		simulated: await app.isSimulated(),
		total,
		dossiers: page.rows.map(toPublicDossier),
		next,
		previous
	});
};
