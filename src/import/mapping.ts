import * as v from 'valibot';
import { EVENT_TYPES } from '../lib/domain/dossier/event.ts';
import { toName } from './table-head.ts';

/**
 * What a mapping file says: how one kind of file becomes event records. `src/mappings/README.md` tells it to people.
 * `note` fields are for them too.
 */
const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const name = v.pipe(text, v.transform(toName));
const names = v.lazy((input) => (Array.isArray(input) ? v.pipe(v.array(name), v.minLength(1)) : name));
const note = v.optional(v.string());
const day = v.pipe(v.string(), v.isoDate('must be a day such as 2025-07-01'));
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,60}$/, 'must be letters, digits, dots and dashes'));

/** Where a text comes from: `"constant with {Column}"`, or a column or template, run through a table. */
const lookup = v.strictObject(
	{
		column: v.optional(names),
		template: v.optional(text),
		/** Name of a table that the text is looked up in. */
		table: v.optional(text),
		/** Instead of an empty column. */
		default: v.optional(text),
		note
	},
	'must be a text, or an object with column or template'
);
const value = v.lazy((input) => (typeof input === 'string' ? text : lookup));
/** Where an instant comes from; `date` names the form it is written in. */
const date = v.strictObject(
	{ column: v.optional(names), template: v.optional(text), date: text, note },
	'must be an object with column and date'
);

const condition = v.strictObject({
	column: names,
	filled: v.optional(v.boolean()),
	equals: v.optional(v.lazy((input) => (Array.isArray(input) ? v.array(text) : text))),
	differs: v.optional(v.lazy((input) => (Array.isArray(input) ? v.array(text) : text))),
	note
});

const event = v.strictObject({
	type: v.lazy((input) =>
		typeof input === 'string'
			? v.picklist(Object.keys(EVENT_TYPES), `must be one of ${Object.keys(EVENT_TYPES).join(', ')}`)
			: lookup
	),
	/** Unique within the dossier; without it one is made from the content. */
	key: v.optional(value),
	at: date,
	/** The event is there only when all of these hold. */
	when: v.optional(v.array(condition), []),
	procedure: v.optional(value),
	receiving: v.optional(value),
	resolving: v.optional(value),
	returning: v.optional(value),
	channel: v.optional(value),
	applicantKind: v.optional(value),
	handler: v.optional(value),
	step: v.optional(value),
	expectedResult: v.optional(value),
	returnAt: v.optional(date),
	cause: v.optional(value),
	reason: v.optional(value),
	by: v.optional(value),
	applicant: v.optional(
		v.strictObject({
			name: v.optional(value),
			identityNumber: v.optional(value),
			phone: v.optional(value),
			email: v.optional(value),
			address: v.optional(value)
		})
	),
	note
});

const unit = v.strictObject({
	code,
	kind: v.picklist(['centre', 'department', 'commune'], 'must be centre, department or commune'),
	name: text,
	nameEn: v.optional(text),
	shortName: v.optional(text),
	/** Code of the one-stop that receives for it; itself when missing. */
	oneStop: v.optional(code),
	validFrom: v.optional(day, '2000-01-01'),
	validTo: v.optional(day),
	note
});

const procedure = v.strictObject({
	code,
	name: text,
	nameEn: v.optional(text),
	field: text,
	level: v.picklist(['province', 'commune'], 'must be province or commune'),
	competent: v.optional(code),
	immediate: v.optional(v.boolean(), false),
	supplementRule: v.optional(v.picklist(['restart', 'pause'], 'must be restart or pause'), 'restart'),
	validFrom: v.optional(day, '2000-01-01'),
	limit: v.optional(
		v.strictObject({
			value: v.pipe(v.number(), v.integer(), v.minValue(1)),
			unit: v.picklist(['working-day', 'calendar-day', 'hour', 'same-day']),
			source: text
		})
	),
	note
});

const headerRow = v.optional(v.pipe(v.number('must be a row number'), v.integer(), v.minValue(1)), 1);
const csv = v.strictObject({
	format: v.literal('csv'),
	/** As the Encoding Standard names them; a byte order mark decides when missing, else UTF-8. */
	encoding: v.optional(v.pipe(text, v.check(isEncoding, 'is not the name of an encoding, such as utf-8'))),
	delimiter: v.optional(v.pipe(v.string(), v.length(1, 'must be one character')), ','),
	quote: v.optional(v.pipe(v.string(), v.length(1, 'must be one character')), '"'),
	headerRow,
	note
});
const xlsx = v.strictObject({
	format: v.literal('xlsx'),
	/** Name of the sheet; the first one when missing. */
	sheet: v.optional(text),
	headerRow,
	note
});

export const mappingSchema = v.strictObject({
	note,
	input: v.variant('format', [csv, xlsx], 'must be csv or xlsx'),
	feed: v.strictObject({
		id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes')),
		name: text,
		/** Receiving unit of records that name none. */
		defaultUnit: v.optional(code),
		note
	}),
	units: v.optional(v.array(unit), []),
	procedures: v.optional(v.array(procedure), []),
	/** IANA zone of times without an offset. */
	zone: v.optional(text, 'Asia/Ho_Chi_Minh'),
	dates: v.record(
		text,
		v.strictObject({
			patterns: v.pipe(v.array(text), v.minLength(1, 'must name a pattern')),
			zone: v.optional(text),
			timeOfDay: v.optional(v.pipe(v.string(), v.isoTime('must be a time such as 17:00'))),
			overlap: v.optional(v.picklist(['earlier', 'later'], 'must be earlier or later')),
			note
		})
	),
	tables: v.optional(
		v.record(text, v.strictObject({ values: v.record(text, text), otherwise: v.optional(text), note })),
		{}
	),
	/** Act as columns that have the same text in every row. */
	constants: v.optional(v.record(name, text), {}),
	dossier: value,
	events: v.pipe(v.array(event), v.minLength(1, 'must hold at least one event'))
});

export type Mapping = v.InferOutput<typeof mappingSchema>;
export type EventMapping = v.InferOutput<typeof event>;
export type MappedValue = string | v.InferOutput<typeof lookup>;
export type MappedDate = v.InferOutput<typeof date>;
export type MappedCondition = v.InferOutput<typeof condition>;
export type CsvInput = v.InferOutput<typeof csv>;
export type XlsxInput = v.InferOutput<typeof xlsx>;

function isEncoding(label: string): boolean {
	try {
		new TextDecoder(label);
		return true;
	} catch {
		return false;
	}
}
