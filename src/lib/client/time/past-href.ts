/**
 * The same page at another instant or by another knowledge; null takes a key away. Places of pages mean nothing there, so
 * it begins at the first.
 */
export function hrefWith(url: URL, change: Readonly<Record<string, string | null>>): string {
	const query = new URLSearchParams(url.searchParams);
	const changes: Readonly<Record<string, string | null>> = { after: null, before: null, ...change };
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) query.delete(key);
		else query.set(key, value);
	}
	const text = query.toString();
	return text === '' ? url.pathname : `${url.pathname}?${text}`;
}
