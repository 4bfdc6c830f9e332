import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import * as v from 'valibot';
import { NATIONAL_SERVICES, nationalEnvelopeSchema } from '../../contract/national.ts';
import { MAX_BYTES, MAX_RECORDS } from '../../contract/record.ts';
import { findJsonFault, type TextPlace } from './json-fault.ts';
import { isFields } from './personal.ts';
import { tame } from './tame.ts';

/** Why a body holds no records, with what the sender needs to find the place. */
export type BodyProblem =
	| { readonly code: 'body-too-large'; readonly detail: string }
	| { readonly code: 'unsupported-media-type'; readonly detail: string }
	| { readonly code: 'bad-json'; readonly detail: string; readonly line: number; readonly column?: number };

export type Body = { readonly records: readonly unknown[] } | { readonly problem: BodyProblem };

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'];
const JSON_TYPES = ['application/json', 'text/json'];

/**
 * The records of a request: a JSON array, one object, one object per line (NDJSON), or a national envelope with its `data`.
 * Reads no further than the bounds allow; a packed body is bounded by what it unfolds to.
 */
export async function readBody(request: Request): Promise<Body> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (!NDJSON.includes(type) && !JSON_TYPES.includes(type))
		return unsupported(`send application/json or application/x-ndjson, not ${type === '' ? 'nothing' : 'this type'}`);
	const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
	if (encoding !== 'gzip' && encoding !== 'identity') return unsupported('the body may be packed with gzip only');
	if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return tooLarge(BYTES_DETAIL);
	const bytes = await readBytes(request, encoding === 'gzip');
	if ('problem' in bytes) return bytes;
	return toRecords(bytes, NDJSON.includes(type));
}

const BYTES_DETAIL = `a request holds at most ${MAX_BYTES / 1024 / 1024} MB, unpacked`;
const RECORDS_DETAIL = `a request holds at most ${MAX_RECORDS} records`;

async function readBytes(request: Request, packed: boolean): Promise<Buffer | { problem: BodyProblem }> {
	if (request.body === null) return Buffer.alloc(0);
	const source = Readable.fromWeb(request.body as ReadableStream);
	// Leaving a loop over the source would cancel the request and with it the connection our answer goes out on.
	const stream = packed ? source.pipe(createGunzip()) : source;
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
			size += chunk.length;
			if (size > MAX_BYTES) {
				source.unpipe();
				return tooLarge(BYTES_DETAIL);
			}
			chunks.push(chunk);
		}
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? '';
		if (code.startsWith('Z_')) return badJson('the body is not gzip', 1);
		throw error;
	}
	return Buffer.concat(chunks);
}

/** Records of a whole body. `lines`: the sender says that each line is one. */
export function toRecords(bytes: Uint8Array, lines: boolean): Body {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return badJson('the body is not UTF-8', 1);
	}
	const body = lines || looksLikeLines(text) ? parseLines(text) : parseWhole(text);
	if ('problem' in body) return body;
	if (body.records.length > MAX_RECORDS) return tooLarge(RECORDS_DETAIL);
	const records = tame(body.records);
	return records === null ? badJson('a record is nested too deeply', 1) : { records };
}

/** Whether the first line is an object by itself and more follows. */
function looksLikeLines(text: string): boolean {
	const end = text.indexOf('\n');
	if (end === -1 || !/^\s*\{.*\}\s*$/.test(text.slice(0, end)) || text.slice(end).trim() === '') return false;
	return 'value' in parse(text.slice(0, end));
}

function parseLines(text: string): Body {
	const records: unknown[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		if (line.trim() === '') continue;
		const parsed = parse(line);
		if (!('value' in parsed)) return badJson(`line ${index + 1} is not JSON`, index + 1, parsed.column);
		if (records.length === MAX_RECORDS) return tooLarge(RECORDS_DETAIL);
		records.push(parsed.value);
	}
	return { records };
}

function parseWhole(text: string): Body {
	const parsed = parse(text);
	if (!('value' in parsed)) {
		const { line, column } = parsed;
		return badJson(`the body is not JSON: line ${line}, column ${column}`, line, column);
	}
	const { value } = parsed;
	if (Array.isArray(value)) return { records: value };
	return isFields(value) && 'data' in value && 'service' in value ? openEnvelope(value) : { records: [value] };
}

function openEnvelope(value: unknown): Body {
	const envelope = v.safeParse(nationalEnvelopeSchema, value);
	if (envelope.success) return { records: envelope.output.data };
	return badJson(`an envelope has a service (${NATIONAL_SERVICES.join(' or ')}) and a list of data`, 1);
}

function parse(text: string): { value: unknown } | TextPlace {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return findJsonFault(text);
	}
}

function tooLarge(detail: string): { problem: BodyProblem } {
	return { problem: { code: 'body-too-large', detail } };
}

function unsupported(detail: string): { problem: BodyProblem } {
	return { problem: { code: 'unsupported-media-type', detail } };
}

function badJson(detail: string, line: number, column?: number): { problem: BodyProblem } {
	return { problem: { code: 'bad-json', detail, line, ...(column === undefined ? {} : { column }) } };
}
