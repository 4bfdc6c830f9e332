import { type Filter, readFilter } from './filter.ts';
import { readSort, type Sort, USUAL_SORT } from './filter-sort.ts';

/** What an address asks of a list. */
export interface ListAddress {
	readonly filter: Filter;
	readonly sort: Sort;
	readonly after: string | null;
	readonly before: string | null;
	/** Keys whose value means nothing; the rest holds without them. */
	readonly dropped: readonly string[];
}

/** Reads filter, order and place alike for page, export and API. */
export function readListAddress(query: URLSearchParams): ListAddress {
	const { filter, dropped } = readFilter(query);
	const text = query.get('sort') ?? '';
	const sort = text === '' ? USUAL_SORT : readSort(text);
	return {
		filter,
		sort: sort ?? USUAL_SORT,
		after: query.get('after'),
		before: query.get('before'),
		dropped: sort === null ? [...dropped, 'sort'] : dropped
	};
}
