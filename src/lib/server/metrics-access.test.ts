import { expect, it } from 'vitest';
import { mayReadMetrics } from './metrics-access.ts';

const TOKEN = 'a-token-of-the-office';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

it.each([
	['this machine itself', {}, '127.0.0.1', null, true],
	['this machine by IPv6', {}, '::1', null, true],
	['this machine, mapped', {}, '::ffff:127.0.0.1', null, true],
	['this machine beside a token', {}, '127.0.0.1', TOKEN, true],
	['another machine', {}, '10.0.0.7', null, false],
	['another machine when a token is set', {}, '10.0.0.7', TOKEN, false],
	['nobody known', {}, undefined, null, false],
	['an address that only begins alike', {}, '127x.example', null, false],
	['a proxy on this machine', { 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', null, false],
	['a proxy on this machine, by standard', { forwarded: 'for=203.0.113.9' }, '127.0.0.1', null, false],
	['another machine with the token', bearer(TOKEN), '10.0.0.7', TOKEN, true],
	['a proxy with the token', { ...bearer(TOKEN), 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1', TOKEN, true],
	['another machine with a wrong token', bearer('a-token-of-the-offic3'), '10.0.0.7', TOKEN, false],
	['another machine with a token where none is set', bearer(TOKEN), '10.0.0.7', null, false]
])('metrics and %s: as it should be', (_, headers, peer, token, expected) => {
	expect(mayReadMetrics(new Headers(headers as Record<string, string>), peer, token)).toBe(expected);
});
