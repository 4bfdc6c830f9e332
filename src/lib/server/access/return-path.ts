/** Where to go after signing in: a path of ours, never another site; the overview for anything else. */
export function toReturnPath(text: unknown): string {
	const isOurs = typeof text === 'string' && /^\/(?![/\\])/.test(text) && !text.startsWith('/sign-');
	return isOurs ? text : '/';
}
