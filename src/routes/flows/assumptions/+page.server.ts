import { fail } from '@sveltejs/kit';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import {
	ASSUMPTION_FIELDS,
	type AssumptionField,
	enterAssumptions,
	listAssumptions,
	readAssumptionForm,
	readAssumptions
} from '$lib/server/flows/assumptions.ts';
import type { Actions, PageServerLoad } from './$types';

/** On what the estimate of ways rests: everybody may read it, administrators enter it. */
export const load: PageServerLoad = async ({ locals: { app, visitor } }) => {
	need(visitor, 'view');
	const now = app.now();
	const [inForce, entered] = await Promise.all([readAssumptions(app.db, now), listAssumptions(app.db)]);
	return { now, today: toIsoDay(dayOf(now)), inForce, entered, mayEnter: visitor.access.administer === 'province' };
};

export const actions: Actions = {
	enter: async ({ locals: { app, visitor }, request }) => {
		need(visitor, 'administer');
		const { id, name } = needAccount(visitor);
		const form = await request.formData();
		const typed = Object.fromEntries(
			ASSUMPTION_FIELDS.map((field) => {
				const value = form.get(field);
				return [field, typeof value === 'string' ? value : ''];
			})
		) as Record<AssumptionField, string>;
		const read = readAssumptionForm(typed);
		if (!read.ok) return fail(400, { wrong: read.wrong, typed });
		await enterAssumptions(app.db, read.value, { id, name }, app.now());
		return { saved: true };
	}
};
