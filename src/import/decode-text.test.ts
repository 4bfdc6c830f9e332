import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

async function decode(bytes: readonly number[] | Uint8Array, encoding?: string, pieces = 1): Promise<string> {
	const size = Math.ceil(bytes.length / pieces);
	async function* chunks() {
		for (let i = 0; i < bytes.length; i += size) yield Promise.resolve(Uint8Array.from(bytes.slice(i, i + size)));
	}
	let text = '';
	for await (const piece of decodeText(chunks() as AsyncIterable<Uint8Array>, encoding)) text += piece;
	return text;
}

const utf16 = (text: string) => [...Buffer.from(text, 'utf16le')];

test('UTF-8 with and without a byte order mark, cut anywhere', async () => {
	const bytes = Buffer.from('Sở Xây dựng');
	expect(await decode(bytes, undefined, bytes.length)).toBe('Sở Xây dựng');
	expect(await decode(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]), 'utf-8')).toBe('Sở Xây dựng');
});

test('UTF-16 by its mark, or by the mapping', async () => {
	expect(await decode([0xff, 0xfe, ...utf16('Sở')])).toBe('Sở');
	expect(await decode(utf16('Sở'), 'utf-16le')).toBe('Sở');
});

test('windows-1258, whose tones are letters of their own', async () => {
	// "tiếp" as Windows wrote it: ê, then the tone.
	expect((await decode([0x74, 0x69, 0xea, 0xec, 0x70], 'windows-1258')).normalize('NFC')).toBe('tiếp');
});

test.each([
	['not in utf-8: some bytes', [0x74, 0x69, 0xea, 0xec, 0x70], undefined],
	['not in utf-8: it holds zero bytes', utf16('Ma,Ngay'), 'utf-8'],
	['says it is utf-16le (byte order mark), the mapping says utf-8', [0xff, 0xfe, ...utf16('a')], 'utf-8'],
	['a workbook or another ZIP file', [0x50, 0x4b, 0x03, 0x04, 0], undefined]
] as const)('a wrong encoding is told: %s', async (message, bytes, encoding) => {
	await expect(decode(bytes, encoding)).rejects.toThrow(message);
});
