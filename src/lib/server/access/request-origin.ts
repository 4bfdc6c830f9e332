import type { Origin } from './sessions.ts';

/** Where a request comes from, cut to what is worth keeping. */
export function toOrigin(event: { readonly request: Request; getClientAddress(): string }): Origin {
	const browser = event.request.headers.get('user-agent');
	return { address: event.getClientAddress(), browser: browser === null ? null : browser.slice(0, 300) };
}
