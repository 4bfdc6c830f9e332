import { error, fail, redirect } from '@sveltejs/kit';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { need } from '$lib/server/access/need.ts';
import {
	addDifficulty,
	changeDifficulty,
	readDifficulties,
	readDifficultyHistory
} from '$lib/server/rollout/difficulties.ts';
import { readDifficulty } from '$lib/server/rollout/forms.ts';
import { kept, needKeeper } from '$lib/server/rollout/keeper.ts';
import { hasUnit } from '$lib/server/rollout/read-rollout.ts';
import type { RolloutProblem } from '$lib/contract/rollout-problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const unit = url.searchParams.get('unit') ?? undefined;
	if (unit !== undefined && !hasUnit(scope, unit)) error(404);
	const asked = url.searchParams.get('id');
	const id = readId(asked);
	if (asked !== null && id === null) error(404);
	const at = app.now();
	const ask = { catalogue: app.catalogue(), at };
	const [difficulties, history] = await Promise.all([
		readDifficulties(app.db, scope, { ...ask, unit }),
		id === null ? [] : readDifficultyHistory(app.db, scope, { ...ask, id })
	]);
	if (id !== null && history.length === 0) error(404);
	const keeps = kept(visitor);
	return {
		asOf: at,
		today: toIsoDay(dayOf(at)),
		difficulties,
		history,
		unit: unit ?? null,
		keeps,
		units: app.units.filter(({ code }) => keeps === 'province' || keeps.includes(code))
	};
};

export const actions: Actions = {
	add: async ({ locals: { app, visitor }, request }) => {
		const { scope, by } = needKeeper(visitor);
		const now = app.now();
		const form = await request.formData();
		const where = textOf(form, 'unit');
		const unit = where === '' ? null : where;
		const mayWrite =
			unit === null ? scope === 'province' : hasUnit(scope, unit) && app.units.some(({ code }) => code === unit);
		if (!mayWrite) return refuse('unit', form);
		const terms = readDifficulty(form, dayOf(now));
		if (!terms.ok) return refuse(terms.problem, form);
		const id = await addDifficulty(app.db, { unit, by, now, terms: terms.value });
		redirect(303, `/rollout/difficulties?saved=${id}`);
	},
	change: async ({ locals: { app, visitor }, request, url }) => {
		const { scope, by } = needKeeper(visitor);
		const now = app.now();
		const form = await request.formData();
		const id = readId(url.searchParams.get('id'));
		if (id === null) error(404);
		const terms = readDifficulty(form, dayOf(now));
		if (!terms.ok) return refuse(terms.problem, form);
		const seen = Number(textOf(form, 'version'));
		const outcome = await changeDifficulty(app.db, scope, { id, seen, by, now, terms: terms.value });
		if (outcome === 'unknown') error(404);
		if (outcome === 'changed') return refuse('changed', form);
		redirect(303, `/rollout/difficulties?id=${id}&saved=${id}`);
	}
};

const FIELDS = ['unit', 'what', 'since', 'blocks', 'responsible', 'deadline', 'authority', 'result'] as const;

function refuse(problem: RolloutProblem, form: FormData) {
	const typed = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)])) as Record<
		(typeof FIELDS)[number],
		string
	>;
	return fail(400, { problem, typed: { ...typed, isClosed: textOf(form, 'isClosed') !== '' } });
}

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

function readId(text: string | null): number | null {
	return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
