import { fail, redirect } from '@sveltejs/kit';
import { freezeWordsNow } from '$lib/client/press/press-words.ts';
import { stateOf } from '$lib/domain/press/freeze-state.ts';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { freeze } from '$lib/server/press/freeze.ts';
import { needPress, needPressReader } from '$lib/server/press/press-access.ts';
import { readWish } from '$lib/server/press/press-form.ts';
import { readFreezes } from '$lib/server/press/read-freezes.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 200;

export const load: PageServerLoad = async ({ locals: { app, visitor } }) => {
	const { rights } = needPressReader(visitor);
	const now = app.now();
	const first = await app.db
		.selectFrom('unit')
		.select((eb) => eb.fn.min('goLiveOn').as('day'))
		.executeTakeFirst();
	const freezes = await readFreezes(app.db, SHOWN);
	const from = first?.day ?? toIsoDay(dayOf(now));
	const weekAgo = toIsoDay(dayOf(now) - 7);
	return {
		mayFreeze: rights.includes('freeze'),
		from,
		before: weekAgo >= from ? weekAgo : '',
		freezes: freezes.map((one) => {
			const { id, at, frozenByName, content, steps } = one;
			const publicFrom = steps.find((step) => step.kind === 'publish')?.publicFrom ?? null;
			const state = stateOf(one);
			const isEmbargoed = state === 'published' && publicFrom !== null && publicFrom > now;
			return { id, at, frozenByName, title: content.title, state: isEmbargoed ? ('embargoed' as const) : state };
		})
	};
};

export const actions: Actions = {
	freeze: async ({ locals: { app, visitor }, request }) => {
		const by = needPress(visitor, 'freeze');
		const form = await request.formData();
		const text = (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		};
		const typed = { at: text('at'), from: text('from'), before: text('before'), smallBelow: text('smallBelow') };
		const wish = readWish(form, app.now());
		if (wish === null) return fail(400, { problem: 'bad-form' as const, ...typed });
		const words = freezeWordsNow(app.province);
		const made = await freeze({ ...app, freshness: app.live.freshness('province') }, wish, words, by);
		if (!made.ok) return fail(400, { problem: made.problem, ...typed });
		redirect(303, `/press/${made.value}?done=frozen`);
	}
};
