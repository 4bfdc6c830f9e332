const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: one that another site makes a browser send may not. Programs show a key, which no
 * browser adds by itself; everybody else must come from our own pages, whatever the type of the body.
 */
export function isFromUs(request: Request, url: URL): boolean {
	if (READING.has(request.method)) return true;
	if (request.headers.has('authorization') && !request.headers.has('cookie')) return true;
	return request.headers.get('origin') === url.origin;
}
