import { fail } from '@sveltejs/kit';
import type { SettingsForm } from '$lib/contract/desk-settings.ts';
import { needDeskUnit } from '$lib/server/desk/desk-unit.ts';
import { needMover } from '$lib/server/desk/http.ts';
import { keepDesk } from '$lib/server/desk/keep-desk.ts';
import { readSettings } from '$lib/server/desk/read-settings.ts';
import { readSetting, toTyped } from '$lib/server/desk/settings-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** For those who may move the unit's work: the same who may change how it is counted. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const { unit, units } = needDeskUnit(visitor, app.units, url.searchParams.get('unit'));
	return { units, official: url.searchParams.get('official'), settings: await readSettings(app, unit) };
};

/** What was typed comes back with a refusal, under the form it was typed in. */
async function keep(form: SettingsForm, { locals: { app, visitor }, request, url }: RequestEvent) {
	const { unit } = needDeskUnit(visitor, app.units, url.searchParams.get('unit'));
	const mover = needMover(visitor);
	const data = await request.formData();
	const typed = toTyped(data);
	const setting = readSetting(form, data, unit.code);
	if (typeof setting === 'string') return fail(400, { form, problem: setting, typed });
	const kept = await keepDesk(app, mover, setting);
	if (!kept.ok) return fail(400, { form, problem: kept.problem, typed });
	return { form, done: true as const };
}

export const actions: Actions = {
	capacity: (event) => keep('capacity', event),
	skills: (event) => keep('skills', event),
	absence: (event) => keep('absence', event),
	cancel: (event) => keep('cancel', event),
	effort: (event) => keep('effort', event),
	mark: (event) => keep('mark', event),
	lift: (event) => keep('lift', event)
};
