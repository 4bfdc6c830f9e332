import { json } from '@sveltejs/kit';
import { toIsoInstant } from '$lib/domain/time/instant.ts';
import { readFeedStatus } from '$lib/server/feeds/feeds.ts';
import { findCaller, refuse } from '$lib/server/feeds/http.ts';
import type { RequestHandler } from './$types';

/** Where the feed stands, so that a sender can go on where it stopped. */
export const GET: RequestHandler = async ({ locals: { app }, params, request }) => {
	const feed = await findCaller(request, params.feed, app.ingest.checkKey);
	if (feed === null) return refuse('bad-key');
	const { lastEventAt, ...status } = await readFeedStatus(app.db, feed.id);
	return json({ ...status, lastEventAt: lastEventAt === null ? null : toIsoInstant(lastEventAt) });
};
