import { lookup as lookUp } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { checkAddress, isPrivate, isThisMachine } from './outlet-address.ts';

/** What came back, or why nothing did: a code, never words of the other side. */
export type Posted = { readonly status: number; readonly body: string } | { readonly problem: string };

interface Post {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly timeoutMs: number;
	readonly allowPrivate: boolean;
	/** The application stops. */
	readonly signal: AbortSignal;
}

/** Of an answer no more is read. */
const MOST_BYTES = 65_536;

/**
 * Posts once: no redirect is followed, nothing goes to an address the rules forbid (the name is looked up and judged for
 * the very connection that is made), and it ends within `timeoutMs`, answer included. Never throws.
 */
export function postWebhook({ url, headers, body, timeoutMs, allowPrivate, signal }: Post): Promise<Posted> {
	const forbidden = checkAddress(url, allowPrivate);
	if (forbidden !== null) return Promise.resolve({ problem: forbidden });
	const address = new URL(url);
	const { request } = address.protocol === 'https:' ? https : http;
	const isFree = allowPrivate || isThisMachine(address.hostname);
	return new Promise((resolve) => {
		const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
		const fail = (error: Error & { code?: string }): void => {
			const isLate = ends.aborted && !signal.aborted;
			resolve({ problem: isLate ? 'timeout' : signal.aborted ? 'stopped' : (error.code ?? 'failed').slice(0, 60) });
		};
		const sent = request(
			address,
			{
				method: 'POST',
				headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
				signal: ends,
				// Of its own: what another attempt left behind on a shared one must not decide this one.
				agent: false,
				...(isFree ? {} : { lookup: lookUpPublic })
			},
			(response) => {
				const parts: Buffer[] = [];
				let bytes = 0;
				response.on('data', (part: Buffer) => {
					bytes += part.length;
					if (bytes <= MOST_BYTES) parts.push(part);
					else response.destroy(Object.assign(new Error('too much'), { code: 'answer-too-large' }));
				});
				response.on('error', fail);
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') })
				);
			}
		);
		sent.on('error', fail);
		sent.end(body);
	});
}

/** Looks a name up and refuses it if any address it leads to is no public place. */
const lookUpPublic: LookupFunction = (hostname, options, done) => {
	lookUp(hostname, { ...options, all: true }, (error, found) => {
		if (error !== null) done(error, '', 0);
		else if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
			done(Object.assign(new Error('private address'), { code: 'private-address' }), '', 0);
		else if (options.all === true) done(null, found);
		else done(null, found[0]?.address ?? '', found[0]?.family ?? 4);
	});
};
