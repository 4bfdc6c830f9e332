import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
	readonly name: string;
	readonly text: Iterable<string> | AsyncIterable<string>;
}

interface Entry {
	readonly name: Buffer;
	readonly offset: number;
	readonly crc: number;
	readonly size: number;
	readonly packed: number;
}

/** Sizes follow each part, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: the same content makes the same file. */
const DAY = 0x21;

/** A ZIP file of texts, packed as they come: memory does not grow with their length. Parts of up to 4 GiB. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
	const entries: Entry[] = [];
	let offset = 0;
	for (const part of parts) {
		const name = Buffer.from(part.name);
		const head = localHead(name);
		yield head;
		const sum = { crc: 0, size: 0, packed: 0 };
		for await (const chunk of pack(part.text, sum)) {
			sum.packed += chunk.length;
			yield chunk;
		}
		const entry = { name, offset, ...sum };
		const tail = numbers([0x08074b50, 4], [entry.crc, 4], [entry.packed, 4], [entry.size, 4]);
		yield tail;
		entries.push(entry);
		offset += head.length + entry.packed + tail.length;
	}
	const directory = Buffer.concat(entries.map(directoryEntry));
	yield directory;
	const count = entries.length;
	yield numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [directory.length, 4], [offset, 4], [0, 2]);
}

async function* pack(text: ZipPart['text'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
	async function* bytes(): AsyncGenerator<Buffer> {
		for await (const piece of text) {
			const chunk = Buffer.from(piece);
			sum.crc = crc32(chunk, sum.crc);
			sum.size += chunk.length;
			yield chunk;
		}
	}
	const deflate = createDeflateRaw({ level: 4 });
	const feeding = pipeline(Readable.from(bytes(), { objectMode: true, highWaterMark: 2 }), deflate);
	// A reader that goes away ends the loop; the other end is told, and is heard in any case.
	feeding.catch(() => undefined);
	try {
		for await (const chunk of deflate) yield chunk as Buffer;
		await feeding;
	} finally {
		deflate.destroy();
	}
}

function localHead(name: Buffer): Buffer {
	return Buffer.concat([
		numbers(
			[0x04034b50, 4],
			[20, 2],
			[FLAGS, 2],
			[DEFLATED, 2],
			[0, 2],
			[DAY, 2],
			[0, 4],
			[0, 4],
			[0, 4],
			[name.length, 2],
			[0, 2]
		),
		name
	]);
}

function directoryEntry({ name, offset, crc, size, packed }: Entry): Buffer {
	return Buffer.concat([
		numbers(
			[0x02014b50, 4],
			[20, 2],
			[20, 2],
			[FLAGS, 2],
			[DEFLATED, 2],
			[0, 2],
			[DAY, 2],
			[crc, 4],
			[packed, 4],
			[size, 4],
			[name.length, 2],
			[0, 2],
			[0, 2],
			[0, 2],
			[0, 2],
			[0, 4],
			[offset, 4]
		),
		name
	]);
}

/** Unsigned little-endian numbers of so many bytes each. */
function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
	const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
	let at = 0;
	for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
	return buffer;
}
