import { ImportError } from './import-error.ts';

const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * The text of a file, piece by piece. A byte order mark decides the encoding unless the mapping names one.
 * Throws ImportError when the bytes are not in that encoding, as far as that can be told.
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array>,
	named: string | undefined
): AsyncGenerator<string, void, undefined> {
	let decoder: TextDecoder | null = null;
	let encoding = '';
	let read = 0;
	try {
		for await (const chunk of bytes) {
			if (decoder === null) {
				encoding = chooseEncoding(chunk, named);
				decoder = new TextDecoder(encoding, { fatal: true });
			}
			const text = decoder.decode(chunk, { stream: true });
			if (text.includes('\0'))
				throw new ImportError(wrong(encoding, 'it holds zero bytes, as UTF-16 or XLSX files do'));
			read += chunk.length;
			yield text;
		}
		yield decoder?.decode() ?? '';
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new ImportError(wrong(encoding, `some bytes after the first ${read.toLocaleString('en')} are not`));
	}
}

function chooseEncoding(start: Uint8Array, named: string | undefined): string {
	const begins = (bytes: readonly number[]) => bytes.every((byte, place) => start[place] === byte);
	if (begins(ZIP))
		throw new ImportError('The file is a workbook or another ZIP file; the mapping says csv (input.format).');
	const marked = MARKS.find(([, bytes]) => begins(bytes))?.[0];
	if (named === undefined) return marked ?? 'utf-8';
	const encoding = new TextDecoder(named).encoding;
	if (marked === undefined || marked === encoding) return encoding;
	throw new ImportError(`The file says it is ${marked} (byte order mark), the mapping says ${named} (input.encoding).`);
}

function wrong(encoding: string, reason: string): string {
	return (
		`The file is not in ${encoding}: ${reason}. Name its encoding in the mapping (input.encoding), ` +
		`such as windows-1258, windows-1252 or utf-16le.`
	);
}
