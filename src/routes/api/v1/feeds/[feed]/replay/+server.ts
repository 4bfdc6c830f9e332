import { json } from '@sveltejs/kit';
import { findCaller, refuse } from '$lib/server/feeds/http.ts';
import { replay } from '$lib/server/ingest/replay.ts';
import type { RequestHandler } from './$types';

/** Judges the feed's waiting and rejected records again; answers with how many of them became what. */
export const POST: RequestHandler = async ({ locals: { app }, params, request }) => {
	const feed = await findCaller(request, params.feed, app.ingest.checkKey);
	if (feed === null) return refuse('bad-key');
	const answer = await replay(app.ingest, { feedId: feed.id });
	return json(answer, { headers: { 'Ledger-Version': String(answer.version) } });
};
