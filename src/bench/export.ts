import { residentMiB } from './process-use.ts';
import type { Row } from './row.ts';
import type { Target } from './target.ts';

/** One dossier in five was filed at a counter. */
const ADDRESS = (kind: 'csv' | 'xlsx') => `/dossiers.${kind}?channel=counter`;

/** A fifth of all dossiers as a file through HTTP, thrown away as it comes, and what it costs the server in memory. */
export async function benchExport({ url, readerKey, pid }: Target, kind: 'csv' | 'xlsx'): Promise<Row> {
	const headers = { authorization: `Bearer ${readerKey}` };
	const before = residentMiB(pid);
	let most = before;
	let bytes = 0;
	const started = performance.now();
	const answer = await fetch(new URL(ADDRESS(kind), url), { headers });
	if (!answer.ok || answer.body === null) throw new Error(`the export says ${String(answer.status)}`);
	for await (const chunk of answer.body) {
		bytes += (chunk as Uint8Array).length;
		most = Math.max(most, residentMiB(pid));
	}
	const seconds = (performance.now() - started) / 1000;
	const listed = await fetch(new URL('/api/v1/dossiers?channel=counter&limit=1', url), { headers });
	const { total } = (await listed.json()) as { total: number };
	return {
		what: `export of ${total.toLocaleString('en')} rows as ${kind.toUpperCase()} through HTTP`,
		asked: '≤ 200 MiB more memory, however many rows',
		measured: `${seconds.toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(0)} MiB; memory ${before.toFixed(0)} → at most ${most.toFixed(0)} → ${residentMiB(pid).toFixed(0)} MiB`,
		baseline: `the file held whole: ${(bytes / 2 ** 20).toFixed(0)} MiB and more`,
		ratio: `${(total / seconds).toFixed(0)} rows/s`
	};
}
