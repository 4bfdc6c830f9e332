import { describe, expect, it } from 'vitest';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import { dayOf, DAY_MS, MINUTE_MS } from '../../src/lib/domain/time/instant.ts';
import { isNothing } from '../../src/lib/domain/access/scope.ts';
import { createAccount, resetPassword, setDisabled, signOutEverywhere } from '../../src/lib/server/access/accounts.ts';
import { COMMAND_LINE } from '../../src/lib/server/access/administrator.ts';
import { PER_EMAIL, takeTry } from '../../src/lib/server/access/brake.ts';
import { changePassword } from '../../src/lib/server/access/change-password.ts';
import { DEMO_ROLES, enterDemo, listDemoPeople } from '../../src/lib/server/access/demo-accounts.ts';
import { giveGrant, withdrawGrant } from '../../src/lib/server/access/grants.ts';
import { SESSION_COOKIE } from '../../src/lib/server/access/library.ts';
import { createReaderKey, revokeReaderKey } from '../../src/lib/server/access/reader-keys.ts';
import { signInWithPassword, toLibraryHeaders } from '../../src/lib/server/access/sign-in.ts';
import { readAccesses, readAccessVersion, readVisitor, type Visitor } from '../../src/lib/server/access/visitor.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { anAccepted } from '../support/records.ts';
import { signIn } from '../support/sign-in.ts';
import { openAccess } from '../support/sign-in-deps.ts';

const fresh = await freshDatabase();
const { db } = fresh;
await loadCatalogue(db, caMau);
const office = await openAccess(fresh);
const ORIGIN = { address: '10.1.2.3', browser: 'Firefox' };
const now = office.now;
const by = COMMAND_LINE;
const today = dayOf(now());

let number = 0;
async function aPerson(): Promise<{ id: string; email: string; password: string }> {
	const email = `nguoi${++number}@camau.invalid`;
	const made = await createAccount(db, { name: `Người ${number}`, email, password: null, by, now: now() });
	if (!made.ok) throw new Error(made.problem);
	return { email, ...made.value };
}
const enter = async (email: string, password: string) => signInWithPassword(office, { email, password }, ORIGIN);
const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(';')[0]).join('; ');
const visitorWith = (cookie: string) => readVisitor(office, new Headers({ cookie }));
async function enterWell(email: string, password: string): Promise<{ cookie: string; visitor: Visitor }> {
	const outcome = await enter(email, password);
	if (outcome.kind !== 'in') throw new Error(outcome.kind);
	const cookie = cookieOf(outcome.cookies);
	return { cookie, visitor: await visitorWith(cookie) };
}

describe('signing in with a password', () => {
	it('lets in with the one-time password, and to nothing before it is changed', async () => {
		const { email, password, id } = await aPerson();
		await giveGrant(db, { accountId: id, grant: leaderFrom(today), by, now: now() });
		const { visitor, cookie } = await enterWell(email, password);
		expect(visitor).toMatchObject({ account: { id, mustChangePassword: true } });
		expect(isNothing(visitor.access.view)).toBe(true);
		const headers = toLibraryHeaders(cookie, ORIGIN);
		const change = (next: string) =>
			changePassword(office, { account: visitor.account!, headers }, { current: password, next, again: next });
		expect(await change('matkhau123456')).toEqual({ ok: false, problem: 'too-plain' });
		expect(await change('ngan')).toEqual({ ok: false, problem: 'too-short' });
		const changed = await change('con mèo đen ngủ trưa');
		if (!changed.ok) throw new Error(changed.problem);
		// The old session has ended, the one that goes on is open to everything the role allows.
		expect((await visitorWith(cookie)).account).toBeNull();
		const after = await visitorWith(cookieOf(changed.value));
		expect(after).toMatchObject({ account: { mustChangePassword: false }, access: { view: 'province' } });
		expect((await enter(email, password)).kind).toBe('refused');
		expect((await enter(email.toUpperCase(), 'con mèo đen ngủ trưa')).kind).toBe('in');
	});

	it('answers alike to a wrong password, an unknown e-mail and a disabled account', async () => {
		const { email, password, id } = await aPerson();
		const gone = await aPerson();
		const other = await aPerson();
		await setDisabled(db, { accountId: gone.id, disabled: true, by, now: now() });
		const refusal = { kind: 'refused', waitUntil: null };
		expect(await enter(email, 'không phải mật khẩu')).toEqual(refusal);
		expect(await enter('khong-ai@camau.invalid', password)).toEqual(refusal);
		expect(await enter(gone.email, gone.password)).toEqual(refusal);
		expect(await enter('not an e-mail', 'x')).toEqual(refusal);
		expect(await enter(other.email, 'x'.repeat(500))).toEqual(refusal);
		const entries = await db
			.selectFrom('auditEntry')
			.select(['details', 'target'])
			.where('action', '=', 'sign-in-refused')
			.execute();
		expect(entries).toContainEqual({ details: { known: true, account: id }, target: expect.any(String) as string });
		expect(JSON.stringify(entries)).not.toContain('khong-ai');
	});

	it('locks an e-mail for longer and longer, whether or not there is such an account', async () => {
		const { email, password } = await aPerson();
		for (const address of [email, 'nobody-at-all@camau.invalid']) {
			for (let attempt = 1; attempt <= PER_EMAIL.free; attempt++)
				expect(await enter(address, 'wrong')).toEqual({ kind: 'refused', waitUntil: null });
			expect(await enter(address, password)).toEqual({ kind: 'refused', waitUntil: now() + MINUTE_MS });
		}
		const start = now();
		try {
			office.set(start + MINUTE_MS + 1);
			expect(await enter(email, 'wrong')).toEqual({ kind: 'refused', waitUntil: null });
			expect(await enter(email, password)).toEqual({ kind: 'refused', waitUntil: now() + 2 * MINUTE_MS });
			office.set(now() + 2 * MINUTE_MS + 1);
			expect((await enter(email, password)).kind).toBe('in');
		} finally {
			office.set(start);
		}
	});

	it('counts tries that come at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => takeTry(db, { email: 'at-once@camau.invalid' }, PER_EMAIL, now()))
		);
		expect(answers.filter((one) => one === null)).toHaveLength(PER_EMAIL.free);
	});
});

describe('a visitor', () => {
	it('is nobody with a cookie that was made up or changed', async () => {
		const { headers, cookie } = await signIn(db, 'leader');
		expect((await visitorWith(headers.cookie)).account).not.toBeNull();
		for (const bad of [`${SESSION_COOKIE}=x`, `${headers.cookie.slice(0, -8)}AAAA%3D`, `other=${cookie.value}`])
			expect((await visitorWith(bad)).account).toBeNull();
	});

	it('has what all roles in force allow, today and not before or after', async () => {
		const { headers } = await signIn(db, [
			{ role: 'commune-head', unit: '31825' },
			{ role: 'commune-head', unit: '32002', from: today + 1, to: today + 2, standInFor: 'Trần Thị B' }
		]);
		expect((await visitorWith(headers.cookie)).access.view).toEqual({ units: ['31825'], hands: [] });
		const start = now();
		office.set(start + DAY_MS);
		const later = await visitorWith(headers.cookie);
		office.set(start);
		expect(later.access.view).toEqual({ units: ['31825', '32002'], hands: [] });
		expect(later.account?.roles).toContainEqual(expect.objectContaining({ unit: '32002', standInFor: 'Trần Thị B' }));
	});

	it('reads with a key as the account does, until it is revoked', async () => {
		const { email, id } = await aPerson();
		await db.updateTable('auth.user').set({ mustChangePassword: false }).where('id', '=', id).execute();
		await giveGrant(db, { accountId: id, grant: { ...leaderFrom(today), role: 'auditor' }, by, now: now() });
		const made = await createReaderKey(db, { email, actor: null, now: now() });
		const headers = new Headers({ authorization: `Bearer ${made?.key ?? ''}` });
		const visitor = await readVisitor(office, headers);
		expect(visitor).toMatchObject({ sessionId: `key:${made?.id}`, access: { view: 'province' } });
		expect((await readAccesses(office, [visitor.sessionId ?? ''], now())).size).toBe(1);
		expect(await revokeReaderKey(db, { id: made?.id ?? 0, actor: null, now: now() })).toBe(true);
		expect((await readVisitor(office, headers)).account).toBeNull();
		expect((await readAccesses(office, [visitor.sessionId ?? ''], now())).size).toBe(0);
	});
});

describe('what open connections may see', () => {
	it('is read for all of them in one query, and lacks those that were signed out', async () => {
		const [leader, head, gone] = [
			await signIn(db, 'leader'),
			await signIn(db, 'commune-head'),
			await signIn(db, 'leader')
		];
		const before = await readAccessVersion(db);
		await signOutEverywhere(db, { accountId: gone.accountId, by, now: now() });
		expect(await readAccessVersion(db)).toBeGreaterThan(before);
		const accesses = await readAccesses(
			office,
			[leader, head, gone].map((one) => one.sessionId),
			now()
		);
		expect([...accesses.keys()].sort()).toEqual([leader.sessionId, head.sessionId].sort());
		expect(accesses.get(leader.sessionId)?.view).toBe('province');
		expect(accesses.get(head.sessionId)?.view).toEqual({ units: ['31825'], hands: [] });
	});

	it("changes its version with each change of somebody's rights", async () => {
		const { id } = await aPerson();
		let version = await readAccessVersion(db);
		const expectBump = async () => {
			const next = await readAccessVersion(db);
			expect(next).toBeGreaterThan(version);
			version = next;
		};
		const given = await giveGrant(db, { accountId: id, grant: leaderFrom(today), by, now: now() });
		await expectBump();
		await withdrawGrant(db, { accountId: id, grantId: given.ok ? given.value : 0, by, now: now() });
		await expectBump();
		await setDisabled(db, { accountId: id, disabled: true, by, now: now() });
		await expectBump();
		await resetPassword(db, { accountId: id, password: null, by, now: now() });
		await expectBump();
	});
});

describe('an administrator', () => {
	it('is told why a role cannot be given', async () => {
		const { id } = await aPerson();
		const give = async (grant: object) => {
			const answer = await giveGrant(db, { accountId: id, grant: { ...leaderFrom(today), ...grant }, by, now: now() });
			return answer.ok ? 'given' : answer.problem;
		};
		expect(await give({ role: 'commune-head' })).toBe('role-without-unit');
		expect(await give({ role: 'leader', unit: '31825' })).toBe('role-with-unit');
		expect(await give({ role: 'department-head', unit: '31825' })).toBe('wrong-kind-of-unit');
		expect(await give({ role: 'commune-head', unit: 'nowhere' })).toBe('unknown-unit');
		expect(await give({ role: 'official', unit: '31825' })).toBe('no-handler');
		expect(await give({ to: today - 1 })).toBe('bad-days');
		expect(await give({})).toBe('given');
		expect(await give({ from: today + 3 })).toBe('given-already');
	});

	it('who is the last one stays', async () => {
		const first = await aPerson();
		const second = await aPerson();
		const administrator = { ...leaderFrom(today), role: 'administrator' } as const;
		const given = await giveGrant(db, { accountId: first.id, grant: administrator, by, now: now() });
		const last = { ok: false, problem: 'last-administrator' };
		const grantId = given.ok ? given.value : 0;
		expect(await withdrawGrant(db, { accountId: first.id, grantId, by, now: now() })).toEqual(last);
		expect(await setDisabled(db, { accountId: first.id, disabled: true, by, now: now() })).toEqual(last);
		await giveGrant(db, { accountId: second.id, grant: administrator, by, now: now() });
		expect(await withdrawGrant(db, { accountId: first.id, grantId, by, now: now() })).toMatchObject({ ok: true });
	});

	it('of the demonstration changes only what the demonstration made', async () => {
		const real = await aPerson();
		const demo = { actor: { id: 'demo-administrator', name: 'Quản trị' }, isDemo: true };
		expect(await resetPassword(db, { accountId: real.id, password: null, by: demo, now: now() })).toEqual({
			ok: false,
			problem: 'demo-only'
		});
		const made = await createAccount(db, {
			name: 'Thử',
			email: 'thu@camau.invalid',
			password: null,
			by: demo,
			now: now()
		});
		if (!made.ok) throw new Error(made.problem);
		const outcome = await enter('thu@camau.invalid', made.value.password);
		expect(outcome.kind).toBe('in');
		// The demonstration is off here: what it made lets nobody in.
		expect(outcome.kind === 'in' && (await visitorWith(cookieOf(outcome.cookies))).account).toBeNull();
	});
});

describe('the demonstration', async () => {
	const demo = await openAccess(fresh, { demo: true });

	it('offers one person per role once there is simulated work, and lets each in', async () => {
		const simulation = await openOffice(db, now());
		await db.updateTable('feed').set({ simulated: true }).where('id', '=', 'test').execute();
		const open = (code: string, resolving: string) => anAccepted(code, { resolving, handler: 'Cán bộ 01 · Thử' });
		await simulation.push([open('S-1', '31825'), open('S-2', '31825'), open('S-3', '32002'), open('S-4', 'H12.44')]);
		const people = await listDemoPeople(demo);
		expect(people.map(({ role }) => role)).toEqual([...DEMO_ROLES]);
		expect(people.find(({ role }) => role === 'official')).toMatchObject({ handler: 'Cán bộ 01 · Thử' });
		for (const { role } of people) {
			const value = await enterDemo(demo, role, ORIGIN);
			const visitor = await readVisitor(
				demo,
				new Headers({ cookie: `${SESSION_COOKIE}=${encodeURIComponent(value ?? '')}` })
			);
			expect(visitor.account).toMatchObject({ isDemo: true, roles: [{ role }] });
			expect(isNothing(visitor.access.view)).toBe(false);
		}
	});

	it('ends with the first real dossier: nobody enters, and who is in is out', async () => {
		const value = await enterDemo(demo, 'leader', ORIGIN);
		const cookie = `${SESSION_COOKIE}=${encodeURIComponent(value ?? '')}`;
		await db.updateTable('feed').set({ simulated: false }).where('id', '=', 'test').execute();
		demo.set(demo.now() + 10_000);
		expect(await listDemoPeople(demo)).toEqual([]);
		expect(await enterDemo(demo, 'leader', ORIGIN)).toBeNull();
		expect((await readVisitor(demo, new Headers({ cookie }))).account).toBeNull();
	});
});

function leaderFrom(day: number) {
	return { role: 'leader', unit: null, handler: null, from: day, to: null, standInFor: null } as const;
}
