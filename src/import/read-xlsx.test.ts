import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { openXlsx } from './read-xlsx.ts';
import { cellText } from './row.ts';
import { isDateCode, toWallTime } from './xlsx-styles.ts';
import { toWorkbook, toZip } from './xlsx.fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'xlsx-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(book: Buffer | string, sheet?: string): Promise<string[]> {
	const file = typeof book === 'string' ? book : path.join(folder, 'book.xlsx');
	if (typeof book !== 'string') writeFileSync(file, book);
	const { rows } = await openXlsx(file, { format: 'xlsx', headerRow: 1, sheet });
	const lines: string[] = [];
	for await (const { number, cells } of rows)
		lines.push(
			`${number}: ${cells.map((cell) => (typeof cell === 'string' ? cell : `<${cellText(cell)}>`)).join(' | ')}`
		);
	return lines;
}

test('a workbook of another program: texts, numbers, dates as dates', async () => {
	const file = path.join(folder, 'other.xlsx');
	const at = new Date('2025-03-12T08:05:30Z');
	await writeExcelFile([
		[{ value: 'Mã hồ sơ' }, { value: 'Ngày nhận' }, { value: 'Số trang' }],
		[{ value: 'H12-1' }, { value: at, type: Date, format: 'dd/mm/yyyy hh:mm:ss' }, { value: 12.5, type: Number }],
		[{ value: 'H12-2' }, { value: '13/03/2025' }, { value: true, type: Boolean }]
	]).toFile(file);
	expect(await read(file)).toEqual([
		'1: Mã hồ sơ | Ngày nhận | Số trang',
		'2: H12-1 | <2025-03-12T08:05:30> | 12.5',
		'3: H12-2 | 13/03/2025 | TRUE'
	]);
});

describe('the cells of a sheet', () => {
	it.each([
		['a formula is its value', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
		['a formula of text too', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>Sở &amp; ngành</v></c>', 'Sở & ngành'],
		['a formula that is a date', '<c r="A1" s="1"><f>TODAY()</f><v>45728.5</v></c>', '<2025-03-12T12:00:00>'],
		['a formula that failed keeps its name', '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
		['a number that says "ngày" is no date', '<c r="A1" s="2"><v>20</v></c>', '20'],
		['a large number is written out', '<c r="A1"><v>1.2E+3</v></c>', '1200'],
		['a text in the sheet itself', '<c r="A1" t="inlineStr"><is><r><t>Hồ </t></r><r><t>sơ</t></r></is></c>', 'Hồ sơ'],
		['a shared text in runs, without its reading aid', '<c r="A1" t="s"><v>1</v></c>', 'Xã Hồ Thị Kỷ'],
		['a date in ISO form', '<c r="A1" t="d"><v>2025-03-12T08:00:00</v></c>', '<2025-03-12T08:00:00>'],
		['cells that are left out', '<c r="B1"><v>1</v></c><c r="D1"><v>2</v></c>', ' | 1 |  | 2'],
		['cells without a name of their own', '<c><v>1</v></c><c><v>2</v></c>', '1 | 2'],
		['characters XML cannot hold', '<c r="A1" t="str"><v>a_x000A_b</v></c>', 'a\nb']
	])('%s', async (_, cells, expected) => {
		const texts =
			'<si><t>x</t></si><si><r><t xml:space="preserve">Xã </t></r><r><t>Hồ Thị Kỷ</t></r><rPh><t>y</t></rPh></si>';
		expect(await read(toWorkbook(`<row r="1">${cells}</row>`, { texts }))).toEqual([`1: ${expected}`]);
	});

	it('keep the number of their row when rows before are empty', async () => {
		const rows = '<row r="3"><c r="A3"><v>1</v></c></row><row><c><v>2</v></c></row>';
		expect(await read(toWorkbook(rows))).toEqual(['3: 1', '4: 2']);
	});
});

test('a workbook that counts from 1904 means the same day', async () => {
	const book = toWorkbook('<row r="1"><c r="A1" s="1"><v>44266.5</v></c></row>', {
		workbookPr: '<x:workbookPr date1904="1"/>'
	});
	expect(await read(book)).toEqual(['1: <2025-03-12T12:00:00>']);
});

test.each([
	[61, '1900-03-01T00:00:00'],
	[44197, '2021-01-01T00:00:00'],
	[45741.10434027778, '2025-03-25T02:30:15'],
	[45741.999988425923, '2025-03-25T23:59:59'],
	[45741.9999999999, '2025-03-26T00:00:00']
])('day %d is %s', (serial, expected) => expect(toWallTime(serial, false)?.toString()).toBe(expected));

test.each([
	['dd/mm/yyyy', true],
	['[$-42A]dd mmmm yyyy;@', true],
	['[h]:mm', true],
	['0.00', false],
	['#,##0 "đồng ngày"', false],
	['[$₫-42A]#,##0', false],
	['_(* #,##0_);_(* (#,##0)', false],
	['General', false],
	['@', false]
])('the format %s shows a date: %s', (code, expected) => expect(isDateCode(code)).toBe(expected));

test('a sheet is found by its name, and one that is not there is told with those that are', async () => {
	const book = toWorkbook('<row r="1"><c r="A1"><v>1</v></c></row>');
	expect(await read(book, 'Hồ sơ'.normalize('NFD'))).toEqual(['1: 1']);
	await expect(read(book, 'Sheet1')).rejects.toThrow('The workbook has no sheet "Sheet1". It has: "Hồ sơ".');
});

test('what is not a workbook is told', async () => {
	await expect(read(Buffer.from('a,b\n1,2\n'))).rejects.toThrow('not an XLSX workbook');
	await expect(read(toZip({ 'a.txt': 'a' }))).rejects.toThrow('a ZIP file, but not an XLSX workbook');
	await expect(read(toWorkbook('<row r="1"><c></row>'))).rejects.toThrow('damaged in xl/worksheets/sheet1.xml');
});
