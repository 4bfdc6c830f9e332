import type { Format } from '$lib/client/format.ts';
import type { Named } from '$lib/contract/named.ts';

/** The name of a thing of the catalogue in the reader's language. */
export function named(thing: Named, format: Format): string {
	return format.locale === 'vi' ? thing.name : thing.nameEn;
}
