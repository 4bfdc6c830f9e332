import { request } from 'node:http';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createFeed, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { watchView } from '../support/screen.ts';
import { signInAt } from '../support/sign-in.ts';

const { url } = await freshDatabase();
const app = await startApp({ databaseUrl: url }, { METRICS_TOKEN: 'a-token-of-the-office', READY_LAG_SECONDS: '1' });
afterAll(() => app.stop());
const key = await createFeed(app, 'office');

const scrape = async () => (await fetch(`${app.url}/metrics`)).text();
/** Value of a line by its name and labels; undefined: there is none. */
const valueOf = (text: string, name: string): number | undefined => {
	const line = text.split('\n').find((one) => one.startsWith(`${name} `));
	return line === undefined ? undefined : Number(line.slice(name.length + 1));
};

describe('the metrics of a node', () => {
	it('count what came in, what the board holds and what went to the screens', async () => {
		const { headers } = await signInAt(url, 'wall');
		const screen = await watchView(app.url, headers);
		const good = await pushRecords(app.url, 'office', key, [anAccepted('M-1'), anAccepted('M-2')]);
		await pushRecords(app.url, 'office', key, [anAccepted('M-1', { at: anAccepted('M-1').at, key: 'k' })]);
		await pushRecords(app.url, 'office', key, [anAccepted('M-3', { procedure: '9.999999' })]);
		await screen.untilVersion(good.version);
		const text = await scrape();
		screen.close();

		expect(valueOf(text, 'thongsuot_records_total{feed="office",outcome="accepted"}')).toBe(3);
		expect(valueOf(text, 'thongsuot_records_total{feed="office",outcome="waiting"}')).toBe(1);
		expect(valueOf(text, 'thongsuot_ingest_batch_seconds_count')).toBe(3);
		expect(valueOf(text, 'thongsuot_database_up')).toBe(1);
		expect(valueOf(text, 'thongsuot_ledger_version')).toBe(2);
		expect(valueOf(text, 'thongsuot_board_open_dossiers')).toBe(2);
		expect(valueOf(text, 'thongsuot_views')).toBe(1);
		expect(valueOf(text, 'thongsuot_sockets')).toBe(1);
		expect(valueOf(text, 'thongsuot_socket_messages_total')).toBeGreaterThan(1);
		expect(valueOf(text, 'thongsuot_socket_bytes_total')).toBeGreaterThan(1_000);
		expect(valueOf(text, 'thongsuot_event_to_send_seconds_count')).toBeGreaterThanOrEqual(2);
		expect(valueOf(text, 'thongsuot_tick_seconds_count')).toBeGreaterThan(0);
		expect(valueOf(text, 'thongsuot_follower_trouble')).toBe(0);
		expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
		expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
	});

	it('tell per feed what its system of record has not received, for how long, and what was given up', async () => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			// Before anybody is to be told, there is no line; told of nothing yet, there is a nought.
			expect(await scrape()).not.toMatch(/^thongsuot_outbox_\w+\{/m);
			await client.query(`insert into feed_outlet (feed_id, set_at) values ('office', now())`);
			for (const name of ['queued', 'oldest_seconds', 'dead'])
				expect(valueOf(await scrape(), `thongsuot_outbox_${name}{feed="office"}`)).toBe(0);
			await client.query(`with m as (
				insert into move (account_id, key, fingerprint, by_name, at, kind, reason_code, reason_text, undo_until)
				values ('a', 'k', 'f', 'Head', now(), 'pool', 'other', 'x', now()) returning id)
				insert into reassignment (feed_id, dossier_code, move_id, about, version, by_name, reason, at, state, rolled_back)
				select 'office', 'M-1', m.id, 'move', 1, 'Head', 'x', now() - age, state, case state when 'refused' then true end
				from m, (values ('queued', interval '90 seconds'), ('queued', interval '1 second'), ('dead', interval '2 days'),
					('delivered', interval '1 hour'), ('refused', interval '1 hour')) as told (state, age)`);
			const text = await scrape();
			expect(valueOf(text, 'thongsuot_outbox_queued{feed="office"}')).toBe(2);
			const age = valueOf(text, 'thongsuot_outbox_oldest_seconds{feed="office"}');
			expect(age).toBeGreaterThanOrEqual(89);
			expect(age).toBeLessThan(3_600);
			expect(valueOf(text, 'thongsuot_outbox_dead{feed="office"}')).toBe(1);
			// Told no more, what waits still does.
			await client.query(`delete from feed_outlet`);
			expect(valueOf(await scrape(), 'thongsuot_outbox_queued{feed="office"}')).toBe(2);
		} finally {
			await client.query('delete from reassignment');
			await client.query('delete from move');
			await client.end();
		}
	});

	it('say in words what each of them means, and name no unit, dossier or person', async () => {
		const text = await scrape();
		const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '');
		expect(names.length).toBeGreaterThan(30);
		for (const name of names) expect(text, name).toMatch(new RegExp(`^# HELP ${name} \\S+`, 'm'));
		expect(text).not.toMatch(/31825|M-1|dossier=|unit=/);
	});

	it('are nowhere for a request that a proxy brings, and there again for the token', async () => {
		const forwarded = { 'x-forwarded-for': '203.0.113.9' };
		const none = await fetch(`${app.url}/metrics`, { headers: forwarded });
		expect(none.status).toBe(404);
		expect(await none.text()).not.toContain('thongsuot');
		const wrong = { ...forwarded, authorization: 'Bearer a-token-of-an-other-one' };
		expect((await fetch(`${app.url}/metrics`, { headers: wrong })).status).toBe(404);
		const right = { ...forwarded, authorization: 'Bearer a-token-of-the-office' };
		expect((await fetch(`${app.url}/metrics`, { headers: right })).status).toBe(200);
	});

	it('tell how far the board is behind while the ledger cannot be followed', async () => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		// The follower's question now fails, as it would when its node may no longer read.
		await client.query('alter table ledger_change rename column after to later');
		try {
			await client.query(`with head as (update ledger_head set version = version + 1 returning version)
				insert into ledger_change (version, dossier_code, type, at, later, written_at)
				select version, 'X', 'accepted', now(), '{}', now() - interval '5 seconds' from head`);
			await client.query(`notify ledger`);
			await expect.poll(async () => valueOf(await scrape(), 'thongsuot_follower_trouble')).toBe(1);
			const text = await scrape();
			expect(valueOf(text, 'thongsuot_follower_lag_versions')).toBe(1);
			expect(valueOf(text, 'thongsuot_follower_lag_seconds')).toBeGreaterThanOrEqual(5);
			const ready = await fetch(`${app.url}/readyz`);
			expect(ready.status).toBe(503);
			const body = await ready.text();
			expect(body).toMatch(/^not ready\nserver: ok\ndatabase: ok\nfollower: cannot follow/);
			expect(body).toMatch(/board: is \d+ s behind, at version 2 of 3/);
			expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
		} finally {
			await client.query(`delete from ledger_change where dossier_code = 'X'`);
			await client.query('alter table ledger_change rename column later to after');
			await client.end();
		}
		await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
	});
});

describe('a node that is well', () => {
	it('says so part by part', async () => {
		const ready = await fetch(`${app.url}/readyz`);
		expect(ready.status).toBe(200);
		expect(await ready.text()).toBe('ready\nserver: ok\ndatabase: ok\nfollower: ok\nboard: ok\n');
		const health = await fetch(`${app.url}/healthz`);
		expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
	});

	it('answers a probe without a body too', async () => {
		const status = await new Promise((resolve) => {
			request(`${app.url}/readyz`, { method: 'HEAD' }, (response) => resolve(response.statusCode)).end();
		});
		expect(status).toBe(200);
	});
});
