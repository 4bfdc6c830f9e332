import { SINGLE_SIGN_ON } from './library.ts';
import { audit } from '../audit/write-audit.ts';
import { auditSignIn, orNull, type SignInDeps, toLibraryHeaders } from './sign-in.ts';
import type { Origin } from './sessions.ts';

export interface SentAway {
	/** Where the provider asks who it is. */
	readonly url: string;
	/** Set-Cookie lines: only the browser that left may come back. */
	readonly cookies: readonly string[];
}

/** Sends somebody to the province's single sign-on; they come back to `to`. Null: the provider does not answer. */
export async function beginSingleSignOn({ library }: SignInDeps, to: string, origin: Origin): Promise<SentAway | null> {
	const answer = await library.api
		.signInSocial({
			body: {
				provider: SINGLE_SIGN_ON,
				callbackURL: to,
				errorCallbackURL: '/sign-in?sso=refused',
				disableRedirect: true
			},
			headers: toLibraryHeaders(null, origin),
			returnHeaders: true
		})
		.catch(orNull);
	const url = answer?.response.url;
	return url === undefined || answer === null ? null : { url, cookies: answer.headers.getSetCookie() };
}

/** Somebody comes back from the single sign-on: the library checks everything it brought and answers where to go. */
export async function endSingleSignOn(
	deps: SignInDeps,
	request: Request,
	origin: Origin
): Promise<{ to: string; cookies: readonly string[] }> {
	const headers = toLibraryHeaders(request.headers.get('cookie'), origin);
	const response = await deps.library.handler(new Request(request.url, { headers }));
	const cookies = response.headers.getSetCookie();
	const to = response.headers.get('location') ?? '/sign-in?sso=refused';
	if (isRefused(to))
		await audit(deps.db, {
			at: deps.now(),
			actor: null,
			action: 'sign-in-refused',
			details: { way: 'single-sign-on' }
		});
	else await auditSignIn(deps, cookies, { way: 'single-sign-on' });
	return { to: isRefused(to) ? '/sign-in?sso=refused' : to, cookies };
}

function isRefused(to: string): boolean {
	return new URL(to, 'http://localhost').searchParams.has('error') || to.startsWith('/sign-in');
}
