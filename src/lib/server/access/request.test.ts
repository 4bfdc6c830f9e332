import { describe, expect, it } from 'vitest';
import { accessOn } from '../../domain/access/access.ts';
import { need, needAccount } from './need.ts';
import { toReturnPath } from './return-path.ts';
import { isFromUs } from './same-origin.ts';
import { signedOut, type Visitor } from './visitor.ts';

const caught = (run: () => unknown): unknown => {
	try {
		return run();
	} catch (thrown) {
		return thrown;
	}
};

const leader: Visitor = {
	account: { id: '1', name: 'An', email: 'an@x', roles: [], isDemo: false, mustChangePassword: false },
	sessionId: 's',
	until: null,
	access: accessOn(0, [{ role: 'leader', unit: null, handler: null, from: 0, to: null, standInFor: null }]),
	at: '/'
};

describe('a page that needs a right', () => {
	it('says for which dossiers it holds', () => {
		expect(need(leader, 'view')).toBe('province');
	});
	it('sends somebody signed out to sign in and back, and a program away', () => {
		expect(caught(() => need(signedOut('/dossiers?x=1'), 'view'))).toMatchObject({
			status: 303,
			location: '/sign-in?to=%2Fdossiers%3Fx%3D1'
		});
		expect(caught(() => need(signedOut('/api/v1/figures'), 'view'))).toMatchObject({ status: 401 });
	});
	it('is refused to somebody without the right', () => {
		expect(caught(() => need(leader, 'administer'))).toMatchObject({ status: 403 });
	});
	it('waits for the password that was given to be changed', () => {
		const account = leader.account && { ...leader.account, mustChangePassword: true };
		expect(caught(() => needAccount({ ...leader, account }))).toMatchObject({ location: '/account/password' });
	});
	it('says that it cannot tell while the database is away', () => {
		expect(caught(() => need({ ...signedOut('/'), isUnknown: true }, 'view'))).toMatchObject({ status: 503 });
	});
});

describe('the way back after signing in', () => {
	it.each([
		['/dossiers?figure=overdue', '/dossiers?figure=overdue'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['https://evil.example', '/'],
		['/sign-in', '/'],
		[null, '/']
	])('%s leads to %s', (to, path) => {
		expect(toReturnPath(to)).toBe(path);
	});
});

describe('a change', () => {
	const url = new URL('https://thongsuot.example/account');
	const change = (headers: Record<string, string>, method = 'POST') =>
		isFromUs(new Request(url, { method, headers }), url);
	it('is taken from our own pages and from programs with a key', () => {
		expect(change({ origin: url.origin })).toBe(true);
		expect(change({ authorization: 'Bearer ts_x' })).toBe(true);
		expect(change({}, 'GET')).toBe(true);
	});
	it('is not taken from elsewhere', () => {
		expect(change({ origin: 'https://evil.example' })).toBe(false);
		expect(change({ origin: 'null' })).toBe(false);
		expect(change({})).toBe(false);
		expect(change({ authorization: 'Basic x', cookie: 'a=b' })).toBe(false);
	});
});
