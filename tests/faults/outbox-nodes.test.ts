import { expect, it, onTestFinished } from 'vitest';
import { readSecret } from '../../src/lib/server/access/secret.ts';
import { createFeed, type RunningApp, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { moveAsPage } from '../support/page-move.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signIn } from '../support/sign-in.ts';
import { openReceiver, postMovesTo } from '../support/webhook-receiver.ts';

const WARD = '31825';
const DOSSIERS = 24;
/** Posts of one node to one system at once (`LANES` of the outbox). */
const LANES = 4;
const WAIT = { timeout: 60_000, interval: 100 };

/** So long that no attempt ends by itself while the test holds it. */
const env = { WEBHOOK_TIMEOUT_SECONDS: '60' };

/** One request as the system of record sees it. */
interface Visit {
	readonly id: string;
	readonly dossier: string;
	readonly sequence: number;
	/** `open`: not answered yet. `gone`: whoever asked left without an answer. */
	state: 'open' | 'answered' | 'gone';
}

it('two nodes post each move by one of them at a time, in order per dossier, and of one that is killed in the middle nothing is lost', async () => {
	const { db, url: databaseUrl } = await freshDatabase();
	const nodes: RunningApp[] = [await startApp({ databaseUrl }, env), await startApp({ databaseUrl }, env)];
	onTestFinished(() => Promise.all(nodes.map((node) => node.kill9())).then(() => undefined));
	const [first, second] = nodes as [RunningApp, RunningApp];
	const key = await createFeed(first, 'office');
	const receiver = await openReceiver();
	onTestFinished(() => receiver.close());
	await postMovesTo(receiver, { db, feed: 'office', authSecret: await readSecret(db, null), now: Date.now() });

	const visits: Visit[] = [];
	const together: Visit[] = [];
	const openOnes = () => visits.filter(({ state }) => state === 'open');
	const goneOnes = () => visits.filter(({ state }) => state === 'gone');
	const gate = Promise.withResolvers<undefined>();
	receiver.react = async ({ data: { id, dossier, sequence } }, _times, gone) => {
		const visit: Visit = { id, dossier, sequence, state: 'open' };
		if (openOnes().some((one) => one.dossier === dossier)) together.push(visit);
		visits.push(visit);
		gone.addEventListener('abort', () => {
			if (visit.state === 'open') visit.state = 'gone';
		});
		await gate.promise;
		if (visit.state === 'open') visit.state = 'answered';
		return { status: 200, body: { status: 'acknowledged' } };
	};

	const codes = Array.from({ length: DOSSIERS }, (_, i) => `W-${String(i).padStart(3, '0')}`);
	await pushRecords(first.url, 'office', key, [
		...codes.map((code) => anAccepted(code, { handler: 'An' })),
		...['Bình', 'Chi', 'Dũng', 'Én'].map((handler) => anAccepted(`X-${handler}`, { handler }))
	]);
	const { headers } = await signIn(db, { role: 'commune-head', unit: WARD });
	const move = async (node: RunningApp, official: string, which: readonly string[]) => {
		const { counts } = await moveAsPage(() => node, db, { cookie: headers.cookie, official, codes: which });
		expect(counts).toEqual({ moved: which.length });
	};
	const half = DOSSIERS / 2;
	const waiting = () =>
		db
			.selectFrom('reassignment')
			.select(['id', 'dossierCode', 'nextAt'])
			.where('state', 'in', ['queued', 'dead'])
			.execute();

	// Both have all their lanes full, and the system of record does not answer.
	await move(first, 'Bình', codes.slice(0, half));
	await move(second, 'Bình', codes.slice(half));
	await expect.poll(() => openOnes().length, WAIT).toBe(2 * LANES);
	await move(second, 'Chi', codes.slice(0, half));
	await move(first, 'Chi', codes.slice(half));
	expect(openOnes()).toHaveLength(2 * LANES);

	// One is killed in the middle of its posts. The other goes on with all but what the dead one had taken.
	await first.kill9();
	await expect.poll(() => goneOnes().length, WAIT).toBe(LANES);
	const taken = new Set(goneOnes().map(({ id }) => id));
	const held = new Set(goneOnes().map(({ dossier }) => dossier));
	gate.resolve(undefined);
	await expect.poll(async () => (await waiting()).length, WAIT).toBe(2 * LANES);
	const left = await waiting();
	expect(new Set(left.map(({ dossierCode }) => dossierCode))).toEqual(held);
	expect(left.filter(({ id }) => taken.has(id))).toHaveLength(LANES);

	// It is not taken for ever: when the time of the dead one is over, and the second looks again.
	const leaseEnds = left.flatMap(({ id, nextAt }) => (taken.has(id) && nextAt !== null ? [nextAt] : []));
	expect(leaseEnds).toHaveLength(LANES);
	for (const at of leaseEnds) expect(at).toBeLessThanOrEqual(Date.now() + 125_000);
	await db
		.updateTable('reassignment')
		.set({ nextAt: new Date().toISOString() })
		.where('id', 'in', [...taken])
		.execute();
	await move(second, 'Dũng', codes.slice(0, half));
	await expect.poll(async () => (await waiting()).length, WAIT).toBe(0);

	// Its successor posts beside the other again.
	nodes[0] = await startApp({ databaseUrl }, env);
	await Promise.all([move(nodes[0], 'Én', codes.slice(0, half)), move(second, 'Én', codes.slice(half))]);
	await expect.poll(async () => (await waiting()).length, WAIT).toBe(0);

	const told = await db.selectFrom('reassignment').select(['id', 'state']).orderBy('seq').execute();
	expect(told).toHaveLength(2 * DOSSIERS + half + DOSSIERS);
	expect(told.filter(({ state }) => state !== 'acknowledged')).toEqual([]);
	expect(receiver.forged).toBe(0);
	expect(together).toEqual([]);
	// Each was answered once; only what the killed one had under way came a second time.
	const answered = visits.filter(({ state }) => state === 'answered').map(({ id }) => id);
	expect(answered.toSorted()).toEqual(told.map(({ id }) => id).toSorted());
	expect(new Set(goneOnes().map(({ id }) => id))).toEqual(taken);
	for (const code of codes) {
		const sequences = visits.filter(({ dossier }) => dossier === code).map(({ sequence }) => sequence);
		expect(sequences, code).toEqual(sequences.toSorted((a, b) => a - b));
	}
	await Promise.all(nodes.map((node) => node.stop()));
}, 300_000);
