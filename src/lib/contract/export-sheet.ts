import type { Instant } from '../domain/time/instant.ts';

/** A cell of a file for spreadsheets: text, a number, or an instant shown as date and time of the office. Null: empty. */
export type Cell = string | number | { readonly at: Instant } | null;

/** A table for a file: what is said about it, the heads, then rows. */
export interface Sheet {
	/** Name of the table. */
	readonly name: string;
	/** What it is of, when, by which version and definition: a line each. */
	readonly about: readonly (readonly [label: string, value: string])[];
	readonly aboutName: string;
	readonly columns: readonly { readonly name: string; readonly width: number }[];
}
