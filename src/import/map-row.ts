import type { ProblemCode } from '../lib/contract/outcome.ts';
import { toIsoInstant } from '../lib/domain/time/instant.ts';
import { columnsOf, sourcesOf } from './mapping-check.ts';
import type { EventMapping, Mapping } from './mapping.ts';
import {
	compileCondition,
	compileDate,
	compileValue,
	isFault,
	type CellFault,
	type Read,
	type ReadContext
} from './read-value.ts';
import type { Row } from './row.ts';
import type { TableHead } from './table-head.ts';

/** An event record of the contract, still to be judged as any other. */
export type MappedRecord = Readonly<Record<string, unknown>>;

/** Why a row, or one event of it, could not become a record. */
export interface RowProblem {
	/** Field of the record, after the type of its event: `accepted.returnAt`. */
	readonly field: string;
	readonly problem: ProblemCode;
	readonly detail: string;
}

export interface MappedRow {
	readonly records: readonly MappedRecord[];
	readonly problems: readonly RowProblem[];
}

/**
 * What each row of a file with these columns says. Pure: the same row gives the same records.
 * Throws ImportError when a column is missing.
 */
export function compileMapping(mapping: Mapping, head: TableHead): (row: Row) => MappedRow {
	const places = head.placesOf(columnsUsed(mapping));
	const context = { mapping, places };
	const dossier = compileValue(mapping.dossier, context);
	const events = mapping.events.map((event) => compileEvent(event, context));
	return (row) => {
		const misfit = mapping.input.format === 'csv' ? findMisfit(row, head) : null;
		if (misfit !== null) return { records: [], problems: [misfit] };
		const code = dossier(row);
		if (isFault(code)) return { records: [], problems: [{ field: 'dossier', ...code }] };
		const records: MappedRecord[] = [];
		const problems: RowProblem[] = [];
		for (const event of events) {
			const made = event(row, code);
			if (made === null) continue;
			if ('problem' in made) problems.push(made as RowProblem);
			else records.push(made);
		}
		return { records, problems };
	};
}

/** Columns of the file that a mapping reads; constants need none. */
function columnsUsed({ dossier, events, constants }: Mapping): Set<string> {
	const names = new Set(columnsOf(dossier));
	for (const event of events) {
		for (const [, source] of sourcesOf(event)) for (const name of columnsOf(source)) names.add(name);
		for (const { column } of event.when) for (const name of [column].flat()) names.add(name);
	}
	for (const name of Object.keys(constants)) names.delete(name);
	return names;
}

/** A row of another width has its cells under the wrong headings: a delimiter or quote stands inside a text. */
function findMisfit({ cells }: Row, { names }: TableHead): RowProblem | null {
	const end = cells.findLastIndex((cell) => cell !== '') + 1;
	if (cells.length >= names.length && end <= names.length) return null;
	return { field: '', problem: 'bad-field', detail: `the row has ${cells.length} cells, the headings ${names.length}` };
}

/** Null: the row has no such event. */
function compileEvent(
	event: EventMapping,
	context: ReadContext
): (row: Row, dossier: string | null) => MappedRecord | RowProblem | null {
	const conditions = event.when.map((condition) => compileCondition(condition, context));
	const fields = [...sourcesOf(event)].map(([field, source]): [string, Read<unknown>] => [
		field,
		typeof source === 'object' && 'date' in source ? toIso(compileDate(source, context)) : compileValue(source, context)
	]);
	const label = typeof event.type === 'string' ? event.type : 'event';
	return (row, dossier) => {
		if (!conditions.every((holds) => holds(row))) return null;
		if (dossier === null) return missing(`${label}.dossier`);
		const record: Record<string, unknown> = { dossier };
		const applicant: Record<string, unknown> = {};
		for (const [field, read] of fields) {
			const found = read(row);
			if (isFault(found)) return { field: `${label}.${field}`, ...found };
			if (found === null) {
				if (NEEDED.includes(field)) return missing(`${label}.${field}`);
			} else if (field.startsWith('applicant.')) applicant[field.slice('applicant.'.length)] = found;
			else record[field] = found;
		}
		return Object.keys(applicant).length === 0 ? record : { ...record, applicant };
	};
}

/** A key that the mapping names must be there: one made from the content would be another. */
const NEEDED = ['type', 'key', 'at'];

function missing(field: string): RowProblem {
	return { field, problem: 'missing-field', detail: `${field} is empty` };
}

function toIso(read: Read<number>): (row: Row) => string | null | CellFault {
	return (row) => {
		const at = read(row);
		return typeof at === 'number' ? toIsoInstant(at) : at;
	};
}
