import { json } from '@sveltejs/kit';
import { need } from '$lib/server/access/need.ts';
import { shareRollout } from '$lib/server/rollout/read-rollout.ts';
import type { RequestHandler } from './$types';

/** The rollout anew, for a screen that saw the ledger move. */
export const GET: RequestHandler = async ({ locals: { app, visitor } }) => {
	const scope = need(visitor, 'view');
	return json(await shareRollout(app, scope), { headers: { 'cache-control': 'no-store' } });
};
