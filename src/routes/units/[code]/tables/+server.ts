import { error, json } from '@sveltejs/kit';
import { readSide } from '$lib/client/unit/unit-side.ts';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { shareUnitTables } from '$lib/server/read/unit-tables-shared.ts';
import type { RequestHandler } from './$types';

/** The tables of the page anew, for a screen that saw its unit change. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params: { code }, url }) => {
	const scope = needUnit(visitor, code);
	const side = readSide(url.searchParams.get('side'));
	if (side === null) error(400);
	const tables = await shareUnitTables(app.db, scope, app.catalogue(), { unit: code, side }, app.now);
	return json(tables, { headers: { 'cache-control': 'no-store' } });
};
