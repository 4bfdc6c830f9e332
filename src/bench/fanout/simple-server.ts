import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { Server } from 'socket.io';
import { answerOrders } from '../helper.ts';
import { COUNT_UNITS, dayStart } from './count-units.ts';

/** Baseline: one query a second for all, sent whole to everybody. */
const EVERY_MS = 1_000;
const [, , url = ''] = process.argv;
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const client = new pg.Client({ connectionString: url });
await client.connect();

let last = '';
async function tell(): Promise<void> {
	const started = performance.now();
	await client.query('begin isolation level repeatable read read only');
	const { rows: head } = await client.query<{ version: string }>('select version from ledger_head');
	const { rows } = await client.query<Record<string, string>>({
		name: 'count',
		text: COUNT_UNITS,
		values: [dayStart()]
	});
	await client.query('commit');
	const version = head[0]?.version ?? '0';
	const units = rows.map((row) => [
		row['unit'],
		Number(row['received']),
		Number(row['backlog']),
		Number(row['overdue'])
	]);
	if (version !== last || started % 2_000 < EVERY_MS) io.emit('counts', { v: Number(version), units });
	last = version;
	setTimeout(() => void tell(), Math.max(0, EVERY_MS - (performance.now() - started)));
}

answerOrders(
	() =>
		new Promise((resolve) => {
			http.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
				void tell();
				resolve({ port: (http.address() as AddressInfo).port });
			});
		})
);
