import { createReadStream, statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.ts';
import { ImportError } from './import-error.ts';
import type { CsvInput } from './mapping.ts';
import { toText, type Row, type Source } from './row.ts';

/** Opens a CSV file; it is read as fast as its rows are taken, and no faster. */
export function openCsv(file: string, input: CsvInput): Source {
	const size = statSync(file).size;
	const stream = createReadStream(file);
	const progress = () => (size === 0 ? 1 : stream.bytesRead / size);
	return { rows: readRows(stream, input), progress };
}

async function* readRows(stream: Readable, { encoding, delimiter, quote }: CsvInput): AsyncGenerator<Row> {
	const parser = parse({ delimiter, quote, relax_column_count: true });
	// A fault anywhere destroys the parser with it, and so comes out of the loop below.
	pipeline(Readable.from(decodeText(stream, encoding)), parser, () => undefined);
	let number = 0;
	try {
		for await (const cells of parser as AsyncIterable<string[]>) yield { number: ++number, cells: cells.map(toText) };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new ImportError(`The file is not CSV. ${error.message}.`);
	} finally {
		parser.destroy();
	}
}
