import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { answerOrders } from '../helper.ts';
import { COUNT_UNITS, dayStart } from './count-units.ts';

/**
 * Baseline: counters in memory, kept from the ledger's changes after each notification; every 100 ms those that differ go
 * to everybody as JSON over plain WebSockets. No rights, filters, versions to resume from, deadlines passing.
 */
const EVERY_MS = 100;
const [, , url = ''] = process.argv;
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
const client = new pg.Client({ connectionString: url });
await client.connect();

interface Half {
	readonly acceptedAt: number | null;
	readonly closedAt: number | null;
	readonly dueAt: number | null;
	readonly receiving: string | null;
	readonly resolving: string | null;
}

const counts = new Map<string, [received: number, backlog: number, overdue: number]>();
const changed = new Set<string>();
let version = 0;
let isNews = false;
const today = dayStart();

function count({ acceptedAt, closedAt, dueAt, receiving, resolving }: Half, n: number): void {
	for (const unit of [`a${receiving ?? ''}`, `b${resolving ?? ''}`]) {
		const row = counts.get(unit) ?? [0, 0, 0];
		if (acceptedAt !== null && acceptedAt >= today.getTime()) row[0] += n;
		if (closedAt === null) row[1] += n;
		if (closedAt === null && dueAt !== null && dueAt < Date.now()) row[2] += n;
		counts.set(unit, row);
		changed.add(unit);
	}
}

async function first(): Promise<void> {
	await client.query('listen ledger');
	await client.query('begin isolation level repeatable read read only');
	const { rows: head } = await client.query<{ version: string }>('select version from ledger_head');
	const { rows } = await client.query<Record<string, string>>(COUNT_UNITS, [today]);
	await client.query('commit');
	version = Number(head[0]?.version);
	for (const row of rows) {
		counts.set(row['unit'] ?? '', [Number(row['received']), Number(row['backlog']), Number(row['overdue'])]);
	}
	client.on('notification', () => (isNews = true));
}

async function tell(): Promise<void> {
	const started = performance.now();
	if (isNews) {
		isNews = false;
		const { rows } = await client.query<{ version: string; before: Half | null; after: Half }>({
			name: 'changes',
			text: 'select version, before, after from ledger_change where version > $1 order by version',
			values: [version]
		});
		for (const row of rows) {
			if (row.before !== null) count(row.before, -1);
			count(row.after, 1);
			version = Number(row.version);
		}
		const message = JSON.stringify({
			v: version,
			units: [...changed].map((unit) => [unit, ...(counts.get(unit) ?? [])])
		});
		changed.clear();
		for (const socket of sockets.clients) socket.send(message);
	}
	setTimeout(() => void tell(), Math.max(0, EVERY_MS - (performance.now() - started)));
}

sockets.on('connection', (socket) => {
	socket.send(JSON.stringify({ v: version, units: [...counts].map(([unit, row]) => [unit, ...row]) }));
});

answerOrders(async () => {
	await first();
	await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
	void tell();
	return { port: (http.address() as AddressInfo).port };
});
