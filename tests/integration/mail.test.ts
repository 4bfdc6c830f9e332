import { afterEach, expect, it, onTestFinished } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { DeskDeps, Mover } from '../../src/lib/server/desk/deps.ts';
import { keepLocale } from '../../src/lib/server/access/keep-locale.ts';
import { startMail } from '../../src/lib/server/mail/start-mail.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { signIn } from '../support/sign-in.ts';
import { openSmtpReceiver, type SmtpReceiver } from '../support/smtp-receiver.ts';

const WARD = '31825';
const WAIT = { timeout: 30_000 };
const { db } = await freshDatabase();
const office = await openOffice(db, Date.parse('2026-03-11T10:00:00+07:00'));
const logged: string[] = [];
const note = (...words: unknown[]) => void logged.push(JSON.stringify(words));
const log = { warn: note, error: note } as unknown as Parameters<typeof startMail>[0]['log'];
let mail: ReturnType<typeof startMail> | undefined;
const deps: DeskDeps = {
	db,
	catalogue: () => office.catalogue,
	now: () => office.now,
	wake: () => mail?.wake()
};

async function person(role: 'commune-head' | 'official', handler: string | null, email?: string): Promise<Mover> {
	const { accountId: id } = await signIn(db, { role, unit: WARD, handler, from: toDay('2026-01-01') });
	if (email !== undefined) await sqlEmail(id, email);
	return { id, name: handler ?? 'Trưởng' };
}
const sqlEmail = (id: string, email: string) =>
	db.updateTable('auth.user').set({ email }).where('id', '=', id).execute();

const head = await person('commune-head', null);
const an = await person('official', 'An', 'an@camau.example');
await person('official', 'Bình', 'binh@camau.example');
await person('official', 'Chi');
await keepLocale(db, an.id, 'en');
let made = 0;
async function accepted(handler: string, many: number): Promise<string[]> {
	const codes = Array.from({ length: many }, () => `H12-${String(++made).padStart(5, '0')}`);
	await office.push(
		codes.map((dossier) => ({
			dossier,
			type: 'accepted' as const,
			at: toIsoInstant(office.now - HOUR_MS),
			procedure: '1.004873',
			receiving: WARD,
			resolving: WARD,
			handler,
			returnAt: toIsoInstant(office.now + 5 * DAY_MS)
		}))
	);
	return codes;
}
for (const name of ['Bình', 'Chi']) await accepted(name, 1);

async function move(official: string, many: number): Promise<string> {
	const codes = await accepted('An', many);
	const items = await db.selectFrom('dossier').select(['code', 'version']).where('code', 'in', codes).execute();
	const answer = await commitMove(deps, head, {
		key: crypto.randomUUID(),
		target: { kind: 'official', unit: WARD, official },
		selection: { items },
		reason: { code: 'other', text: 'riêng tư' }
	});
	if (!answer.ok) throw new Error(answer.problem);
	return codes[0] ?? '';
}

async function mailing(): Promise<SmtpReceiver> {
	const server = await openSmtpReceiver();
	mail = startMail({
		db,
		now: deps.now,
		log,
		mail: { url: server.url, from: 'ts@camau.example', origin: 'https://ts.example' }
	});
	onTestFinished(() => server.close());
	return server;
}
function later(ms: number): void {
	office.now += ms;
	mail?.wake();
}
afterEach(async () => {
	await mail?.stop();
	mail = undefined;
});
const decoded = (data: string) =>
	/base64/i.test(data)
		? Buffer.from(data.slice(data.indexOf('\r\n\r\n')), 'base64').toString('utf8')
		: data.replaceAll('=\r\n', '');

it('mails each person once however many dossiers, in their language, with counts and a link alone', async () => {
	const server = await mailing();
	const code = await move('Bình', 30);
	expect(server.mails).toEqual([]);
	later(MINUTE_MS);
	await expect.poll(() => server.mails.length, WAIT).toBe(2);
	const of = (address: string) => server.mails.filter(({ to }) => to.includes(address)).map(({ data }) => data);
	expect(of('an@camau.example')).toHaveLength(1);
	expect(of('binh@camau.example')).toHaveLength(1);
	expect(decoded(of('an@camau.example')[0]!)).toContain('Dossiers that left you: 30');
	expect(decoded(of('binh@camau.example')[0]!)).toContain('30');
	for (const { data, from } of server.mails) {
		expect(from).toBe('ts@camau.example');
		expect(decoded(data)).toContain('https://ts.example/');
		for (const secret of [code, 'riêng tư', 'Bình']) expect(decoded(data)).not.toContain(secret);
	}
	later(DAY_MS);
	await mail?.stop();
	expect(server.mails).toHaveLength(2);
});

it('writes to nobody whose address leads nowhere, and to no demo account', async () => {
	const server = await mailing();
	await move('Chi', 2);
	later(MINUTE_MS);
	await expect.poll(() => server.mails.length, WAIT).toBe(1);
	expect(server.asked).toEqual(['an@camau.example']);
	await db.updateTable('auth.user').set({ isDemo: true }).where('id', '=', an.id).execute();
	await move('Chi', 2);
	await db.updateTable('auth.user').set({ isDemo: false }).where('id', '=', an.id).execute();
	const due = await db.selectFrom('message').select('id').where('mailDueAt', 'is not', null).execute();
	expect(due).toEqual([]);
});

it('loses nothing when the mail server refuses, and keeps no move waiting', async () => {
	const server = await mailing();
	server.isRefusing = true;
	await move('Bình', 1);
	later(MINUTE_MS);
	await expect.poll(() => new Set(server.asked).size, WAIT).toBe(2);
	await expect.poll(() => logged.length, WAIT).toBeGreaterThanOrEqual(2);
	expect(server.mails).toEqual([]);
	server.isRefusing = false;
	later(HOUR_MS);
	await expect.poll(() => server.mails.length, WAIT).toBe(2);
	expect(logged.join()).not.toContain('camau.example');
});

it('sends what waited while the program was away, and nothing a day later', async () => {
	await move('Bình', 1);
	office.now += MINUTE_MS;
	const server = await mailing();
	await expect.poll(() => server.mails.length, WAIT).toBe(2);
	await mail?.stop();
	await move('Bình', 1);
	office.now += 2 * DAY_MS;
	const next = await mailing();
	const waiting = () => db.selectFrom('message').select('id').where('mailDueAt', 'is not', null).execute();
	await expect.poll(waiting, WAIT).toEqual([]);
	expect(next.mails).toEqual([]);
});
