import path from 'node:path';
import { ImportError } from './import-error.ts';
import type { XlsxInput } from './mapping.ts';
import { toText, type Cell, type Row, type Source } from './row.ts';
import { XlsxBook, type Attributes } from './xlsx-book.ts';
import { readDateStyles, toWallTime } from './xlsx-styles.ts';

/**
 * Opens one sheet of a workbook. Only its table of shared texts is kept in memory; rows are unpacked as they are taken.
 * Own reader over yauzl and saxes: of the ready-made ones, those that are looked after hold the whole sheet, and the
 * streaming one (exceljs) mistakes texts for their numbers when the parts come in an unusual order (exceljs#683).
 */
export async function openXlsx(file: string, input: XlsxInput): Promise<Source> {
	const book = await XlsxBook.open(file);
	try {
		const { sheets, is1904, parts } = await readWorkbook(book);
		const sheet = input.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === toText(input.sheet ?? ''));
		if (sheet === undefined) {
			const names = sheets.map(({ name }) => `"${name}"`).join(', ');
			throw new ImportError(`The workbook has no sheet "${input.sheet ?? ''}". It has: ${names}.`);
		}
		const texts = await readTexts(book, parts.texts);
		const dateStyles = await readDateStyles(book, parts.styles);
		const size = book.sizeOf(sheet.part);
		let read = 0;
		const rows = readRows(book, sheet.part, { texts, dateStyles, is1904 }, (bytes) => (read = bytes));
		return { rows, progress: () => (size === 0 ? 1 : read / size) };
	} catch (error) {
		book.close();
		throw error;
	}
}

interface Workbook {
	readonly sheets: readonly { readonly name: string; readonly part: string }[];
	readonly is1904: boolean;
	readonly parts: { readonly texts: string; readonly styles: string };
}

async function readWorkbook(book: XlsxBook): Promise<Workbook> {
	const main = (await readRelations(book, '_rels/.rels')).find(({ type }) => type === 'officeDocument')?.part;
	if (main === undefined) throw new ImportError('The file is a ZIP file, but not an XLSX workbook.');
	const relations = await readRelations(book, `${path.posix.dirname(main)}/_rels/${path.posix.basename(main)}.rels`);
	const sheets: { name: string; part: string }[] = [];
	let is1904 = false;
	await book.readAll(main, {
		open(name, attributes) {
			if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
			if (name !== 'sheet') return;
			const part = relations.find(({ id, type }) => id === attributes['id'] && type === 'worksheet')?.part;
			if (part !== undefined) sheets.push({ name: toText(attributes['name'] ?? ''), part });
		}
	});
	const partOf = (wanted: string) => relations.find(({ type }) => type === wanted)?.part ?? '';
	return { sheets, is1904, parts: { texts: partOf('sharedStrings'), styles: partOf('styles') } };
}

/** Where a part's relations lead. The type is the last word of its address, which differs in strict workbooks. */
async function readRelations(book: XlsxBook, rels: string): Promise<{ id: string; type: string; part: string }[]> {
	const relations: { id: string; type: string; part: string }[] = [];
	if (!book.has(rels)) return relations;
	const folder = path.posix.dirname(path.posix.dirname(rels));
	await book.readAll(rels, {
		open(name, { Id = '', Type = '', Target = '' }) {
			if (name !== 'Relationship') return;
			const part = Target.startsWith('/') ? Target.slice(1) : path.posix.join(folder, Target);
			relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part });
		}
	});
	return relations;
}

/** Texts that cells name by number. A text may come in runs; the reading aid above East Asian ones is not part of it. */
async function readTexts(book: XlsxBook, part: string): Promise<readonly string[]> {
	const texts: string[] = [];
	if (!book.has(part)) return texts;
	let whole = '';
	let inAid = false;
	await book.readAll(part, {
		open(name) {
			if (name === 'si') whole = '';
			else if (name === 'rPh') inAid = true;
		},
		close(name, text) {
			if (name === 't' && !inAid) whole += text;
			else if (name === 'rPh') inAid = false;
			else if (name === 'si') texts.push(toText(unescape(whole)));
		}
	});
	return texts;
}

interface CellContext {
	readonly texts: readonly string[];
	readonly dateStyles: ReadonlySet<number>;
	readonly is1904: boolean;
}

async function* readRows(
	book: XlsxBook,
	part: string,
	context: CellContext,
	tell: (bytes: number) => void
): AsyncGenerator<Row> {
	let ready: Row[] = [];
	let number = 0;
	let cells: Cell[] = [];
	let cell: Attributes = {};
	let value = '';
	let inline = '';
	const pieces = book.read(part, {
		open(name, attributes) {
			if (name === 'row') {
				number = Number(attributes['r'] ?? number + 1);
				cells = [];
			} else if (name === 'c') {
				cell = attributes;
				value = inline = '';
			}
		},
		close(name, text) {
			if (name === 'v') value = text;
			else if (name === 't') inline += text;
			else if (name === 'row') ready.push({ number, cells });
			else if (name === 'c') {
				const place = cell['r'] === undefined ? cells.length : toColumn(cell['r']);
				while (cells.length < place) cells.push('');
				cells[place] = toCell(cell, cell['t'] === 'inlineStr' ? inline : value, context);
			}
		}
	});
	try {
		for await (const bytes of pieces) {
			tell(bytes);
			if (ready.length === 0) continue;
			yield* ready;
			ready = [];
		}
		yield* ready;
	} finally {
		book.close();
	}
}

/** Of a formula its value, as the workbook last computed it; of a fault such as #N/A its name, which no field takes. */
function toCell({ t: type = 'n', s: style = '' }: Attributes, value: string, context: CellContext): Cell {
	if (value === '') return '';
	if (type === 's') return context.texts[Number(value)] ?? '';
	if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
	if (type === 'd') return readIsoDate(value);
	if (type !== 'n') return toText(unescape(value));
	const isDate = context.dateStyles.has(Number(style === '' ? 0 : style));
	return (isDate ? toWallTime(Number(value), context.is1904) : null) ?? toNumberText(value);
}

function readIsoDate(value: string): Cell {
	try {
		return Temporal.PlainDateTime.from(value.replace(/Z$/, ''));
	} catch {
		return value;
	}
}

/** `1.2E+3` as people see it: 1200. */
function toNumberText(value: string): string {
	const number = Number(value);
	return Number.isFinite(number) && /[eE]/.test(value) ? String(number) : value;
}

/** `AB12` → 27. */
function toColumn(reference: string): number {
	let column = 0;
	for (const letter of reference.replace(/\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64;
	return column - 1;
}

/** `_x000D_` stands for a character that XML cannot hold. */
function unescape(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
