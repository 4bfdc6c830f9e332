import { error, fail } from '@sveltejs/kit';
import type { RolloutProblem } from '$lib/contract/rollout-problem.ts';
import { dayOf } from '$lib/domain/time/instant.ts';
import { readPast } from '$lib/domain/time/past.ts';
import { need } from '$lib/server/access/need.ts';
import { toPastView } from '$lib/server/past/past.ts';
import { readTarget, readTick } from '$lib/server/rollout/forms.ts';
import { setTarget, tickMilestone } from '$lib/server/rollout/keep-rollout.ts';
import { kept, needKeeperOf } from '$lib/server/rollout/keeper.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { actualOf, hasUnit, readRollout, shareRollout } from '$lib/server/rollout/read-rollout.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const ask = readPast(url.searchParams, app.now());
	const unit = url.searchParams.get('unit');
	if (unit !== null && !hasUnit(scope, unit)) error(404);
	const isPast = ask !== null && ask !== 'refused';
	const past = isPast ? await toPastView(app.db, ask) : null;
	const [rollout, view] = await Promise.all([
		past === null ? shareRollout(app, scope) : readRollout(app, scope, past),
		past === null ? app.live.view({}, scope, openerOf(visitor)) : null
	]);
	if (unit !== null && !rollout.units.some((row) => row.unit === unit)) error(404);
	return {
		rollout,
		view,
		past,
		refused: ask === 'refused',
		units: app.units,
		map: await app.map(),
		freshness: app.live.freshness(scope),
		// What was cannot be changed.
		keeps: past === null ? kept(visitor) : []
	};
};

export const actions: Actions = {
	tick: async ({ locals: { app, visitor }, request, url }) => {
		const unit = url.searchParams.get('unit') ?? '';
		const { by } = needKeeperOf(visitor, unit, app.units);
		const now = app.now();
		const form = await request.formData();
		const tick = readTick(form, dayOf(now));
		if (!tick.ok) return refuse('tick', tick.problem, form);
		await tickMilestone(app.db, { unit, by, now, ...tick.value });
		return { saved: 'tick' };
	},
	target: async ({ locals: { app, visitor }, request, url }) => {
		const unit = url.searchParams.get('unit') ?? '';
		const { by } = needKeeperOf(visitor, unit, app.units);
		const now = app.now();
		const form = await request.formData();
		const target = readTarget(form, dayOf(now));
		if (!target.ok) return refuse('target', target.problem, form);
		const { figure, terms } = target.value;
		const { units } = await readRollout(app, { units: [unit], hands: [] });
		const row = units.find((one) => one.unit === unit);
		if (row === undefined) error(404);
		const withStart = terms === null ? null : { ...terms, startedAt: actualOf(row, figure) };
		await setTarget(app.db, { unit, by, now, figure, terms: withStart });
		return { saved: 'target' };
	}
};

function refuse(what: 'tick' | 'target', problem: RolloutProblem, form: FormData) {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const typed = {
		milestone: text('milestone'),
		day: text('day'),
		figure: text('figure'),
		value: text('value'),
		dueOn: text('dueOn')
	};
	return fail(400, { refused: what, problem, typed });
}
