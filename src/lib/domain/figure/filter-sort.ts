/** By what a list may be put in order. Each has its index or its way through one. */
export const SORT_KEYS = ['due', 'accepted', 'code', 'unit', 'handler'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Order of a list; dossiers without the value stand last either way. */
export interface Sort {
	readonly by: SortKey;
	/** From the last to the first: newest, Z to A. */
	readonly desc: boolean;
}

/** What falls due first. */
export const USUAL_SORT: Sort = { by: 'due', desc: false };

/** As it stands in the address: `accepted`, `-accepted`. */
export function toSortText({ by, desc }: Sort): string {
	return desc ? `-${by}` : by;
}

/** Null: no such order. */
export function readSort(text: string): Sort | null {
	const desc = text.startsWith('-');
	const by = SORT_KEYS.find((key) => key === (desc ? text.slice(1) : text));
	return by === undefined ? null : { by, desc };
}
