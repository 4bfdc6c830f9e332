import { error, fail, redirect } from '@sveltejs/kit';
import { freezeWordsNow } from '$lib/client/press/press-words.ts';
import { publicViewOf, stateOf } from '$lib/domain/press/freeze-state.ts';
import { readAuditOf } from '$lib/server/audit/read-audit-of.ts';
import { act, type PressAct } from '$lib/server/press/act.ts';
import { freeze } from '$lib/server/press/freeze.ts';
import { toWish } from '$lib/server/press/make-content.ts';
import { needPress, needPressReader } from '$lib/server/press/press-access.ts';
import { readChecks, readOfficeMinute, readReason } from '$lib/server/press/press-form.ts';
import { findFreeze } from '$lib/server/press/read-freezes.ts';
import { recheck } from '$lib/server/press/recheck.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const DONE = ['frozen', 'sign', 'publish', 'withdraw'] as const;

export const load: PageServerLoad = async ({ locals: { app, visitor }, params, url }) => {
	const actor = needPressReader(visitor);
	const found = await findFreeze(app.db, params.id);
	if (found === undefined) error(404);
	const { frozenBy, ...freeze } = found;
	const has = (right: 'freeze' | 'sign-off' | 'publish') => actor.rights.includes(right);
	const state = stateOf(freeze);
	return {
		freeze: { ...freeze, steps: freeze.steps.map(({ by: _, ...step }) => step) },
		state,
		isPublic: publicViewOf(freeze, app.now()) === 'numbers',
		done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
		may: {
			sign: has('sign-off') && state === 'draft' && frozenBy !== actor.id,
			publish: has('publish') && state === 'signed',
			correct: has('freeze') && state === 'published',
			withdraw: has('publish') && state !== 'withdrawn',
			recheck: has('freeze')
		},
		entries: await readAuditOf(app.db, found.id),
		units: app.units.map(({ code, name, nameEn }) => ({ code, name, nameEn }))
	};
};

async function take({ locals: { app, visitor }, params }: RequestEvent, asked: PressAct) {
	const actor = needPress(visitor, asked.kind === 'sign' ? 'sign-off' : 'publish');
	const result = await act(app.db, params.id, asked, actor, app.now());
	if (result.ok) redirect(303, `/press/${params.id}?done=${asked.kind}`);
	if (result.problem === 'not-found') error(404);
	return fail(result.problem === 'bad-form' ? 400 : 409, { problem: result.problem });
}

const badForm = () => fail(400, { problem: 'bad-form' as const });

export const actions: Actions = {
	sign: async (event) => {
		needPress(event.locals.visitor, 'sign-off');
		return take(event, { kind: 'sign', checks: readChecks(await event.request.formData()) });
	},
	publish: async (event) => {
		needPress(event.locals.visitor, 'publish');
		const publicFrom = readOfficeMinute((await event.request.formData()).get('publicFrom'));
		return publicFrom === 'none' ? badForm() : take(event, { kind: 'publish', publicFrom });
	},
	withdraw: async (event) => {
		needPress(event.locals.visitor, 'publish');
		const reason = readReason(await event.request.formData());
		return reason === undefined ? badForm() : take(event, { kind: 'withdraw', reason });
	},
	correct: async ({ locals: { app, visitor }, params, request }) => {
		const by = needPress(visitor, 'freeze');
		const reason = readReason(await request.formData());
		const replaced = await findFreeze(app.db, params.id);
		if (replaced === undefined) error(404);
		if (reason === undefined) return badForm();
		// The same choice counted for the present minute, by what is known now.
		const wish = { ...toWish(replaced.content), at: app.now() };
		const words = freezeWordsNow(app.province);
		const deps = { ...app, freshness: app.live.freshness('province') };
		const made = await freeze(deps, wish, words, by, { replaces: params.id, reason });
		if (!made.ok) return fail(409, { problem: made.problem });
		redirect(303, `/press/${made.value}?done=frozen`);
	},
	recheck: async ({ locals: { app, visitor }, params }) => {
		needPress(visitor, 'freeze');
		const found = await findFreeze(app.db, params.id);
		if (found === undefined) error(404);
		return { recheck: await recheck(app.db, app.catalogue(), found.content, app.now()) };
	}
};
