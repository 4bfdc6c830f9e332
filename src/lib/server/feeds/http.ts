import { HTTP_PROBLEMS, type HttpProblem, type HttpProblemCode } from '../../contract/http-problem.ts';
import type { FeedFacts } from '../ingest/inbox.ts';
import type { KeyCheck } from './feed-keys.ts';

/** The feed a request speaks for: its path names it and its bearer key is one of that feed; null otherwise. */
export async function findCaller(request: Request, feed: string, checkKey: KeyCheck): Promise<FeedFacts | null> {
	const [, key] = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
	const caller = key === undefined ? null : await checkKey(key);
	return caller?.id === feed ? caller : null;
}

/** A refusal of a request as a whole. */
export function refuse(code: HttpProblemCode, details: Pick<HttpProblem, 'detail' | 'line' | 'column'> = {}): Response {
	const { status, vi, en } = HTTP_PROBLEMS[code];
	const body: HttpProblem = { type: 'about:blank', status, code, title: vi, titleEn: en, ...details };
	const headers = new Headers({ 'Content-Type': 'application/problem+json; charset=utf-8' });
	if (status === 401) headers.set('WWW-Authenticate', 'Bearer realm="feeds"');
	if (status === 503) headers.set('Retry-After', '5');
	// The rest of the body is not read; the next request needs a connection without it.
	if (status === 413 || status === 503) headers.set('Connection', 'close');
	return new Response(JSON.stringify(body), { status, headers });
}
