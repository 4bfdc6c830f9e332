import { json } from '@sveltejs/kit';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { listOffers } from '$lib/server/desk/read-moves.ts';
import type { RequestHandler } from './$types';

/** `GET ?unit=31825` → offers the unit got, and those it made: waiting, or answered of late. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const unit = url.searchParams.get('unit') ?? '';
	needUnit(visitor, unit);
	return json(await listOffers(app.db, app.catalogue(), unit, app.now()));
};
