import { json } from '@sveltejs/kit';
import { need } from '$lib/server/access/need.ts';
import { readFlowsOf } from '$lib/server/flows/flows-page.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import type { RequestHandler } from './$types';

/** The flows anew, for a screen that saw something change. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const flows = await readFlowsOf(app, scope, url.searchParams, null, openerOf(visitor));
	return json(flows, { headers: { 'cache-control': 'no-store' } });
};
