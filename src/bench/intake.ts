import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { EventRecord } from '../lib/contract/record.ts';
import { toIsoInstant } from '../lib/domain/time/instant.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { median, type Row } from './row.ts';
import type { Target } from './target.ts';

const BATCH = 500;
const BATCHES = 40;
const SENDERS = 4;
const CONNECTIONS = 16;
const SINGLES = 4_000;
const ASKED = '≥ 6,000 records/s and ≥ 5 % of COPY';
const UNITS = ['31825', '31834', '32002', '32152', 'H12.05', 'H12.06'] as const;

/** Intake through the API, whole way: parse, store, judge, fold, write, notify, answer. Baseline: COPY of the same rows. */
export async function benchIntake(target: Target): Promise<Row[]> {
	const { db } = target;
	const post = posterTo(target);
	await perSecond(20 * BATCH, 1, batches('warm', 20), post);
	const alone = await perSecond(BATCHES * BATCH, 1, batches('one', BATCHES), post);
	const together = await perSecond(BATCHES * BATCH, SENDERS, batches('four', BATCHES), post);
	const singles = await perSecond(SINGLES, CONNECTIONS, batches('single', SINGLES / BATCH).flatMap(each), post);
	const copied = await copyPerSecond(db, batches('copied', BATCHES).flat());
	const row = (what: string, asked: string, rate: number): Row => ({
		what,
		asked,
		measured: `${rate.toFixed(0)} records/s`,
		baseline: `COPY of the same records over one connection into a bare table: ${copied.toFixed(0)} rows/s`,
		ratio: `${((100 * rate) / copied).toFixed(1)} %`
	});
	return [
		row(`intake by API, ${String(BATCH)} records a batch, one sender`, ASKED, alone),
		row(`intake by API, ${String(BATCH)} records a batch, ${String(SENDERS)} senders`, ASKED, together),
		row(`intake by API, single records over ${String(CONNECTIONS)} connections`, '≥ 500 records/s', singles)
	];
}

/** Rounds of the comparison; the servers take turns, so that a busy moment of the machine meets both. */
const ROUNDS = 5;

/** The same batches through the application on the embedded server and on an external one; one sender. */
export async function compareIntake(embedded: Target, external: Target, version: string): Promise<Row[]> {
	const targets = [embedded, external];
	const rates: number[][] = [[], []];
	for (let round = 0; round <= ROUNDS; round++) {
		for (const [i, target] of targets.entries()) {
			const rate = await perSecond(10 * BATCH, 1, batches(`round${String(round)}`, 10), posterTo(target));
			// The first round warms up.
			if (round > 0) rates[i]?.push(rate);
		}
	}
	const [here = 0, there = 0] = rates.map(median);
	return [
		{
			what: 'embedded default against an external PostgreSQL, same work: time for each record',
			asked: '≤ 1.3 ×',
			measured: `${here.toFixed(0)} records/s`,
			baseline: `${version}: ${there.toFixed(0)} records/s`,
			ratio: `${(there / here).toFixed(2)} ×`
		}
	];
}

function posterTo({ url, feed, key }: Target): (records: readonly EventRecord[]) => Promise<void> {
	return async (records) => {
		const response = await fetch(`${url}/api/v1/feeds/${feed}/records`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(records)
		});
		const answer = (await response.json()) as { accepted?: number };
		if (answer.accepted !== records.length)
			throw new Error(`not all records were taken: ${JSON.stringify(answer).slice(0, 300)}`);
	};
}

/** Half of the records open a dossier, the other half move it on. */
function batches(name: string, count: number): EventRecord[][] {
	const at = toIsoInstant(Date.now() - 3_600_000);
	return Array.from({ length: count }, (_, b) =>
		Array.from({ length: BATCH }, (_, i): EventRecord => {
			const unit = UNITS[i % UNITS.length] ?? UNITS[0];
			const dossier = `BENCH-${name}-${String(b)}-${String(i >> 1)}`;
			return i % 2 === 0
				? { dossier, type: 'accepted', at, procedure: '1.004873', receiving: unit, resolving: unit, channel: 'online' }
				: { dossier, type: 'processing', at, step: 'Thẩm định', handler: `Cán bộ ${String(i % 40)}` };
		})
	);
}

function each(batch: readonly EventRecord[]): EventRecord[][] {
	// Both records of a dossier in one request: apart, they would wait for each other's lock.
	return batch.filter((record) => record.type === 'accepted').map((record) => [record]);
}

async function perSecond(
	total: number,
	senders: number,
	requests: readonly EventRecord[][],
	post: (records: readonly EventRecord[]) => Promise<void>
): Promise<number> {
	const queue = requests.values();
	const sent = requests.reduce((sum, records) => sum + records.length, 0);
	const started = performance.now();
	await Promise.all(
		Array.from({ length: senders }, async () => {
			for (const records of queue) await post(records);
		})
	);
	return (1000 * Math.min(sent, total)) / (performance.now() - started);
}

const COPIES = 5;

/**
 * What a loader without any of our work would reach: the records as lines made beforehand, over one connection as from
 * any application, into a table without keys, indices or rules, one transaction for all. Median of several.
 */
async function copyPerSecond(db: Kysely<Tables>, records: readonly EventRecord[]): Promise<number> {
	const lines = Buffer.from(records.map((r) => `${r.dossier}\t${r.type}\t${r.at}\t${JSON.stringify(r)}\n`).join(''));
	const client = await connectAsCopier(db);
	try {
		await client.query('create temporary table warm (dossier text, type text, at timestamptz, body jsonb)');
		await copyIn(client, 'warm', lines);
		const rates: number[] = [];
		for (let i = 0; i < COPIES; i++) {
			await sql`create table bench_copy (dossier text, type text, at timestamptz, body jsonb)`.execute(db);
			await sql`grant insert on bench_copy to bench_copier`.execute(db);
			const started = performance.now();
			await copyIn(client, 'bench_copy', lines);
			rates.push((1000 * records.length) / (performance.now() - started));
			await sql`drop table bench_copy`.execute(db);
		}
		return median(rates);
	} finally {
		await client.end();
		await sql`drop table if exists bench_copy`.execute(db);
		await sql`drop role bench_copier`.execute(db);
	}
}

/** A connection of our own to the server behind `db`, whose password is not known here. */
async function connectAsCopier(db: Kysely<Tables>): Promise<pg.Client> {
	const password = randomBytes(16).toString('hex');
	await sql`create role bench_copier login password ${sql.lit(password)}`.execute(db);
	const { rows } = await sql<{ host: string; port: number; database: string }>`
		select host(inet_server_addr()) as host, inet_server_port() as port, current_database() as database`.execute(db);
	const client = new pg.Client({ ...rows[0], user: 'bench_copier', password });
	await client.connect();
	return client;
}

/** The messages of `copy … from stdin`, for which `pg` has no call of its own. */
function copyIn(client: pg.Client, table: string, lines: Buffer): Promise<void> {
	return new Promise((resolve, reject) => {
		const copy = {
			submit: (connection: pg.Connection) => connection.query(`copy ${table} from stdin`),
			handleCopyInResponse: (connection: pg.Connection & CopySender) => {
				connection.sendCopyFromChunk(lines);
				connection.endCopyFrom();
			},
			handleCommandComplete: () => undefined,
			handleError: reject,
			handleReadyForQuery: () => resolve(),
			callback: () => undefined
		};
		client.query(copy);
	});
}

interface CopySender {
	sendCopyFromChunk(chunk: Buffer): void;
	endCopyFrom(): void;
}
