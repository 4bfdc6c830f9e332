import { error, fail } from '@sveltejs/kit';
import type { FeedOutletRow } from '$lib/contract/feed-outlet.ts';
import { findSilence } from '$lib/domain/freshness/silence.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import { isUuid } from '$lib/server/desk/read-moves.ts';
import { listFeedKeys } from '$lib/server/feeds/feed-keys.ts';
import { listFeeds } from '$lib/server/feeds/feeds.ts';
import { findCursor, listRefused } from '$lib/server/feeds/refused-records.ts';
import { replay } from '$lib/server/ingest/replay.ts';
import { setOutlet } from '$lib/server/outbox/outlets.ts';
import { listDead, listOutlets } from '$lib/server/outbox/read-reassignments.ts';
import { resendDead } from '$lib/server/outbox/resend.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;
const MOST_DEAD = 100;
const WAYS = ['none', 'pull', 'push'] as const;

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	need(visitor, 'administer');
	const text = url.searchParams.get('after');
	const after = text === null ? undefined : findCursor(text);
	if (after === null) error(400);
	const [feeds, keys, outlets, dead, refused] = await Promise.all([
		listFeeds(app.db),
		listFeedKeys(app.db),
		listOutlets(app.db),
		listDead(app.db, MOST_DEAD),
		listRefused(app.db, { limit: PAGE, ...(after === undefined ? {} : { after }) })
	]);
	const now = app.now();
	const calendar = app.catalogue().calendarFor(null, now);
	return {
		now,
		feeds: feeds.map((feed) => ({
			...feed,
			keys: keys.filter(({ feedId }) => feedId === feed.id),
			silence: findSilence(feed.lastRecordAt, feed.silentAfterMinutes, now, calendar)
		})),
		outlets: feeds.map(({ id, name }): FeedOutletRow => ({
			id,
			name,
			outlet: outlets.find(({ feedId }) => feedId === id) ?? null
		})),
		dead,
		refused,
		onFirstPage: after === undefined
	};
};

export const actions: Actions = {
	/** Judges the refused records of a feed again, or the one record that is named. */
	replay: async ({ locals: { app, visitor }, request }) => {
		need(visitor, 'administer');
		const { id, name } = needAccount(visitor);
		const note = (target: string | null, { accepted }: { accepted: number }) =>
			audit(app.db, { at: app.now(), actor: { id, name }, action: 'records-replayed', target, details: { accepted } });
		const form = await request.formData();
		const [feedId, batchId, position] = ['feed', 'batch', 'position'].map((name) => form.get(name));
		if (typeof feedId === 'string') {
			const replayed = await replay(app.ingest, { feedId });
			await note(feedId, replayed);
			return { replayed };
		}
		const place = { batchId: Number(batchId ?? Number.NaN), position: Number(position ?? Number.NaN) };
		if (!Number.isSafeInteger(place.batchId) || !Number.isSafeInteger(place.position)) return fail(400);
		const replayed = await replay(app.ingest, { records: [place] });
		await note(null, replayed);
		return { replayed };
	},
	/** How the system behind a feed hears of moves. A new secret is shown in the answer, and never again. */
	outlet: async ({ locals: { app, visitor }, request }) => {
		need(visitor, 'administer');
		const { id, name } = needAccount(visitor);
		const form = await request.formData();
		const [feed, url] = ['feed', 'url'].map((key) => {
			const value = form.get(key);
			return typeof value === 'string' ? value.trim() : '';
		}) as [string, string];
		const way = WAYS.find((one) => one === form.get('way'));
		if (way === undefined) return fail(400);
		const set = await setOutlet(app.db, {
			feed,
			wish: way === 'push' ? { url } : way,
			actor: { id, name },
			now: app.now(),
			authSecret: app.authSecret,
			allowPrivate: app.config.webhook.allowPrivate
		});
		if (!set.ok) return fail(400, { outlet: { feed, way, url, problem: set.problem, secret: null } });
		app.wake();
		return { outlet: { feed, way, url: '', problem: null, secret: set.secret } };
	},
	/** Sends dead letters of a feed again, or the one that is named. */
	resend: async ({ locals: { app, visitor }, request }) => {
		need(visitor, 'administer');
		const { id: accountId, name } = needAccount(visitor);
		const form = await request.formData();
		const [feed, letter] = [form.get('feed'), form.get('letter')];
		if (typeof feed !== 'string' || (letter !== null && (typeof letter !== 'string' || !isUuid(letter))))
			return fail(400);
		const resent = await resendDead(app.db, {
			feedId: feed,
			...(letter === null ? {} : { id: letter }),
			actor: { id: accountId, name },
			now: app.now()
		});
		app.wake();
		return { resent };
	}
};
