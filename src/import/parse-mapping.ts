import * as v from 'valibot';
import { findJsonFault } from '../lib/server/ingest/json-fault.ts';
import { ImportError } from './import-error.ts';
import { checkMapping } from './mapping-check.ts';
import { mappingSchema, type Mapping } from './mapping.ts';

/** Reads a mapping file. Throws ImportError that names every place at fault. */
export function parseMapping(json: string): Mapping {
	let raw: unknown;
	try {
		raw = JSON.parse(json);
	} catch {
		const { line, column } = findJsonFault(json);
		throw new ImportError(`The mapping is not JSON: line ${line}, column ${column}.`);
	}
	const parsed = v.safeParse(mappingSchema, raw);
	const faults = parsed.success
		? checkMapping(parsed.output)
		: parsed.issues.map((issue) => `${toPlace(issue)}: ${toWords(issue)}`);
	if (!parsed.success || faults.length > 0) throw new ImportError(`The mapping is wrong:\n  ${faults.join('\n  ')}`);
	return parsed.output;
}

function toPlace({ path }: v.BaseIssue<unknown>): string {
	if (path === undefined) return 'mapping';
	return path
		.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('')
		.slice(1);
}

function toWords({ expected, received, message }: v.BaseIssue<unknown>): string {
	if (expected === 'never') return 'is not known here';
	if (received === 'undefined') return 'is missing';
	if (message.startsWith('must') || message.startsWith('is ')) return message;
	return `must be ${EXPECTED[expected ?? ''] ?? expected ?? 'something else'}`;
}

const EXPECTED: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	boolean: 'true or false',
	Object: 'an object',
	Array: 'a list'
};
