import { redirect } from '@sveltejs/kit';
import { THEMES } from '$lib/client/shell-model.ts';
import { cookieName, isLocale } from '$lib/paraglide/runtime.js';
import { keepLocale } from '$lib/server/access/keep-locale.ts';
import type { RequestHandler } from './$types';

const YEAR_S = 365 * 24 * 60 * 60;

/** Language and theme of a visitor, by plain form, so that they work before any script. Unknown values change nothing. */
export const POST: RequestHandler = async ({ request, cookies, url, locals: { app } }) => {
	const form = await request.formData();
	const options = {
		path: '/',
		maxAge: YEAR_S,
		sameSite: 'lax',
		httpOnly: false,
		secure: url.protocol === 'https:'
	} as const;
	const theme = THEMES.find((one) => one === form.get('theme'));
	if (theme !== undefined) cookies.set('theme', theme, options);
	const locale = form.get('locale');
	if (isLocale(locale)) {
		cookies.set(cookieName, locale, options);
		// Mail has no cookie to go by.
		const { account } = await app.visitorOf(request.headers, '/');
		if (account !== null) await keepLocale(app.db, account.id, locale);
	}
	const back = form.get('back');
	redirect(303, typeof back === 'string' && /^\/(?!\/|\\)/.test(back) ? back : '/');
};
