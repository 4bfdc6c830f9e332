import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccount, setDisabled } from '../../src/lib/server/access/accounts.ts';
import { COMMAND_LINE } from '../../src/lib/server/access/administrator.ts';
import { beginSingleSignOn, endSingleSignOn } from '../../src/lib/server/access/single-sign-on.ts';
import { readVisitor } from '../../src/lib/server/access/visitor.ts';
import { freshDatabase } from '../support/database.ts';
import { OIDC_CLIENT, startOidcProvider } from '../support/oidc-provider.ts';
import { openAccess } from '../support/sign-in-deps.ts';

const provider = await startOidcProvider();
afterAll(() => provider.stop());
const fresh = await freshDatabase();
const office = await openAccess(fresh, {
	oidc: { issuer: provider.issuer, ...OIDC_CLIENT, name: 'SSO' },
	origin: 'https://thongsuot.camau.invalid'
});
const FROM = { address: '10.0.0.1', browser: 'Firefox' };
const REFUSED = '/sign-in?sso=refused';
const by = COMMAND_LINE;
const account = (email: string) =>
	createAccount(fresh.db, { name: 'An', email, password: null, by, now: office.now() });
const pairs = (lines: readonly string[]) => lines.map((line) => line.split(';')[0]).join('; ');

/** The way of a browser: off, to the provider, and back. */
async function goThere(to = '/dossiers', alter: (back: string) => string = (back) => back) {
	const away = await beginSingleSignOn(office, to, FROM);
	if (away === null) throw new Error('the provider does not answer');
	const there = await fetch(away.url, { redirect: 'manual' });
	const back = alter(there.headers.get('location') ?? '');
	const request = new Request(back, { headers: { cookie: pairs(away.cookies) } });
	const end = await endSingleSignOn(office, request, FROM);
	const visitor = await readVisitor(office, new Headers({ cookie: pairs(end.cookies) }));
	return { to: end.to, visitor, request };
}

describe('single sign-on', () => {
	beforeEach(() => {
		provider.forges = false;
	});

	it('lets in whom an administrator has made an account for, and leads where they wanted', async () => {
		await account('an@camau.invalid');
		for (let time = 0; time < 2; time++) {
			const { to, visitor } = await goThere();
			expect(to).toBe('/dossiers');
			expect(visitor.account).toMatchObject({ email: 'an@camau.invalid' });
		}
	});

	it('makes no account for anybody else', async () => {
		provider.person = { sub: '2', email: 'khong-co@camau.invalid' };
		const { to, visitor } = await goThere();
		expect(to).toBe(REFUSED);
		expect(visitor.account).toBeNull();
		const users = await fresh.db.selectFrom('auth.user').select('email').execute();
		expect(users).toEqual([{ email: 'an@camau.invalid' }]);
	});

	it('refuses a disabled account, a forged token, a used way back and one that another browser began', async () => {
		const made = await account('khoa@camau.invalid');
		provider.person = { sub: '3', email: 'khoa@camau.invalid' };
		provider.forges = true;
		expect((await goThere()).to).toBe(REFUSED);
		provider.forges = false;
		const { to, request } = await goThere();
		expect(to).toBe('/dossiers');
		expect((await endSingleSignOn(office, request, FROM)).to).toBe(REFUSED);
		const withoutCookie = await goThere('/', (back) => back.replace(/state=[^&]+/, 'state=of-somebody-else'));
		expect(withoutCookie.to).toBe(REFUSED);
		await setDisabled(fresh.db, { accountId: made.ok ? made.value.id : '', disabled: true, by, now: office.now() });
		const disabled = await goThere();
		expect(disabled.to).toBe(REFUSED);
		expect(disabled.visitor.account).toBeNull();
	});

	it('writes who came in and that somebody was refused, without saying who', async () => {
		const entries = await fresh.db.selectFrom('auditEntry').select(['action', 'details', 'actor']).execute();
		expect(entries).toContainEqual({ action: 'signed-in', details: { way: 'single-sign-on' }, actor: 'An' });
		expect(entries).toContainEqual({ action: 'sign-in-refused', details: { way: 'single-sign-on' }, actor: null });
		expect(JSON.stringify(entries)).not.toContain('khong-co');
	});
});
