import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_BYTES, MAX_RECORDS } from '../../contract/record.ts';
import { readBody, toRecords } from './read-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	readBody(
		new Request('http://office/', {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body,
			duplex: 'half'
		} as RequestInit)
	);

describe('records are found in', () => {
	test.each([
		['a list', '[{"a":1},{"b":2}]', false, [{ a: 1 }, { b: 2 }]],
		['one object', ' {"a":\n1} ', false, [{ a: 1 }]],
		['lines', '{"a":1}\r\n\n{"b":2}\n', true, [{ a: 1 }, { b: 2 }]],
		['lines that nobody announced', '{"a":1}\n{"b":2}', false, [{ a: 1 }, { b: 2 }]],
		['an envelope', '{"session":"s","service":"DongBoHoSoMC","data":[{"a":1}]}', false, [{ a: 1 }]],
		['an empty list', '[]', false, []]
	])('%s', (_, text, lines, records) => {
		expect(toRecords(bytes(text), lines)).toEqual({ records });
	});

	test('a packed body', async () => {
		expect(await post(gzipSync('[{"a":1}]'), { 'content-encoding': 'gzip' })).toEqual({ records: [{ a: 1 }] });
	});
});

describe('a body is refused', () => {
	test.each([
		['with the line of broken lines', '{"a":1}\n{"b":}\n', true, { code: 'bad-json', line: 2, column: 6 }],
		['with the place of broken JSON', '[{"a":1},\n{"b" 2}]', false, { code: 'bad-json', line: 2, column: 6 }],
		['when it is empty', '', false, { code: 'bad-json', line: 1 }],
		['when its service is unknown', '{"service":"X","data":[]}', false, { code: 'bad-json' }],
		['when it is nested without end', '['.repeat(5000) + ']'.repeat(5000), false, { code: 'bad-json' }],
		['with too many records', JSON.stringify(Array(MAX_RECORDS + 1).fill(1)), false, { code: 'body-too-large' }],
		['with too many lines', '1\n'.repeat(MAX_RECORDS + 1), true, { code: 'body-too-large' }]
	])('%s', (_, text, lines, problem) => {
		expect(toRecords(bytes(text), lines)).toMatchObject({ problem });
	});

	test('when it is not UTF-8', () => {
		expect(toRecords(new Uint8Array([0x22, 0xff, 0x22]), false)).toMatchObject({ problem: { code: 'bad-json' } });
	});

	test('by its type or packing', async () => {
		expect(await post('x', { 'content-type': 'text/csv' })).toMatchObject({
			problem: { code: 'unsupported-media-type' }
		});
		expect(await post('x', { 'content-encoding': 'br' })).toMatchObject({
			problem: { code: 'unsupported-media-type' }
		});
		expect(await post('no gzip', { 'content-encoding': 'gzip' })).toMatchObject({ problem: { code: 'bad-json' } });
	});

	test('while it is being read, packed or not', async () => {
		const tooLarge = { problem: { code: 'body-too-large' } };
		expect(await post(gzipSync(Buffer.alloc(MAX_BYTES + 1, 32)), { 'content-encoding': 'gzip' })).toMatchObject(
			tooLarge
		);
		let sent = 0;
		const endless = new ReadableStream({
			pull(controller) {
				sent += 65_536;
				controller.enqueue(new Uint8Array(65_536).fill(32));
			}
		});
		expect(await post(endless)).toMatchObject(tooLarge);
		expect(sent).toBeLessThan(MAX_BYTES * 1.1);
	});
});

test('what PostgreSQL cannot keep becomes a replacement character', () => {
	const { records } = toRecords(bytes('[{"a\\u0000":"x\\u0000","b":["\\ud800"],"c":"\\ud83d\\ude00"}]'), false) as {
		records: unknown[];
	};
	expect(records).toEqual([{ 'a\uFFFD': 'x\uFFFD', b: ['\uFFFD'], c: '😀' }]);
});
