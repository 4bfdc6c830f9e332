import { json } from '@sveltejs/kit';
import { toIsoInstant } from '$lib/domain/time/instant.ts';
import { findCaller, refuse } from '$lib/server/feeds/http.ts';
import { findCursor, listRefused } from '$lib/server/feeds/refused-records.ts';
import { readBody } from '$lib/server/ingest/read-body.ts';
import type { RequestHandler } from './$types';

/** Records of a feed, national or our own; answers with what became of each. 200: all are in the ledger; 207: some are not. */
export const POST: RequestHandler = async ({ locals: { app }, params, request }) => {
	const { take, checkKey, isFull, now } = app.ingest;
	const feed = await findCaller(request, params.feed, checkKey);
	if (feed === null) return refuse('bad-key');
	if (isFull()) return refuse('busy');
	const body = await readBody(request);
	if ('problem' in body) {
		const { code, ...details } = body.problem;
		return refuse(code, details);
	}
	const answer = await take({ feed, arrivedAt: now(), records: body.records });
	const complete = answer.waiting + answer.rejected === 0;
	return json(answer, { status: complete ? 200 : 207, headers: { 'Ledger-Version': String(answer.version) } });
};

const PAGE = 200;

/** Records that did not get in, newest first: `?outcome=rejected&after=…`, where `after` is the `next` of the page before. */
export const GET: RequestHandler = async ({ locals: { app }, params, request, url }) => {
	const feed = await findCaller(request, params.feed, app.ingest.checkKey);
	if (feed === null) return refuse('bad-key');
	const outcome = url.searchParams.get('outcome');
	if (outcome !== null && outcome !== 'waiting' && outcome !== 'rejected') {
		return refuse('bad-request', { detail: 'outcome is waiting or rejected' });
	}
	const after = url.searchParams.get('after');
	const cursor = after === null ? undefined : findCursor(after);
	if (cursor === null) return refuse('bad-request', { detail: 'after is the next of the page before' });
	const { records, next } = await listRefused(app.db, {
		feedId: feed.id,
		limit: PAGE,
		...(outcome === null ? {} : { outcome }),
		...(cursor === undefined ? {} : { after: cursor })
	});
	return json({
		records: records.map(({ feedId: _, arrivedAt, replayedAt, ...record }) => ({
			...record,
			arrivedAt: toIsoInstant(arrivedAt),
			replayedAt: replayedAt === null ? null : toIsoInstant(replayedAt)
		})),
		next
	});
};
