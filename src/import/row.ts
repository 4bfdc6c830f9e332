/** A cell as the file holds it: text (empty: nothing), or a date cell of a spreadsheet, which knows no zone. */
export type Cell = string | Temporal.PlainDateTime;

export interface Row {
	/** As a spreadsheet counts them, from 1, headings and blank rows included. */
	readonly number: number;
	readonly cells: readonly Cell[];
}

/** A file being read. */
export interface Source {
	/** Every row of the file, in order; can be walked once. */
	readonly rows: AsyncIterable<Row>;
	/** How much of the file has been read, 0–1. */
	readonly progress: () => number;
}

/** Text as compared and stored: one spelling of each accented letter, no blanks around it. */
export function toText(raw: string): string {
	return raw.normalize('NFC').trim();
}

/** A cell as text; dates in ISO form. */
export function cellText(cell: Cell): string {
	return typeof cell === 'string' ? cell : cell.toString();
}

export function isBlank(row: Row): boolean {
	return row.cells.every((cell) => cell === '');
}
