import { fail, redirect } from '@sveltejs/kit';
import { changePassword } from '$lib/server/access/change-password.ts';
import { handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { needSignedIn } from '$lib/server/access/need.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { toLibraryHeaders } from '$lib/server/access/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor } }) => {
	const { mustChangePassword, isDemo, email } = needSignedIn(visitor);
	return { mustChangePassword, hasPassword: !isDemo, email };
};

export const actions: Actions = {
	default: async (event) => {
		const { app, visitor } = event.locals;
		const account = needSignedIn(visitor);
		const form = await event.request.formData();
		const read = (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		};
		const headers = toLibraryHeaders(event.request.headers.get('cookie'), toOrigin(event));
		const change = { current: read('current'), next: read('next'), again: read('again') };
		const changed = await changePassword(app, { account, headers }, change);
		if (!changed.ok) return fail(400, { problem: changed.problem });
		handOnCookies(event, changed.value);
		redirect(303, '/account?changed');
	}
};
