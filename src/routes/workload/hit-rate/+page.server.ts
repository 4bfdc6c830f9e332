import { needDeskUnit } from '$lib/server/desk/desk-unit.ts';
import { readHitRate } from '$lib/server/desk/read-hit-rate.ts';
import type { PageServerLoad } from './$types';

/** How well lateness was foreseen in a unit, said also where it is poor. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const { unit } = needDeskUnit(visitor, app.units, url.searchParams.get('unit'));
	return { hitRate: await readHitRate(app, unit) };
};
