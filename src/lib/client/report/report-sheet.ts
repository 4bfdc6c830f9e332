import type { CellObject, Row, SheetData } from 'write-excel-file/node';
import type { Format } from '$lib/client/format.ts';
import { named } from '$lib/client/words/named.ts';
import type { ReportModel } from '$lib/contract/report-model.ts';
import { boundsOf } from '$lib/domain/report/period.ts';
import type { RowCounts } from '$lib/domain/report/report.ts';
import { m } from '$lib/paraglide/messages.js';
import { balanceWords } from './balance-words.ts';
import { COLUMNS, columnValue, NUMBERS } from './report-columns.ts';
import { periodName } from './report-words.ts';

const WIDTH = COLUMNS.length + 2;
const FRAME = { borderStyle: 'thin' } as const;
const HEAD = {
	...FRAME,
	fontWeight: 'bold',
	align: 'center',
	alignVertical: 'center',
	wrap: true,
	type: String
} as const;

/** The form as a sheet: words as officials expect them, numbers as numbers. */
export function toReportSheet(report: ReportModel, province: string, simulated: boolean, format: Format): SheetData {
	const { start, last } = boundsOf(report.period);
	const sender = report.unit === null ? province : named(report.unit, format);
	const rows: Row[] = [];
	if (simulated)
		rows.push(wide(`${m.simulated_title()}: ${m.simulated_text()}`, { fontWeight: 'bold', textColor: '#b02f20' }));
	rows.push(
		[
			...spanned({ value: `${m.report_form()}\n${m.report_form_law()}`, type: String, wrap: true, height: 32 }, 4),
			...spanned(
				{ value: m.report_title().toUpperCase(), type: String, fontWeight: 'bold', align: 'center', wrap: true },
				5
			),
			...spanned(
				{ value: `${m.report_sender({ name: sender })}\n${m.report_receiver()}`, type: String, wrap: true },
				WIDTH - 9
			)
		],
		wide(m.report_period_line({ period: periodName(report.period, format) }), { align: 'center' }),
		wide(m.report_period_span({ from: format.date(start), to: format.date(last) }), { align: 'center' })
	);
	if (report.isRunning)
		rows.push(wide(m.report_period_running({ time: format.moment(report.until) }), { align: 'center' }));
	rows.push(wide(m.report_unit_of_count(), { align: 'right', fontStyle: 'italic' }), ...heads(report));
	report.lines.forEach(({ name, counts }, place) => {
		const text = name === null ? m.report_unknown() : named(name, format);
		rows.push(line(place + 1, text, counts, {}));
	});
	rows.push(line(null, m.report_total(), report.total, { fontWeight: 'bold' }));
	for (const words of balanceWords(report, format)) rows.push(wide(words.text, {}));
	rows.push(wide(m.report_definition(), { fontStyle: 'italic' }), [null]);
	rows.push(wide(m.footer_as_of({ time: format.moment(report.until) }), {}));
	return rows;
}

/** Widths of the columns, in characters. */
export const REPORT_WIDTHS = [{ width: 5 }, { width: 38 }, ...COLUMNS.map(() => ({ width: 11 }))];

function heads({ rows }: ReportModel): Row[] {
	const name = rows === 'field' ? m.report_col_field() : m.report_col_unit();
	const cell = (value: string, more: Partial<CellObject> & { columnSpan?: number; rowSpan?: number } = {}) =>
		({ ...HEAD, value, ...more }) as CellObject;
	return [
		[
			cell(m.report_col_no(), { rowSpan: 3 }),
			cell(name, { rowSpan: 3 }),
			cell(m.report_col_received(), { columnSpan: 4 }),
			null,
			null,
			null,
			cell(m.report_col_resolved(), { columnSpan: 4 }),
			null,
			null,
			null,
			cell(m.report_col_open(), { columnSpan: 3 }),
			null,
			null
		],
		[
			null,
			null,
			cell(m.report_col_sum(), { rowSpan: 2 }),
			cell(m.report_col_in_period(), { columnSpan: 2 }),
			null,
			cell(m.report_col_carried(), { rowSpan: 2 }),
			...[m.report_col_sum, m.report_col_early, m.report_col_on_time, m.report_col_late].map((word) =>
				cell(word(), { rowSpan: 2 })
			),
			...[m.report_col_sum, m.report_col_in_time, m.report_col_late].map((word) => cell(word(), { rowSpan: 2 }))
		],
		[null, null, null, cell(m.report_col_online()), cell(m.report_col_other()), ...Array<null>(8).fill(null)],
		NUMBERS.map((value): CellObject => ({ ...FRAME, align: 'center', fontStyle: 'italic', type: String, value }))
	];
}

function line(no: number | null, text: string, counts: RowCounts, style: Partial<CellObject>): Row {
	return [
		no === null ? { ...FRAME, ...style } : { ...FRAME, ...style, value: no, type: Number, align: 'center' },
		{ ...FRAME, ...style, value: text, type: String, wrap: true },
		...COLUMNS.map((part): CellObject => ({
			...FRAME,
			...style,
			value: columnValue(counts, part),
			type: Number,
			format: '#,##0'
		}))
	];
}

function wide(value: string, style: Partial<CellObject>): Row {
	return spanned({ value, type: String, wrap: true, ...style }, WIDTH);
}

function spanned(cell: Partial<CellObject> & { height?: number }, columnSpan: number): Row {
	return [{ ...cell, columnSpan }, ...Array<null>(columnSpan - 1).fill(null)];
}
