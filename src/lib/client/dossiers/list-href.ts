import { FILTER_KEYS, type Filter } from '$lib/domain/figure/filter.ts';
import { type Sort, toSortText, USUAL_SORT } from '$lib/domain/figure/filter-sort.ts';

/** Order and place of a page; without them the first page by deadline. */
export interface ListPlace {
	readonly sort?: Sort | undefined;
	readonly after?: string | null;
	readonly before?: string | null;
}

/** The address of the list: `/dossiers?figure=overdue&resolving=31825`. */
export function listHref(filter: Filter, place: ListPlace = {}): string {
	return `/dossiers${listQuery(filter, place)}`;
}

/** The same list as a file. */
export function exportHref(kind: 'csv' | 'xlsx', filter: Filter, sort: Sort): string {
	return `/dossiers.${kind}${listQuery(filter, { sort })}`;
}

/** What stands behind the path: empty, or with its question mark. */
export function listQuery(filter: Filter, { sort = USUAL_SORT, after, before }: ListPlace = {}): string {
	const query = new URLSearchParams();
	for (const key of FILTER_KEYS) {
		const value = filter[key];
		if (value) query.set(key, value);
	}
	const order = toSortText(sort);
	if (order !== toSortText(USUAL_SORT)) query.set('sort', order);
	if (after) query.set('after', after);
	if (before) query.set('before', before);
	const text = query.toString();
	return text ? `?${text}` : '';
}

/** The same filter without one of its conditions. */
export function without(filter: Filter, key: keyof Filter): Filter {
	return { ...filter, [key]: undefined };
}
