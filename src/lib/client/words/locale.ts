import { formatFor, type Format } from '$lib/client/format.ts';
import { getLocale } from '$lib/paraglide/runtime.js';

/** The formatter of the reader's language. Call it while rendering, not when the module loads: a server has many readers. */
export function currentFormat(): Format {
	return formatFor(getLocale());
}
