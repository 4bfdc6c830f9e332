import { io } from 'socket.io-client';
import { LINK_OPTIONS } from '../../lib/contract/link-options.ts';
import { type LinkSocket, ViewLink } from '../../lib/client/live/view-link.ts';
import type { Database } from '../../lib/server/db/database.ts';
import { readOverviewUnits } from '../../lib/server/read/overview-units.ts';
import { postmasterOf } from '../process-use.ts';
import { quantile, type Row } from '../row.ts';
import { startTarget, type Target } from '../target.ts';
import { type Ground, startWriter, toOrder } from './load.ts';
import { startHelper } from './start-helper.ts';

const LOAD = { rate: 300, perTransaction: 1, viewers: 500 };
/** Of each kind, one after the other. */
const EVERY_MS = 75;
const WARM = 20;

/** Who comes while all others are being told: the first whole view over the socket, and the page from the server. */
export async function benchVisitors(databaseUrl: string, database: Database, seconds: number): Promise<Row[]> {
	const units = (await readOverviewUnits(database.db)).map(({ code }) => code);
	const ground: Ground = { databaseUrl, postmaster: await postmasterOf(database.db), units, seconds };
	const target = await startTarget(databaseUrl, database);
	const viewers = startHelper('viewers.ts');
	await viewers.ask({
		do: 'open',
		url: target.url,
		key: target.readerKey,
		speech: 'board',
		viewers: LOAD.viewers,
		units
	});
	// Long enough for some after the warm ones.
	const alone = await visit(target, Math.max(seconds / 4, 6));
	const writer = startWriter(ground);
	await writer.ask(toOrder(LOAD, 3));
	const writing = writer.ask(toOrder(LOAD, seconds));
	const busy = await visit(target, seconds - 1);
	await writing;
	await Promise.all([writer.stop(), viewers.stop()]);
	await target.stop();
	const row = (what: string, asked: string, kind: keyof Visits, q: number): Row => {
		const say = (visits: Visits) => quantile(visits[kind], q).toFixed(0);
		return {
			what: `${what}, while R = 300, V = 500`,
			asked: `p${100 * q} ${asked}`,
			measured: `p50 ${quantile(busy[kind], 0.5).toFixed(0)}, p${100 * q} ${say(busy)} ms (${busy[kind].length} visits)`,
			baseline: `the same without writes: p${100 * q} ${say(alone)} ms`,
			ratio: `${(quantile(busy[kind], q) / quantile(alone[kind], q)).toFixed(1)} ×`
		};
	};
	return [
		row('first full view of a late viewer, from connecting', '–', 'connected', 0.99),
		row('first full view of a late viewer, from asking', '≤ 30 ms', 'asked', 0.99),
		row('`/` rendered on the server', '≤ 60 ms', 'page', 0.95)
	];
}

interface Visits {
	readonly connected: number[];
	readonly asked: number[];
	readonly page: number[];
}

async function visit({ url, readerKey }: Target, seconds: number): Promise<Visits> {
	const visits: Visits = { connected: [], asked: [], page: [] };
	const headers = { authorization: `Bearer ${readerKey}` };
	const end = performance.now() + 1000 * seconds;
	for (let n = 0; performance.now() < end; n++) {
		const { connected, asked } = await firstView(url, headers);
		const started = performance.now();
		const page = await fetch(url, { headers });
		await page.text();
		const pageMs = performance.now() - started;
		if (!page.ok) throw new Error(`the page says ${page.status}`);
		// The visitor's own side is compiled during the first few.
		if (n >= WARM || visits.page.length > 0) {
			visits.connected.push(connected);
			visits.asked.push(asked);
			visits.page.push(pageMs);
		}
		await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
	}
	return visits;
}

/** A screen without a view: from opening the connection, and from asking over it, to holding the whole. */
function firstView(url: string, headers: { authorization: string }): Promise<{ connected: number; asked: number }> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		let asked = started;
		const socket: LinkSocket = io(url, { ...LINK_OPTIONS, forceNew: true, extraHeaders: headers });
		socket.on('connect', () => (asked = performance.now()));
		socket.on('connect_error', reject);
		const link = new ViewLink(socket, {}, null, {
			onView: () => {
				const now = performance.now();
				link.close();
				resolve({ connected: now - started, asked: now - asked });
			},
			onState: () => undefined
		});
	});
}
