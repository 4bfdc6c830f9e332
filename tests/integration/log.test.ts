import { request } from 'node:http';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createFeed, startApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { anAccepted } from '../support/records.ts';
import { signInAt } from '../support/sign-in.ts';

const { url } = await freshDatabase();

/** Whatever somebody may write into a field that has a person in it. Each holds a word found nowhere else. */
const HOSTILE = {
	name: 'Nguyễn Thị Dấuvết1 "\'; drop table applicant; --',
	identityNumber: '096123456789dauvet2',
	phone: '+84 913 555 123 dauvet3',
	email: 'dauvet4@example.vn',
	address: 'Ấp Dấuvết5\r\n{"level":30,"msg":"forged"}\u001b[31m'
};
const MARKS = /d[aấ]uv[eế]t|096123456789|913 555 123|forged|drop table/i;

it('nothing of an applicant, a search, a body or a key is ever written to the log', async () => {
	const app = await startApp({ databaseUrl: url }, { LOG_LEVEL: 'debug' });
	const key = await createFeed(app, 'office');
	const records = `${app.url}/api/v1/feeds/office/records`;
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	const post = (body: string, more: Record<string, string> = {}) =>
		fetch(records, { method: 'POST', headers: { ...headers, ...more }, body });

	const text = JSON.stringify(HOSTILE);
	const bodies = [
		JSON.stringify([anAccepted('LOG-1', { applicant: HOSTILE })]),
		JSON.stringify([{ ...anAccepted('LOG-2'), procedure: HOSTILE.name, applicant: HOSTILE }]),
		JSON.stringify([{ ...anAccepted('LOG-3'), at: HOSTILE.name, [HOSTILE.name]: text }]),
		JSON.stringify([{ dossier: HOSTILE.name, applicant: { ...HOSTILE, extra: text } }]),
		JSON.stringify([{ MaHoSo: HOSTILE.name, ChuHoSo: HOSTILE.name, SoDienThoai: HOSTILE.phone, Email: HOSTILE.email }]),
		JSON.stringify({ session: key, madonvi: HOSTILE.name, service: text, data: [{ MaHoSo: 'LOG-4', ChuHoSo: text }] }),
		JSON.stringify([{ ...anAccepted('LOG-5'), reason: '\u0000\ud800 Dấuvết6', handler: HOSTILE.name }]),
		`[{"dossier":"LOG-6","applicant":{"name":"Dấuvết7"`,
		`{"name": Dấuvết8}`,
		text
	];
	for (const body of bodies) await post(body);
	await post(`"Dấuvết9`, { 'content-type': 'application/x-ndjson' });
	await post('dauvet', { 'content-type': 'text/dauvet', 'content-encoding': 'gzip', 'x-request-id': 'dauvet' });
	await post(JSON.stringify([anAccepted('LOG-7')]), { authorization: `Bearer ${key}dauvet` });

	const said = encodeURIComponent(HOSTILE.name);
	const visitor = await signInAt(url, ['leader', 'auditor', 'administrator']);
	const cookie = `${visitor.headers.cookie}; locale=${said}`;
	for (const path of [
		`/dossiers?q=${said}`,
		`/dossiers/${said}`,
		`/dossiers/LOG-1?dauvet=${said}`,
		`/api/v1/feeds/${said}/records`,
		`/api/v1/figures?receiving=${said}`,
		`/admin/feeds?after=${said}`,
		`/admin/audit?who=${said}&action=${said}`,
		`/sign-in?to=${said}`,
		`/${said}`,
		`/%E0%A4%A`
	]) {
		await fetch(app.url + path, { headers: { cookie, referer: `${app.url}/?q=dauvet` } });
	}
	await fetch(`${app.url}/admin/feeds?/replay`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.url, cookie },
		body: `batch=${said}`
	});
	for (const email of [HOSTILE.email, HOSTILE.name]) {
		await fetch(`${app.url}/sign-in?/password`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', origin: app.url },
			body: new URLSearchParams({ email, password: HOSTILE.address })
		});
	}
	await new Promise((resolve) => {
		request(`${app.url}/dossiers?q=dauvet`, { method: 'PROPFIND' }, resolve).end();
	});

	// A fault of the database repeats the row in its words.
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(`alter table applicant add constraint no_more check (name = 'x') not valid`);
	const failed = await post(JSON.stringify([anAccepted('LOG-8', { applicant: HOSTILE })]));
	expect(failed.status).toBe(500);
	await client.query('alter table applicant drop constraint no_more');
	await client.end();
	await app.stop();

	const lines = app
		.output()
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('listening '))
		.map((line) => JSON.parse(line) as Record<string, unknown>);
	const requests = lines.filter(({ msg }) => msg === 'request');
	expect(requests.length).toBeGreaterThan(20);
	for (const line of requests)
		expect(Object.keys(line).sort()).toEqual(['id', 'level', 'method', 'ms', 'msg', 'route', 'status', 'time']);
	expect(requests).toContainEqual(
		expect.objectContaining({ method: 'POST', route: '/api/v1/feeds/[feed]/records', status: 200 })
	);
	const fault = lines.find(({ msg }) => msg === 'request failed');
	expect(fault).toMatchObject({
		route: '/api/v1/feeds/[feed]/records',
		err: { code: '23514', table: 'applicant', constraint: 'no_more' }
	});
	expect(requests).toContainEqual(expect.objectContaining({ id: fault?.['id'], status: 500 }));
	expect(requests).toContainEqual(expect.objectContaining({ route: null, status: 400 }));
	expect(app.output()).not.toMatch(MARKS);
	expect(app.output()).not.toContain(key.slice(3, 20));
	expect(app.output()).not.toMatch(/LOG-\d/);
});
