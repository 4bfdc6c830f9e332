import { getContext, setContext } from 'svelte';
import type { PastView } from '$lib/contract/past-view.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import { toOfficeText } from '$lib/domain/time/past.ts';

const KEY = Symbol('past');
type PastFilter = Pick<Filter, 'at' | 'known'>;

/** The part of every list's address on a page that shows a past instant; nothing on others. */
export function toPastFilter(past: PastView | null): PastFilter {
	if (past === null) return {};
	return { at: toOfficeText(past.at), ...(past.known === 'now' ? { known: 'now' } : {}) };
}

/** Lets every link of the page lead to the same instant. Call it while the page is made. */
export function setPastFilter(past: () => PastView | null): void {
	setContext(KEY, () => toPastFilter(past()));
}

/** Lets every link of the page lead to a list narrowed like the page itself. Call it while the page is made. */
export function setPageFilter(filter: () => Filter): void {
	setContext(KEY, filter);
}

export function getPastFilter(): () => Filter {
	return getContext<(() => Filter) | undefined>(KEY) ?? (() => ({}));
}

/** Only the instant the page shows, for links to what is not a list narrowed like it. */
export function getInstant(): () => PastFilter {
	const filter = getPastFilter();
	return () => {
		const { at, known } = filter();
		return { ...(at === undefined ? {} : { at }), ...(known === undefined ? {} : { known }) };
	};
}
