import type { ProblemCode } from '../lib/contract/outcome.ts';
import type { Instant } from '../lib/domain/time/instant.ts';
import { compileDateFormat } from './date-format.ts';
import type { MappedCondition, MappedDate, MappedValue, Mapping } from './mapping.ts';
import { cellText, type Cell, type Row } from './row.ts';
import { toName } from './table-head.ts';
import { parseTemplate } from './template.ts';

/** Why a cell gives no value. Never repeats the cell, which may be personal. */
export interface CellFault {
	readonly problem: ProblemCode;
	readonly detail: string;
}

/** What a row gives: a value, null where it gives none, or why it cannot. */
export type Read<T> = (row: Row) => T | null | CellFault;

export function isFault(value: unknown): value is CellFault {
	return typeof value === 'object' && value !== null && 'problem' in value;
}

/** What values are read with: the mapping, and where its columns are in this file. */
export interface ReadContext {
	readonly mapping: Mapping;
	readonly places: ReadonlyMap<string, number>;
}

export function compileValue(source: MappedValue, context: ReadContext): Read<string> {
	if (typeof source === 'string') return compileTemplate(source, context);
	const { table: tableName, default: instead } = source;
	const cell = compileOrigin(source, context);
	const table = tableName === undefined ? undefined : context.mapping.tables[tableName];
	const text = (row: Row): string => cellText(cell(row)) || (instead ?? '');
	if (table === undefined) return (row) => text(row) || null;

	const values = new Map(Object.entries(table.values).map(([from, to]) => [toName(from), to]));
	return (row) => {
		const from = toName(text(row));
		if (from === '') return null;
		const to = values.get(from) ?? table.otherwise;
		return to ?? { problem: 'bad-field', detail: `${describe(source)} holds a text that table "${tableName}" lacks` };
	};
}

export function compileDate(source: MappedDate, context: ReadContext): Read<Instant> {
	const format = context.mapping.dates[source.date];
	if (format === undefined) throw new TypeError(`no date format ${source.date}`);
	const read = compileDateFormat({ ...format, zone: format.zone ?? context.mapping.zone });
	const cell = compileOrigin(source, context);
	return (row) => {
		const found = cell(row);
		if (found === '') return null;
		const at = read(found);
		return typeof at === 'number' ? at : { problem: 'bad-field', detail: `${describe(source)} ${at.fault}` };
	};
}

export function compileCondition(condition: MappedCondition, context: ReadContext): (row: Row) => boolean {
	const cell = compileColumns(condition.column, context);
	const { filled, equals, differs } = condition;
	if (filled !== undefined) return (row) => (cell(row) !== '') === filled;
	const listed = new Set([equals ?? differs ?? []].flat().map(toName));
	return (row) => listed.has(toName(cellText(cell(row)))) === (equals !== undefined);
}

/** The columns a source reads, for a message. */
function describe({ column, template }: Exclude<MappedValue, string> | MappedDate): string {
	if (column === undefined) return `“${template ?? ''}”`;
	return typeof column === 'string'
		? `column "${column}"`
		: `columns ${column.map((name) => `"${name}"`).join(' or ')}`;
}

function compileOrigin(
	{ column, template = '' }: Exclude<MappedValue, string> | MappedDate,
	context: ReadContext
): (row: Row) => Cell {
	if (column !== undefined) return compileColumns(column, context);
	const read = compileTemplate(template, context);
	return (row) => read(row) ?? '';
}

/** A template that needs an empty column gives nothing: half a text would be another text. */
function compileTemplate(template: string, context: ReadContext): (row: Row) => string | null {
	const parts = parseTemplate(template).map((part, place) =>
		place % 2 === 1 ? compileColumn(part, context) : () => part
	);
	return (row) => {
		const texts = parts.map((part) => cellText(part(row)));
		return texts.some((text, place) => place % 2 === 1 && text === '') ? null : texts.join('');
	};
}

/** The first of several columns that holds something. */
function compileColumns(names: string | readonly string[], context: ReadContext): (row: Row) => Cell {
	if (typeof names === 'string') return compileColumn(names, context);
	const cells = names.map((name) => compileColumn(name, context));
	return (row) => {
		for (const cell of cells) {
			const found = cell(row);
			if (found !== '') return found;
		}
		return '';
	};
}

function compileColumn(name: string, { mapping, places }: ReadContext): (row: Row) => Cell {
	const constant = Object.hasOwn(mapping.constants, name) ? mapping.constants[name] : undefined;
	if (constant !== undefined) return () => constant;
	const place = places.get(name) ?? -1;
	return ({ cells }) => cells[place] ?? '';
}
