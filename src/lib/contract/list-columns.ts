/** Columns of the list that may be hidden; the code is always there. */
export const LIST_COLUMNS = [
	'procedure',
	'receiving',
	'resolving',
	'handler',
	'status',
	'accepted',
	'due',
	'standing'
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Name of the cookie in which a browser remembers the choice. */
export const COLUMNS_COOKIE = 'columns';

/** Reads a choice as the cookie holds it; all columns when it means nothing. */
export function readColumns(text: string | undefined): readonly ListColumn[] {
	const wanted = (text ?? '').split('.');
	const chosen = LIST_COLUMNS.filter((column) => wanted.includes(column));
	return chosen.length === 0 ? LIST_COLUMNS : chosen;
}
