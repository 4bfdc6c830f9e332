import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportError } from './import-error.ts';

/** Attributes without their prefixes: `r:id` is `id`. */
export type Attributes = Readonly<Record<string, string>>;

/** Hears the elements of a document in order, by names without prefixes. `text` is all text since the element began. */
export interface Listener {
	open?(name: string, attributes: Attributes): void;
	close?(name: string, text: string): void;
}

/** A workbook (ECMA-376): a ZIP file of XML documents, read through its directory so that nothing is kept in memory. */
export class XlsxBook {
	readonly #zip: ZipFile;
	readonly #entries: ReadonlyMap<string, Entry>;

	private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
		this.#zip = zip;
		this.#entries = entries;
	}

	static async open(file: string): Promise<XlsxBook> {
		try {
			const zip = await openPromise(file, { autoClose: false });
			const entries = new Map<string, Entry>();
			for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
			return new XlsxBook(zip, entries);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw new ImportError(
				`The file is not an XLSX workbook (${reason}). Old .xls files must be saved as .xlsx first.`
			);
		}
	}

	has(part: string): boolean {
		return this.#entries.has(part);
	}

	/** Bytes of a part, unpacked. */
	sizeOf(part: string): number {
		return this.#entries.get(part)?.uncompressedSize ?? 0;
	}

	/** Tells the listener a part, a piece at a time; each piece is over when the caller asks for the next. */
	async *read(part: string, listener: Listener): AsyncGenerator<number, void, undefined> {
		const entry = this.#entries.get(part);
		if (entry === undefined) throw new ImportError(`The workbook lacks its part ${part}.`);
		const stream = await this.#zip.openReadStreamPromise(entry);
		const parser = toParser(listener);
		const decoder = new TextDecoder();
		let read = 0;
		try {
			for await (const chunk of stream as AsyncIterable<Buffer>) {
				parser.write(decoder.decode(chunk, { stream: true }));
				yield (read += chunk.length);
			}
			parser.close();
		} catch (error) {
			if (error instanceof ImportError) throw error;
			throw new ImportError(`The workbook is damaged in ${part}: ${error instanceof Error ? error.message : ''}`);
		} finally {
			stream.destroy();
		}
	}

	/** Tells the listener a whole part. */
	async readAll(part: string, listener: Listener): Promise<void> {
		for await (const _ of this.read(part, listener));
	}

	close(): void {
		this.#zip.close();
	}
}

function toParser({ open, close }: Listener): SaxesParser {
	const parser = new SaxesParser();
	let text = '';
	parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
		text = '';
		if (open === undefined) return;
		open(local(name), withoutPrefixes(attributes));
	});
	const hear = (piece: string) => (text += piece);
	parser.on('text', hear);
	parser.on('cdata', hear);
	parser.on('closetag', ({ name }) => {
		close?.(local(name), text);
		text = '';
	});
	parser.on('error', (error) => {
		throw error;
	});
	return parser;
}

function withoutPrefixes(attributes: Attributes): Attributes {
	const names = Object.keys(attributes);
	if (!names.some((name) => name.includes(':'))) return attributes;
	return Object.fromEntries(names.map((name) => [local(name), attributes[name] ?? '']));
}

function local(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
