import { APPLICANT_KINDS, CHANNELS, EVENT_TYPES } from '../lib/domain/dossier/event.ts';
import { compileDateFormat } from './date-format.ts';
import type { EventMapping, MappedDate, MappedValue, Mapping } from './mapping.ts';
import { columnsIn } from './template.ts';

/** Fields that take one of a list. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
	type: Object.keys(EVENT_TYPES),
	channel: CHANNELS,
	applicantKind: APPLICANT_KINDS,
	cause: ['receipt', 'supplement', 'reappointment']
};

/** What the form of a mapping cannot tell: names that lead nowhere, patterns that mean nothing. */
export function checkMapping(mapping: Mapping): string[] {
	const faults: string[] = [];
	for (const [name, format] of Object.entries(mapping.dates)) {
		try {
			compileDateFormat({ ...format, zone: format.zone ?? mapping.zone });
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			faults.push(`dates.${name}: ${error.message}`);
		}
	}
	faults.push(...checkValue('dossier', mapping.dossier, mapping));
	for (const [index, event] of mapping.events.entries()) {
		for (const [field, source] of sourcesOf(event))
			faults.push(...checkSource(`events[${index}].${field}`, field, source, mapping));
		for (const [place, condition] of event.when.entries()) {
			const { filled, equals, differs } = condition;
			if ([filled, equals, differs].filter((test) => test !== undefined).length !== 1)
				faults.push(`events[${index}].when[${place}]: must have one of filled, equals, differs`);
		}
	}
	const units = new Set(mapping.units.map(({ code }) => code));
	if (units.size < mapping.units.length) faults.push('units: a code is there twice');
	return faults;
}

/** Each field of an event that is taken from the row, with its place. */
export function* sourcesOf(event: EventMapping): Generator<[field: string, source: MappedValue | MappedDate]> {
	const { when: _when, note: _note, applicant, ...fields } = event;
	for (const [field, source] of Object.entries(fields)) if (source !== undefined) yield [field, source];
	for (const [field, source] of Object.entries(applicant ?? {}))
		if (source !== undefined) yield [`applicant.${field}`, source];
}

/** Names of the columns and constants that a source reads. */
export function columnsOf(source: MappedValue | MappedDate): string[] {
	if (typeof source === 'string') return columnsIn(source);
	const { column = [], template } = source;
	return [...(typeof column === 'string' ? [column] : column), ...(template === undefined ? [] : columnsIn(template))];
}

function checkSource(place: string, field: string, source: MappedValue | MappedDate, mapping: Mapping): string[] {
	if (typeof source === 'object' && 'date' in source) {
		const known = Object.hasOwn(mapping.dates, source.date);
		return [...(known ? [] : [`${place}.date: there is no "${source.date}" in dates`]), ...checkOrigin(place, source)];
	}
	const list = LISTS[field];
	const wrong = list === undefined ? undefined : fixedTexts(source, mapping).find((text) => !list.includes(text));
	return [
		...checkValue(place, source, mapping),
		...(wrong === undefined ? [] : [`${place}: "${wrong}" is none of ${(list ?? []).join(', ')}`])
	];
}

function checkValue(place: string, source: MappedValue, mapping: Mapping): string[] {
	if (typeof source === 'string') return [];
	const { table } = source;
	const isLost = table !== undefined && !Object.hasOwn(mapping.tables, table);
	return [...(isLost ? [`${place}.table: there is no "${table}" in tables`] : []), ...checkOrigin(place, source)];
}

function checkOrigin(place: string, { column, template }: Exclude<MappedValue, string> | MappedDate): string[] {
	return (column === undefined) === (template === undefined) ? [`${place}: must have either column or template`] : [];
}

/** Texts that a source can give and that stand in the mapping. */
function fixedTexts(source: MappedValue, { tables }: Mapping): string[] {
	if (typeof source === 'string') return columnsIn(source).length === 0 ? [source] : [];
	const table = source.table === undefined ? undefined : tables[source.table];
	const { otherwise } = table ?? {};
	return [...Object.values(table?.values ?? {}), ...(otherwise === undefined ? [] : [otherwise])];
}
