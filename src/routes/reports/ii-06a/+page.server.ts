import { need } from '$lib/server/access/need.ts';
import { readReportWish } from '$lib/server/report/report-ask.ts';
import { readReportPage } from '$lib/server/report/report-page.ts';
import type { PageServerLoad } from './$types';

/** A period that cannot be read is dropped with a notice, never an error: addresses are shared and typed by hand. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const now = app.now();
	const { compareAt, dropped, ...wish } = readReportWish(url.searchParams, now);
	const report = await readReportPage(app.db, app.catalogue(), { ...wish, scope }, compareAt, now);
	return { report, dropped };
};
