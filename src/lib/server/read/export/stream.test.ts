import { describe, expect, it } from 'vitest';
import type { Cell, Sheet } from '../../../contract/export-sheet.ts';
import { toCsv } from './csv.ts';
import { streamed } from './stream.ts';
import { toXlsx } from './xlsx.ts';

const sheet: Sheet = {
	aboutName: 'Thông tin',
	name: 'Hồ sơ',
	about: [['Tổng số', '20000']],
	columns: Array.from({ length: 18 }, (_, n) => ({ name: `Cột ${String(n)}`, width: 20 }))
};
/** Rows that do not pack well, and how many of them were taken. */
function rowsOf(many: number) {
	const taken = { rows: 0 };
	async function* rows(): AsyncGenerator<readonly Cell[]> {
		for (let n = 0; n < many; n++) {
			taken.rows++;
			// As from the database: now and then there is something to wait for.
			if (n % 250 === 0) await new Promise((resolve) => setImmediate(resolve));
			yield sheet.columns.map((_, column) => `${String(Math.sin(n * 18 + column))} Đăng ký khai sinh`);
		}
	}
	return { taken, rows: rows() };
}
const WRITERS = {
	csv: (rows: AsyncIterable<readonly Cell[]>) => toCsv(sheet, rows, String),
	xlsx: (rows: AsyncIterable<readonly Cell[]>) => toXlsx(sheet, rows)
} as const;

describe.each(['csv', 'xlsx'] as const)('an export as %s', (kind) => {
	const open = (many: number) => {
		const { taken, rows } = rowsOf(many);
		const errors: unknown[] = [];
		const body = streamed(
			async (send) => {
				for await (const piece of WRITERS[kind](rows))
					await send(typeof piece === 'string' ? Buffer.from(piece) : piece);
			},
			(error) => errors.push(error)
		);
		return { taken, errors, reader: body.getReader() };
	};
	/** Lets everything run that can run without the reader. */
	const settle = async () => {
		for (let n = 0; n < 500; n++) await new Promise((resolve) => setImmediate(resolve));
	};

	it('does not run ahead of a reader that stands still', async () => {
		const { taken, reader } = open(20_000);
		await reader.read();
		await settle();
		const ahead = taken.rows;
		await settle();
		expect(taken.rows).toBe(ahead);
		expect(ahead).toBeLessThan(2_500);
		await reader.cancel();
	});

	it('is written in small pieces, to its last row', async () => {
		const { taken, errors, reader } = open(5_000);
		let largest = 0;
		for (let read = await reader.read(); !read.done; read = await reader.read())
			largest = Math.max(largest, read.value.length);
		expect({ rows: taken.rows, errors }).toEqual({ rows: 5_000, errors: [] });
		expect(largest).toBeLessThan(128 * 1024);
	});
});
