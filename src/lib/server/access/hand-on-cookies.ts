import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { SESSION_COOKIE, SESSION_S } from './library.ts';

interface Answer {
	readonly cookies: Cookies;
	/** Of the request: Secure is set exactly when it came by TLS, as the proxy in front says. */
	readonly url: URL;
}

/** Hands the library's Set-Cookie lines to the browser: never readable by scripts, never sent from other sites. */
export function handOnCookies({ cookies, url }: Answer, lines: readonly string[]): void {
	for (const line of lines) {
		for (const [name, { value, 'max-age': maxAge }] of parseSetCookieHeader(line)) {
			const options = toOptions(url);
			if (maxAge === 0) cookies.delete(name, options);
			else cookies.set(name, decodeURIComponent(value), maxAge === undefined ? options : { ...options, maxAge });
		}
	}
}

/** Gives the browser a session, or makes the one it has last on. `value` as `toSessionCookie` makes it. */
export function giveSession({ cookies, url }: Answer, value: string): void {
	cookies.set(SESSION_COOKIE, value, { ...toOptions(url), maxAge: SESSION_S });
}

export function takeSession({ cookies, url }: Answer): void {
	cookies.delete(SESSION_COOKIE, toOptions(url));
}

function toOptions(url: URL) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}
