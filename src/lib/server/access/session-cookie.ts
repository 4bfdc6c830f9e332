import { createHmac, timingSafeEqual } from 'node:crypto';
import { SESSION_COOKIE } from './library.ts';

/** The token of a session as its cookie carries it: with the library's signature, so that a made-up one costs no query. */
export function toSessionCookie(token: string, secret: string): string {
	return `${token}.${sign(token, secret)}`;
}

/** The token in a cookie header; null without one or with a signature that is not ours. */
export function findSessionToken(cookieHeader: string | null, secret: string): string | null {
	for (const part of (cookieHeader ?? '').split(';')) {
		const at = part.indexOf('=');
		if (at === -1 || part.slice(0, at).trim() !== SESSION_COOKIE) continue;
		const value = decode(part.slice(at + 1).trim());
		const dot = value.lastIndexOf('.');
		const [token, signature] = [value.slice(0, dot), value.slice(dot + 1)];
		if (dot > 0 && isSame(signature, sign(token, secret))) return token;
	}
	return null;
}

function sign(token: string, secret: string): string {
	return createHmac('sha256', secret).update(token).digest('base64');
}

function isSame(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
