import { expect, it, onTestFinished } from 'vitest';
import { readSecret } from '../../src/lib/server/access/secret.ts';
import { verifyAudit } from '../../src/lib/server/audit/verify-audit.ts';
import { createFeed, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { moveAsPage } from '../support/page-move.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signIn } from '../support/sign-in.ts';
import { openReceiver, postMovesTo, type Reaction } from '../support/webhook-receiver.ts';

const WARD = '31825';
const DOSSIERS = 24;
const WAIT = { timeout: 120_000, interval: 200 };

it('brings every move to a system that fails, stalls, repeats and refuses, though it is killed itself in between', async () => {
	const { db, url: databaseUrl } = await freshDatabase();
	const env = { PORT: String(await freePort()), WEBHOOK_TIMEOUT_SECONDS: '1' };
	let app = await startApp({ databaseUrl }, env);
	onTestFinished(() => app.kill9());
	const key = await createFeed(app, 'office');
	const receiver = await openReceiver({ isClockReal: true });
	onTestFinished(() => receiver.close());
	await postMovesTo(receiver, { db, feed: 'office', authSecret: await readSecret(db, null), now: Date.now() });

	const codes = Array.from({ length: DOSSIERS }, (_, i) => `W-${String(i).padStart(3, '0')}`);
	await pushRecords(app.url, 'office', key, [
		...codes.map((code) => anAccepted(code, { handler: 'An' })),
		...['Bình', 'Chi', 'Dũng'].map((handler) => anAccepted(`X-${handler}`, { handler }))
	]);
	const isRefused = (dossier: string) => Number(dossier.slice(2)) % 6 === 5;
	/** The first time by its turn, later as a system that is well: refuses the last move of some, answers others at once. */
	const FAULTS: Reaction[] = [{ status: 500 }, 'stall', 'break', { status: 302, location: 'http://127.0.0.1:9/' }];
	receiver.react = ({ data }, times) => {
		const fault = FAULTS[data.sequence % (FAULTS.length * 2)];
		if (times === 1 && fault !== undefined) return fault;
		if (data.to.handler === 'Dũng' && isRefused(data.dossier))
			return { status: 200, body: { status: 'refused', reason: 'Hồ sơ đang ký số' } };
		return data.sequence % 2 === 0 ? { status: 202 } : { status: 200, body: { status: 'acknowledged' } };
	};
	const { headers } = await signIn(db, { role: 'commune-head', unit: WARD });
	const restart = async () => {
		await app.kill9();
		app = await startApp({ databaseUrl }, env);
	};
	for (const official of ['Bình', 'Chi', 'Dũng']) {
		const seen = receiver.received.length;
		const { counts } = await moveAsPage(() => app, db, { cookie: headers.cookie, official, codes });
		expect(counts).toEqual({ moved: DOSSIERS });
		// Some are under way, some answered and not noted, some not begun.
		await expect.poll(() => receiver.received.length - seen, WAIT).toBeGreaterThan(5);
		await restart();
	}
	const waiting = () => db.selectFrom('reassignment').select('seq').where('state', 'in', ['queued', 'dead']).execute();
	await expect.poll(waiting, WAIT).toEqual([]);

	const told = await db.selectFrom('reassignment').selectAll().orderBy('seq').execute();
	expect(told).toHaveLength(3 * DOSSIERS);
	expect(receiver.forged).toBe(0);
	const well = receiver.received.filter(({ status }) => status >= 200 && status < 300);
	expect(new Set(well.map(({ id }) => id))).toEqual(new Set(told.map(({ id }) => id)));
	expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(told.length);
	for (const code of codes) {
		const ofCode = receiver.received.filter(({ message }) => message.data.dossier === code);
		const sequences = ofCode.map(({ message }) => message.data.sequence);
		expect(sequences, code).toEqual([...sequences].sort((a, b) => a - b));
		const last = told.filter(({ dossierCode }) => dossierCode === code).at(-1);
		expect(last?.state === 'refused', code).toBe(isRefused(code));
		const { handler } = await db
			.selectFrom('dossier')
			.select('handler')
			.where('code', '=', code)
			.executeTakeFirstOrThrow();
		expect(handler, code).toBe(isRefused(code) ? 'Chi' : 'Dũng');
		const events = await db
			.selectFrom('event')
			.select('key')
			.where('dossierCode', '=', code)
			.where('feedId', '=', 'desk')
			.execute();
		expect(events, code).toHaveLength(isRefused(code) ? 4 : 3);
	}
	expect(await verifyAudit(db)).toMatchObject({ ok: true });
	await app.stop();
});
