import { fail, redirect } from '@sveltejs/kit';
import { handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { toReturnPath } from '$lib/server/access/return-path.ts';
import { signInWithCode } from '$lib/server/access/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor }, url }) => {
	const to = toReturnPath(url.searchParams.get('to'));
	if (visitor.account !== null) redirect(303, to);
	return { to, isBackup: url.searchParams.has('backup') };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const code = form.get('code');
		const outcome = await signInWithCode(
			event.locals.app,
			{ code: typeof code === 'string' ? code.replaceAll(' ', '') : '', isBackup: form.has('backup') },
			event.request.headers.get('cookie'),
			toOrigin(event)
		);
		if (outcome.kind !== 'in') return fail(401, { refused: true });
		handOnCookies(event, outcome.cookies);
		redirect(303, toReturnPath(form.get('to')));
	}
};
