import { json } from '@sveltejs/kit';
import { findCaller, refuse } from '$lib/server/feeds/http.ts';
import { pageReassignments } from '$lib/server/outbox/read-reassignments.ts';
import type { RequestHandler } from './$types';

const PAGE = 200;

/** Moves of the feed's dossiers, oldest first: `?after=`, where `after` is the `next` of the page before. */
export const GET: RequestHandler = async ({ locals: { app }, params, request, url }) => {
	const feed = await findCaller(request, params.feed, app.ingest.checkKey);
	if (feed === null) return refuse('bad-key');
	const after = url.searchParams.get('after') ?? '0';
	if (!/^\d{1,15}$/.test(after)) return refuse('bad-request', { detail: 'after is the next of the page before' });
	return json(await pageReassignments(app.db, feed.id, { after: Number(after), limit: PAGE }));
};
