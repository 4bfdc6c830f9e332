import { error, redirect } from '@sveltejs/kit';
import { handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { SINGLE_SIGN_ON } from '$lib/server/access/library.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { endSingleSignOn } from '$lib/server/access/single-sign-on.ts';
import type { RequestHandler } from './$types';

/** Back from the single sign-on. The only address of the sign-in library that is open from outside. */
export const GET: RequestHandler = async (event) => {
	const { app } = event.locals;
	if (app.config.auth.oidc === null || event.params.provider !== SINGLE_SIGN_ON) error(404);
	const { to, cookies } = await endSingleSignOn(app, event.request, toOrigin(event));
	handOnCookies(event, cookies);
	redirect(303, to);
};
