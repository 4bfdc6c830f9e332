import type { Cell, Rows, Sheet } from '../../../contract/export-sheet.ts';
import { toIsoDay } from '../../../domain/time/instant.ts';

/**
 * Rows gathered into one piece of text. Few, because a piece of hundreds of KiB is kept apart from what is thrown away
 * soon: with 500 rows a file of 200,000 took 83 MiB (XLSX) and 73 MiB (CSV) more memory, with 50 it takes 45 MiB.
 */
const CHUNK = 50;

/**
 * A table as CSV for spreadsheets of this country: UTF-8 with its mark, semicolons, since a comma is the decimal sign.
 * `toText` writes an instant as people read it.
 */
export async function* toCsv(
	{ about, columns }: Sheet,
	rows: Rows,
	toText: (at: number) => string
): AsyncGenerator<string> {
	const line = (cells: readonly Cell[]) => `${cells.map((cell) => toField(cell, toText)).join(';')}\r\n`;
	yield `\uFEFF${about.map((pair) => line(pair)).join('')}\r\n${line(columns.map(({ name }) => name))}`;
	let lines: string[] = [];
	for await (const row of rows) {
		lines.push(line(row));
		if (lines.length < CHUNK) continue;
		yield lines.join('');
		lines = [];
	}
	yield lines.join('');
}

function toField(cell: Cell, toText: (at: number) => string): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	if (typeof cell === 'object') {
		if ('share' in cell) return String(cell.share);
		return 'at' in cell ? toText(cell.at) : toIsoDay(cell.day);
	}
	return `"${tame(cell).replaceAll('"', '""')}"`;
}

/** Never a formula: spreadsheets run what begins with one of these signs, blanks in front or not. */
export function tame(text: string): string {
	return /^\s*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
