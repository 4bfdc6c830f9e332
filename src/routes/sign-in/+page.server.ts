import { fail, redirect } from '@sveltejs/kit';
import { enterDemo, listDemoPeople } from '$lib/server/access/demo-accounts.ts';
import { giveSession, handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { toReturnPath } from '$lib/server/access/return-path.ts';
import { signInWithPassword } from '$lib/server/access/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const to = toReturnPath(url.searchParams.get('to'));
	if (visitor.account !== null) redirect(303, to);
	return {
		to,
		sso: app.config.auth.oidc?.name ?? null,
		ssoRefused: url.searchParams.get('sso') === 'refused',
		signedOut: url.searchParams.has('bye'),
		demo: await listDemoPeople(app)
	};
};

export const actions: Actions = {
	password: async (event) => {
		const { app } = event.locals;
		const form = await event.request.formData();
		const [email, password] = [form.get('email'), form.get('password')];
		if (typeof email !== 'string' || typeof password !== 'string')
			return fail(400, { refused: true, waitMs: null, email: '' });
		const outcome = await signInWithPassword(app, { email: email.trim(), password }, toOrigin(event));
		if (outcome.kind === 'refused') {
			const waitMs = outcome.waitUntil === null ? null : outcome.waitUntil - app.now();
			return fail(waitMs === null ? 401 : 429, { refused: true, waitMs, email });
		}
		handOnCookies(event, outcome.cookies);
		const to = toReturnPath(form.get('to'));
		redirect(303, outcome.kind === 'in' ? to : `/sign-in/second-factor?to=${encodeURIComponent(to)}`);
	},

	/** Enters as somebody of the demonstration. */
	demo: async (event) => {
		const form = await event.request.formData();
		const role = form.get('role');
		const cookie = typeof role === 'string' ? await enterDemo(event.locals.app, role, toOrigin(event)) : null;
		if (cookie === null) return fail(403, { demoGone: true });
		giveSession(event, cookie);
		redirect(303, toReturnPath(form.get('to')));
	}
};
