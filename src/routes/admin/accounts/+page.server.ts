import { fail } from '@sveltejs/kit';
import { createAccount } from '$lib/server/access/accounts.ts';
import { toAdministrator } from '$lib/server/access/administrator.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { readAccounts } from '$lib/server/access/read-accounts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor } }) => {
	need(visitor, 'administer');
	return { now: app.now(), accounts: await readAccounts(app.db, app.now()) };
};

export const actions: Actions = {
	create: async ({ locals: { app, visitor }, request }) => {
		need(visitor, 'administer');
		const form = await request.formData();
		const [name, email] = [form.get('name'), form.get('email')].map((value) =>
			typeof value === 'string' ? value : ''
		);
		const made = await createAccount(app.db, {
			name: name ?? '',
			email: email ?? '',
			password: null,
			by: toAdministrator(needAccount(visitor)),
			now: app.now()
		});
		if (!made.ok) return fail(400, { problem: made.problem, name, email });
		return { made: { ...made.value, name: name ?? '' } };
	}
};
