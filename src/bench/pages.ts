import { type Kysely, sql } from 'kysely';
import type { Database } from '../lib/server/db/database.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { toPlaceText } from '../lib/server/read/list-place.ts';
import { benchExport } from './export.ts';
import { quantile, type Row } from './row.ts';
import { startTarget, type Target } from './target.ts';

const VISITS = 40;
const WARM = 3;
/** Rows before the first of page 1,000. */
const FAR = 999 * 50;

interface Page {
	readonly what: string;
	readonly address: string;
	/**
	 * p95, ms. `/` comes from memory. What is asked of the ledger gets 300 ms, the longest that still reads as an answer to
	 * the click; what looks at every dossier there is (all counted, a text that is nearly everywhere) gets 500.
	 */
	readonly budget: number;
}

/** Pages as a leader asks for them, one after the other, over HTTP, from asking to the last byte; and whole exports. */
export async function benchPages(databaseUrl: string, database: Database, dossiers: number): Promise<Row[]> {
	const target = await startTarget(databaseUrl, database);
	try {
		const floor = await visit(target, '/healthz');
		const rows: Row[] = [];
		for (const page of await toPages(database.db, dossiers)) rows.push(await benchPage(target, page, floor));
		rows.push(await benchExport(target, 'csv'), await benchExport(target, 'xlsx'));
		return rows;
	} finally {
		await target.stop();
	}
}

async function toPages(db: Kysely<Tables>, dossiers: number): Promise<Page[]> {
	const size = `${dossiers.toLocaleString('en')} dossiers`;
	const place = await findPlace(db, FAR);
	return [
		{ what: `\`/\`, signed in, ${size}`, address: '/', budget: 60 },
		{ what: `a unit page, ${size}`, address: '/units/31825', budget: 300 },
		{ what: `list of all, page 1, ${size}`, address: '/dossiers', budget: 500 },
		{ what: `list of all, page 1,000, ${size}`, address: `/dossiers?after=${place}`, budget: 500 },
		{ what: 'list of what is overdue', address: '/dossiers?figure=overdue', budget: 300 },
		{ what: 'list of what was on time this month', address: '/dossiers?figure=on-time-month', budget: 300 },
		{ what: 'list of a unit', address: '/dossiers?resolving=31825', budget: 300 },
		{ what: 'list of all in the order of units', address: '/dossiers?sort=unit', budget: 500 },
		{ what: 'search for a code', address: '/dossiers?q=FILL-77777', budget: 300 },
		{ what: 'search for a unit and all that bears its name', address: '/dossiers?q=dam+doi', budget: 300 },
		{ what: 'search for two letters that are in every code', address: '/dossiers?q=fi', budget: 500 },
		{ what: 'list of mass closing', address: '/dossiers?figure=mass-closing', budget: 300 },
		{ what: 'page of findings', address: '/findings', budget: 500 },
		{ what: 'flows', address: '/flows', budget: 500 },
		{ what: 'rollout', address: '/rollout', budget: 500 },
		{ what: 'API, every figure', address: '/api/v1/figures', budget: 500 }
	];
}

/** The place after so many rows of the usual order. */
async function findPlace(db: Kysely<Tables>, position: number): Promise<string> {
	const { rows } = await sql<{ code: string; value: string }>`
		select code, (extract(epoch from due_at) * 1000000)::bigint::text as value from dossier
		where due_at is not null order by due_at, code offset ${position - 1} limit 1`.execute(db);
	const [row] = rows;
	return row === undefined ? '' : toPlaceText({ position, part: 'with', ...row });
}

async function benchPage(target: Target, { what, address, budget }: Page, floor: readonly number[]): Promise<Row> {
	const times = await visit(target, address);
	const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
	return {
		what,
		asked: `p95 ≤ ${String(budget)} ms`,
		measured: `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)} ms`,
		baseline: `the same server's \`/healthz\`: p50 ${quantile(floor, 0.5).toFixed(1)} ms`,
		ratio: `${(p50 / quantile(floor, 0.5)).toFixed(0)} ×`
	};
}

async function visit({ url, readerKey }: Target, address: string): Promise<number[]> {
	const times: number[] = [];
	for (let n = 0; n < WARM + VISITS; n++) {
		const started = performance.now();
		const answer = await fetch(new URL(address, url), { headers: { authorization: `Bearer ${readerKey}` } });
		await answer.arrayBuffer();
		if (!answer.ok) throw new Error(`${address} says ${String(answer.status)}`);
		if (n >= WARM) times.push(performance.now() - started);
	}
	return times;
}
