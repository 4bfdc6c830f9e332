import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Row } from './row.ts';
import type { Target } from './target.ts';

const CLIENT = path.resolve(import.meta.dirname, '../../build/client');
const IMPORT = /\b(?:import|from)\s*["'](\.[^"']+\.js)["']/g;

/** What `/` makes a browser load before anything is clicked: its modules and all that they import statically. */
export async function benchClientSize({ url, readerKey }: Pick<Target, 'url' | 'readerKey'>): Promise<Row[]> {
	const page = await fetch(url, { headers: { authorization: `Bearer ${readerKey}` } });
	// The modules of the page itself are named in a header, so that they load before the text has come.
	const text = `${await page.text()} ${page.headers.get('link') ?? ''}`;
	const entries = [...text.matchAll(/["'<](?:\.|)\/(_app\/[^"'>]+\.js)["'>]/g)].map(([, file = '']) => file);
	if (entries.length === 0) throw new Error('the page names no modules');
	const files = new Set<string>();
	const add = (file: string): void => {
		if (files.has(file)) return;
		files.add(file);
		for (const [, other = ''] of read(file).matchAll(IMPORT)) add(path.join(path.dirname(file), other));
	};
	for (const entry of entries) add(entry);
	const kB = (compress: (text: string) => Uint8Array) =>
		[...files].reduce((sum, file) => sum + compress(read(file)).length, 0) / 1000;
	const plain = kB((text) => Buffer.from(text));
	const brotli = kB((text) => brotliCompressSync(text));
	return [
		{
			what: `client JS for \`/\`, compressed (${files.size} files)`,
			asked: '≤ 140 kB',
			measured: `brotli ${brotli.toFixed(0)} kB, gzip ${kB((text) => gzipSync(text, { level: 9 })).toFixed(0)} kB`,
			baseline: `not compressed: ${plain.toFixed(0)} kB`,
			ratio: `${(brotli / plain).toFixed(2)} ×`
		}
	];
}

function read(file: string): string {
	return readFileSync(path.join(CLIENT, file), 'utf8');
}
