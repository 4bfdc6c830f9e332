import type { Day, Instant } from '../domain/time/instant.ts';

/**
 * A cell of a file for spreadsheets: text, a number, an instant shown as date and time of the office, a day of it, or a
 * share 0–1 shown in per cent. Null: empty.
 */
export type Cell =
	string | number | { readonly at: Instant } | { readonly day: Day } | { readonly share: number } | null;

export interface Column {
	readonly name: string;
	/** In letters. */
	readonly width: number;
}

/** One more table of a workbook; a CSV file has one alone. */
export interface MoreSheet {
	readonly name: string;
	readonly columns: readonly Column[];
	readonly rows: Rows;
}

/** Rows as they come. */
export type Rows = AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;

/** A table for a file: what is said about it, the heads, then rows. */
export interface Sheet {
	/** Name of the table. */
	readonly name: string;
	/** What it is of, when, by which version and definition: a line each. */
	readonly about: readonly (readonly [label: string, value: string])[];
	readonly aboutName: string;
	readonly columns: readonly Column[];
}
