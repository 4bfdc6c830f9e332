import pg from 'pg';
import { expect, it } from 'vitest';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import { createFeed, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { anAccepted } from '../support/records.ts';
import { watchView } from '../support/screen.ts';
import { signInAt } from '../support/sign-in.ts';

const { db, url } = await freshDatabase();

it('a batch in flight when the server is told to stop is answered and stored', async () => {
	// Long enough for a question to fit in; the stop itself waits for nothing else.
	const app = await startApp({ databaseUrl: url }, { STOP_DELAY_SECONDS: '2' });
	const key = await createFeed(app, 'office');
	const { headers } = await signInAt(url, 'wall');
	const screen = await watchView(app.url, headers);
	const closed = new Promise((resolve) => screen.socket.once('disconnect', resolve));
	screen.socket.io.reconnection(false);

	const gate = new pg.Client({ connectionString: url });
	await gate.connect();
	await gate.query('begin; lock table inbound_batch in share row exclusive mode');
	const answer = fetch(`${app.url}/api/v1/feeds/office/records`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify([anAccepted('FLIGHT-1'), anAccepted('FLIGHT-2')])
	});
	await expect.poll(() => waitingForGate(gate)).toBe(1);

	const stopped = app.stop();
	await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status).toBe(503);
	expect(await (await fetch(`${app.url}/readyz`)).text()).toMatch(/^not ready\nserver: is stopping\ndatabase: ok\n/);
	// After the delay no more connections are taken, while the batch still waits for the database.
	await expect
		.poll(
			() =>
				fetch(`${app.url}/healthz`).then(
					() => 'taken',
					() => 'refused'
				),
			{ timeout: 10_000 }
		)
		.toBe('refused');
	expect(await waitingForGate(gate)).toBe(1);

	await gate.query('commit');
	await gate.end();
	const response = await answer;
	expect(response.status).toBe(200);
	const told = (await response.json()) as BatchAnswer;
	expect(told.accepted).toBe(2);
	await stopped;
	await closed;

	const stored = await db.selectFrom('event').select(['dossierCode', 'version']).orderBy('dossierCode').execute();
	expect(stored).toEqual(['FLIGHT-1', 'FLIGHT-2'].map((dossierCode) => ({ dossierCode, version: told.version })));
	expect(await db.selectFrom('inboundBatch').select('judgedAt').where('judgedAt', 'is', null).execute()).toEqual([]);
	expect(app.output()).toContain('"msg":"stopped"');
});

it('a batch whose sender hung up is still judged before the server is gone', async () => {
	const app = await startApp({ databaseUrl: url });
	const key = await createFeed(app, 'office');
	const gate = new pg.Client({ connectionString: url });
	await gate.connect();
	await gate.query('begin; lock table inbound_batch in share row exclusive mode');
	const hangUp = new AbortController();
	const answer = fetch(`${app.url}/api/v1/feeds/office/records`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify([anAccepted('GONE-1')]),
		signal: hangUp.signal
	});
	await expect.poll(() => waitingForGate(gate)).toBe(1);
	hangUp.abort();
	await expect(answer).rejects.toThrow();
	const stopped = app.stop();
	await expect.poll(() => app.output()).toContain('"msg":"stopping"');
	await gate.query('commit');
	await gate.end();
	await stopped;
	expect(await db.selectFrom('event').select('dossierCode').where('dossierCode', '=', 'GONE-1').execute()).toHaveLength(
		1
	);
	expect(await db.selectFrom('inboundBatch').select('id').where('judgedAt', 'is', null).execute()).toEqual([]);
});

/** How many statements wait for the inbox, which `gate` holds: all of a batch's work is still before it then. */
async function waitingForGate(gate: pg.Client): Promise<number> {
	const { rows } = await gate.query<{ n: number }>(
		`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
	);
	return rows[0]?.n ?? 0;
}
