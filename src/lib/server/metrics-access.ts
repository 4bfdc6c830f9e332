import { hash, timingSafeEqual } from 'node:crypto';

/** Headers by which a proxy says that it asks for somebody else. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip'];

/**
 * Whether a request may read the metrics: it comes from this machine itself, or it knows the token.
 * `peer`: address at the other end of the connection.
 */
export function mayReadMetrics(headers: Headers, peer: string | undefined, token: string | null): boolean {
	const [, given] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? [];
	if (token !== null && given !== undefined) return timingSafeEqual(digest(given), digest(token));
	return isThisMachine(peer) && !FORWARDED.some((name) => headers.has(name));
}

function isThisMachine(peer = ''): boolean {
	return peer === '::1' || /^(::ffff:)?127\./.test(peer);
}

function digest(text: string): Buffer {
	return hash('sha256', text, 'buffer');
}
