import type { Cell, MoreSheet, Rows, Sheet } from '../../../contract/export-sheet.ts';
import { toXmlText } from '../../../domain/text/xml.ts';
import { DAY_MS, type Instant, startOfDay } from '../../../domain/time/instant.ts';
import { zip } from './zip.ts';

/** Rows gathered into one piece of text: few, as in a CSV file and for the same reason. */
const CHUNK = 50;
/** What spreadsheets call 1 January 1970. */
const EPOCH = 25_569;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Cell styles by place: plain, head, date with time, date alone, per cent. */
const STYLE = { head: 1, date: 2, day: 3, share: 4 } as const;

/**
 * A table as an XLSX workbook, written as its rows come: what it is of on the first sheet, the rows on the second with
 * real numbers and dates, `more` tables on the next ones. Texts are texts, so that none is run as a formula. Own writer
 * for the same reason as the own reader: of the ready-made ones, those that are looked after hold the whole sheet in
 * memory.
 */
export function toXlsx(sheet: Sheet, rows: Rows, more: readonly MoreSheet[] = []): AsyncGenerator<Uint8Array> {
	const tables: readonly MoreSheet[] = [{ name: sheet.name, columns: sheet.columns, rows }, ...more];
	const names = [sheet.aboutName, ...tables.map(({ name }) => name)];
	return zip([
		{ name: '[Content_Types].xml', text: [contentTypes(names)] },
		{ name: '_rels/.rels', text: [ROOT_RELATIONS] },
		{ name: 'xl/workbook.xml', text: [workbook(names)] },
		{ name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(names)] },
		{ name: 'xl/styles.xml', text: [STYLES] },
		{ name: 'xl/worksheets/sheet1.xml', text: [aboutSheet(sheet)] },
		...tables.map((table, n) => ({ name: `xl/worksheets/sheet${n + 2}.xml`, text: rowsSheet(table) }))
	]);
}

function aboutSheet({ about }: Sheet): string {
	const lines = about.map(([label, value], n) => toRow([label, value], n + 1));
	return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="100" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

async function* rowsSheet({ columns, rows }: MoreSheet): AsyncGenerator<string> {
	const widths = columns.map(({ width }, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`);
	const frozen =
		'<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
	const heads = columns.map(({ name }) => name);
	yield `${HEAD}<worksheet xmlns="${MAIN}">${frozen}<cols>${widths.join('')}</cols><sheetData>${toRow(heads, 1, STYLE.head)}`;
	let n = 1;
	let lines: string[] = [];
	for await (const row of rows) {
		lines.push(toRow(row, ++n));
		if (lines.length < CHUNK) continue;
		yield lines.join('');
		lines = [];
	}
	yield `${lines.join('')}</sheetData></worksheet>`;
}

function toRow(cells: readonly Cell[], n: number, style?: number): string {
	const written = cells.map((cell, column) => toXml(cell, `${letters(column)}${n}`, style));
	return `<row r="${n}">${written.join('')}</row>`;
}

function toXml(cell: Cell, place: string, style?: number): string {
	const look = style === undefined ? '' : ` s="${style}"`;
	if (cell === null) return '';
	if (typeof cell === 'number') return `<c r="${place}"${look}><v>${cell}</v></c>`;
	if (typeof cell === 'object') {
		const [kind, value] =
			'share' in cell
				? (['share', cell.share] as const)
				: 'at' in cell
					? (['date', toSerial(cell.at)] as const)
					: (['day', EPOCH + cell.day] as const);
		return `<c r="${place}" s="${STYLE[kind]}"><v>${value}</v></c>`;
	}
	return `<c r="${place}" t="inlineStr"${look}><is><t xml:space="preserve">${toXmlText(cell)}</t></is></c>`;
}

/** Days since the epoch of spreadsheets on the clock of the office, to the second. */
function toSerial(at: Instant): string {
	const seconds = Math.floor((at - startOfDay(0)) / 1000);
	return (EPOCH + (seconds * 1000) / DAY_MS).toFixed(9);
}

function letters(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function workbook(names: readonly string[]): string {
	const sheets = names.map((name, n) => `<sheet name="${toXmlText(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`);
	return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
function contentTypes(names: readonly string[]): string {
	const parts = [
		['workbook.xml', 'sheet.main'],
		['styles.xml', 'styles'],
		...names.map((_, n) => [`worksheets/sheet${n + 1}.xml`, 'worksheet'] as const)
	].map(([part, kind]) => `<Override PartName="/xl/${part}" ContentType="${KIND}.${kind}+xml"/>`);
	return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}
const relations = (targets: readonly (readonly [kind: string, target: string])[]): string =>
	`${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
		.map(([kind, target], n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
		.join('')}</Relationships>`;
const ROOT_RELATIONS = relations([['officeDocument', 'xl/workbook.xml']]);
const workbookRelations = (names: readonly string[]): string =>
	relations([...names.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`] as const), ['styles', 'styles.xml']]);
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
