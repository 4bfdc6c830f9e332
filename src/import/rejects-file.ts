import { chmodSync, closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { ProblemCode } from '../lib/contract/outcome.ts';
import { cellText, type Row } from './row.ts';
import type { TableHead } from './table-head.ts';

/** A row that did not get in, or not with all its events. */
export interface Reject {
	readonly row: Row;
	readonly problem: ProblemCode;
	readonly field: string;
	readonly detail: string;
}

/**
 * Rejected rows with the reason and all their columns, for the operator to set right: CSV that opens in a spreadsheet.
 * It may hold personal data, so only its owner may read it. Made only when there is something to put in.
 */
export class RejectsFile {
	readonly #path: string;
	readonly #head: TableHead;
	#handle: number | null = null;
	#bytes: number;

	/** `bytes`: how much of an earlier run's file stands; 0 begins anew. */
	constructor(path: string, head: TableHead, bytes: number) {
		this.#path = path;
		this.#head = head;
		this.#bytes = bytes;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** What is added is on its way to the disk when this returns. */
	add(rejects: readonly Reject[]): void {
		if (rejects.length === 0) return;
		const lines = rejects.map(({ row, problem, field, detail }) =>
			toLine([String(row.number), problem, field, detail, ...row.cells.map(cellText)])
		);
		const handle = (this.#handle ??= this.#open());
		if (this.#bytes === 0) lines.unshift(`\uFEFF${toLine(['row', 'problem', 'field', 'detail', ...this.#head.names])}`);
		this.#bytes += writeSync(handle, lines.join(''), this.#bytes);
	}

	close(): void {
		if (this.#handle !== null) closeSync(this.#handle);
		this.#handle = null;
	}

	#open(): number {
		const handle = openSync(this.#path, this.#bytes === 0 ? 'w' : 'r+', 0o600);
		chmodSync(this.#path, 0o600);
		ftruncateSync(handle, this.#bytes);
		return handle;
	}
}

function toLine(cells: readonly string[]): string {
	return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join()}\r\n`;
}
