import { describe, expect, it, onTestFinished } from 'vitest';
import { createFeed, startApp } from '../support/app.ts';
import { openCrowd } from '../support/crowd.ts';
import { freshDatabase } from '../support/database.ts';
import { readFileLimit } from '../support/file-limit.ts';
import { HEAP_ENV, openHeap } from '../support/heap.ts';
import { openLiveClient } from '../support/live-client.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signIn } from '../support/sign-in.ts';
import { expectTruth } from '../support/truth.ts';

const WANTED = 10_000;
/** Files and sockets of a process that are no screens. */
const OTHER_FILES = 200;
const SCREENS = Math.min(WANTED, readFileLimit() - OTHER_FILES);
const MIB = 2 ** 20;
const VIEWERS = 10;
/** Ten thousand handshakes are a dozen seconds of work, and other work may share the machine. */
const PATIENCE_MS = 240_000;

const { db, url: databaseUrl } = await freshDatabase();
const { headers } = await signIn(db, 'leader');

/** Asks again and again until the end: how often it was answered, and what it waited longest. */
function startAsking(address: string): { end(): Promise<{ answers: number; worstMs: number; statuses: Set<number> }> } {
	let isOver = false;
	const statuses = new Set<number>();
	let answers = 0;
	let worstMs = 0;
	const ask = async (): Promise<void> => {
		while (!isOver) {
			const started = performance.now();
			const response = await fetch(address);
			await response.text();
			statuses.add(response.status);
			answers++;
			worstMs = Math.max(worstMs, performance.now() - started);
		}
	};
	const done = ask();
	return {
		end: async () => {
			isOver = true;
			await done;
			return { answers, worstMs, statuses };
		}
	};
}

describe('ten thousand screens that come back in the same moment', () => {
	it(
		'all get their numbers; the others go on getting theirs, probes are answered, and memory is given back',
		async () => {
			const say = (line: string) => process.stdout.write(`  storm: ${line}\n`);
			say(
				`${SCREENS} screens${SCREENS < WANTED ? `, because a process may have ${SCREENS + OTHER_FILES} files open here` : ''}`
			);
			const app = await startApp({ databaseUrl }, { LOG_LEVEL: 'error', ...HEAP_ENV });
			onTestFinished(() => app.stop());
			const heap = await openHeap(app);
			onTestFinished(() => heap.close());
			const key = await createFeed(app, 'office');
			const viewers = Array.from({ length: VIEWERS }, () => openLiveClient(app.url, { headers }));
			onTestFinished(() => viewers.forEach((viewer) => viewer.close()));
			await Promise.all(viewers.map((viewer) => viewer.until('a view', () => true)));
			let posted = 0;
			const post = () => pushRecords(app.url, 'office', key, [anAccepted(`R-${++posted}`)]);
			const crowd = openCrowd(app.url, SCREENS, headers.cookie);
			onTestFinished(() => crowd.close());

			const alone = await heap.readBytes();
			const first = await crowd.connect(0);
			say(`all there for the first time after ${(first.ms / 1000).toFixed(1)} s`);
			const full = await heap.readBytes();
			await crowd.cut();
			// What happens while they are away.
			const { version: away } = await post();
			const probes = startAsking(`${app.url}/healthz`);
			let isBack = (): boolean => false;
			const back = crowd.connect(away).finally(() => (isBack = () => true));
			let rounds = 0;
			while (!isBack()) {
				const { version: next } = await post();
				await Promise.all(viewers.map((viewer) => viewer.untilVersion(next, PATIENCE_MS)));
				if (!isBack()) rounds++;
			}
			const gathering = await back;
			const { answers, worstMs, statuses } = await probes.end();
			say(
				`all back after ${(gathering.ms / 1000).toFixed(1)} s; in between ${rounds} changes reached ${VIEWERS} others, ` +
					`and ${answers} probes were answered, the slowest after ${Math.round(worstMs)} ms`
			);
			expect(rounds).toBeGreaterThan(0);
			expect([...statuses]).toEqual([200]);
			expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
			const { version } = await post();
			await crowd.untilVersion(version);
			expect(await crowd.countMissing(version)).toBe(0);

			const fullAgain = await heap.readBytes();
			await crowd.cut();
			const metric = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();
			await expect.poll(metric, { timeout: 20_000 }).toMatch(new RegExp(`^thongsuot_sockets ${VIEWERS}$`, 'm'));
			const left = await heap.readBytes();
			say(
				`memory: ${Math.round(alone / MIB)} MiB alone, ${Math.round(full / MIB)} MiB with all, ` +
					`${Math.round(fullAgain / MIB)} MiB after the storm, ${Math.round(left / MIB)} MiB when they have left`
			);
			expect(fullAgain).toBeLessThan(full * 1.25 + 20 * MIB);
			expect(left).toBeLessThan(alone + (full - alone) * 0.1 + 20 * MIB);
			for (const viewer of viewers) {
				await viewer.untilVersion(version);
				expect(viewer.connections).toBe(1);
				expect(viewer.states).not.toContain('cut');
				expect(viewer.wentBack).toBe(false);
			}
			const [viewer] = viewers;
			if (viewer !== undefined) await expectTruth(db, viewer.view);
		},
		PATIENCE_MS
	);
});
