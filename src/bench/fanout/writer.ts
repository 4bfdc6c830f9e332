import pg from 'pg';
import { answerOrders, sharedNow } from '../helper.ts';

/** Bare writes of changes at a given rate, without the application: what any board has to keep up with. */
export interface WriteOrder {
	readonly seconds: number;
	/** Changes a second in all, and how many of them make one transaction. */
	readonly rate: number;
	readonly perTransaction: number;
	/** Whether a commit waits for the disk. */
	readonly durable: boolean;
}

export interface Written {
	/** Version of the first transaction, and when each was committed (`sharedNow`). */
	readonly first: number;
	readonly committedAt: readonly number[];
	readonly changes: number;
	readonly seconds: number;
}

const CONNECTIONS = 4;
const HOUR_MS = 3_600_000;
const [, , url = '', run = '0'] = process.argv;

/** All that a version of the ledger writes, in one round trip: head, events, dossiers, changes, notification. */
const WRITE = `with head as (
	update ledger_head set version = version + 1 returning version
), rows as materialized (
	select * from json_to_recordset($1::json) as (before jsonb, after jsonb, type text, code text, procedure text, field text,
		channel text, receiving text, resolving text, cross_boundary boolean, status smallint, accepted_at timestamptz,
		closed_at timestamptz, due_at timestamptz, timeliness text)
), events as (
	insert into event (dossier_code, key, type, at, arrived_at, feed_id, version, body)
	select code, type, type, now(), now(), 'bench', (select version from head), '{}' from rows
), dossiers as (
	insert into dossier (code, version, feed_id, procedure, field, channel, receiving, resolving, "returning", cross_boundary,
		status, accepted_at, closed_at, due_at, first_due_at, timeliness, first_event_at, last_event_at, findings, state)
	select code, (select version from head), 'bench', procedure, field, channel, receiving, resolving, receiving,
		cross_boundary, status, accepted_at, closed_at, due_at, due_at, timeliness, accepted_at, now(), '{}', '{}' from rows
	on conflict (code) do update set version = excluded.version, status = excluded.status, closed_at = excluded.closed_at,
		timeliness = excluded.timeliness, last_event_at = excluded.last_event_at
), changes as (
	insert into ledger_change (version, dossier_code, type, at, before, after)
	select (select version from head), code, type, now(), before, after from rows
)
select version, pg_notify('ledger', version::text) from head`;

interface BenchDossier {
	code: string;
	procedure: string;
	field: string;
	channel: string;
	receiving: string;
	resolving: string;
	crossBoundary: boolean;
	status: number;
	acceptedAt: number;
	closedAt: number | null;
	dueAt: number;
	timeliness: string | null;
}

const clients = await Promise.all(
	Array.from({ length: CONNECTIONS }, async () => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		return client;
	})
);
const [main] = clients as [pg.Client];
const communes = await column(`select code from unit where kind = 'commune' and valid_to is null order by 1`);
const departments = await column(`select code from unit where kind = 'department' and valid_to is null order by 1`);
const procedures = (await main.query<{ code: string; field: string }>('select code, field from procedure order by 1'))
	.rows;
/** Dossiers of ours that may still move on, oldest first. */
const moving: BenchDossier[] = [];
let made = 0;
/** What was made last may not be committed yet. */
let enough = 0;
let seed = Number(run) * 7919 + 1;

answerOrders(async ({ seconds, rate, perTransaction, durable }: WriteOrder): Promise<Written> => {
	for (const client of clients) await client.query(`set synchronous_commit = ${durable ? 'on' : 'off'}`);
	const total = Math.round((seconds * rate) / perTransaction);
	const versions: [version: number, at: number][] = [];
	const started = sharedNow();
	let next = 0;
	enough = 2 * CONNECTIONS * perTransaction;
	await Promise.all(
		clients.map(async (client) => {
			for (let k = next++; k < total; k = next++) {
				const wait = started + (k * 1000 * perTransaction) / rate - sharedNow();
				if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
				const rows = Array.from({ length: perTransaction }, toChange);
				const { rows: answer } = await client.query<{ version: string }>({
					name: 'write',
					text: WRITE,
					values: [JSON.stringify(rows)]
				});
				versions.push([Number(answer[0]?.version), sharedNow()]);
			}
		})
	);
	versions.sort(([a], [b]) => a - b);
	return {
		first: versions[0]?.[0] ?? 0,
		committedAt: versions.map(([, at]) => at),
		changes: total * perTransaction,
		seconds: (sharedNow() - started) / 1000
	};
});

/** Six in ten are new; of the rest half move on a step and half are done. */
function toChange(): object {
	const isNew = random() < 0.6 || moving.length < enough;
	const old = isNew ? undefined : moving.shift();
	if (old === undefined) {
		const dossier = newDossier();
		moving.push(dossier);
		return toRow(null, dossier, 'accepted');
	}
	if (old.status === 2) {
		const dossier = { ...old, status: 4 };
		moving.push(dossier);
		return toRow(old, dossier, 'processing');
	}
	return toRow(old, { ...old, status: 9, closedAt: Date.now(), timeliness: 'early' }, 'resolved');
}

/** Received by a commune, resolved there, by a department or by another commune. */
function newDossier(): BenchDossier {
	const receiving = pick(communes);
	const chance = random();
	const resolving = chance < 0.5 ? receiving : pick(chance < 0.8 ? departments : communes);
	const { code, field } = pick(procedures);
	const now = Date.now();
	return {
		code: `H12.${receiving}-BENCH-${run}-${made++}`,
		procedure: code,
		field,
		channel: pick(['online', 'online', 'online', 'counter', 'post']),
		receiving,
		resolving,
		crossBoundary: receiving !== resolving,
		status: 2,
		acceptedAt: now,
		closedAt: null,
		dueAt: now + Math.ceil(random() * 240) * HOUR_MS,
		timeliness: null
	};
}

function toRow(before: BenchDossier | null, after: BenchDossier, type: string): object {
	return {
		before: before === null ? null : toDossier(before),
		after: toDossier(after),
		...{ type, code: after.code, procedure: after.procedure, field: after.field, channel: after.channel },
		...{ receiving: after.receiving, resolving: after.resolving, cross_boundary: after.crossBoundary },
		...{ status: after.status, timeliness: after.timeliness, accepted_at: new Date(after.acceptedAt) },
		...{ closed_at: after.closedAt === null ? null : new Date(after.closedAt), due_at: new Date(after.dueAt) }
	};
}

function toDossier(dossier: BenchDossier): object {
	const { receiving: returning, dueAt: firstDueAt } = dossier;
	return {
		...dossier,
		returning,
		handler: null,
		filedAt: null,
		returnedAt: null,
		firstDueAt,
		transferringSince: null,
		apologisedAt: null,
		unopenedSince: null,
		findings: []
	};
}

async function column(query: string): Promise<string[]> {
	return (await main.query<{ code: string }>(query)).rows.map(({ code }) => code);
}

function pick<T>(from: readonly T[]): T {
	return from[Math.floor(random() * from.length)] as T;
}

/** The same changes in every run (mulberry32). */
function random(): number {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
