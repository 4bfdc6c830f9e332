import { error, redirect } from '@sveltejs/kit';
import { handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { toReturnPath } from '$lib/server/access/return-path.ts';
import { beginSingleSignOn } from '$lib/server/access/single-sign-on.ts';
import type { RequestHandler } from './$types';

/** Off to the province's single sign-on. A link and no form: a form may lead nowhere but here (form-action). */
export const GET: RequestHandler = async (event) => {
	const { app } = event.locals;
	if (app.config.auth.oidc === null) error(404);
	const away = await beginSingleSignOn(app, toReturnPath(event.url.searchParams.get('to')), toOrigin(event));
	if (away === null) error(503);
	handOnCookies(event, away.cookies);
	redirect(303, away.url);
};
