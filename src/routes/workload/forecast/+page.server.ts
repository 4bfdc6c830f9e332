import { error } from '@sveltejs/kit';
import { needDeskUnit } from '$lib/server/desk/desk-unit.ts';
import { readOutlook } from '$lib/server/desk/read-outlook.ts';
import type { PageServerLoad } from './$types';

/** The coming working days of a unit, as things go and "what if". The whole question is in the address. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url, request }) => {
	const { unit } = needDeskUnit(visitor, app.units, url.searchParams.get('unit'));
	return { outlook: (await readOutlook(app, unit, url.searchParams, request.signal)) ?? error(429) };
};
