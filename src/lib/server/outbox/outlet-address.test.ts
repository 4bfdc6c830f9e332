import { expect, it } from 'vitest';
import { checkAddress, isPrivate } from './outlet-address.ts';

it.each([
	['https://motcua.camau.gov.vn/hooks', null],
	['https://8.8.8.8/x', null],
	['http://127.0.0.1:9000/x', null],
	['http://localhost:9000/x', null],
	['http://[::1]:9000/x', null],
	['http://motcua.camau.gov.vn/hooks', 'not-https'],
	['http://127.0.0.1.nip.io/', 'not-https'],
	['ftp://127.0.0.1/', 'not-https'],
	['file:///etc/passwd', 'not-https'],
	['https://u:p@example.vn/', 'bad-url'],
	['nowhere', 'bad-url'],
	['https://10.1.2.3/', 'private-address'],
	['https://169.254.169.254/latest', 'private-address'],
	['https://[fd00::1]/', 'private-address'],
	['https://[::ffff:10.0.0.1]/', 'private-address'],
	['https://0x0a000001/', 'private-address']
])('%s: %s', (url, problem) => {
	expect(checkAddress(url, false)).toBe(problem);
});

it('lets a private address through where that was configured', () => {
	expect(checkAddress('https://10.1.2.3/', true)).toBeNull();
	expect(checkAddress('http://10.1.2.3/', true)).toBe('not-https');
});

it.each([
	'127.0.0.1',
	'::1',
	'::',
	'172.20.0.1',
	'192.168.1.1',
	'100.64.0.1',
	'::ffff:127.0.0.1',
	'::ffff:7f00:1',
	'fe80::1'
])('%s is no public place', (address) => {
	expect(isPrivate(address)).toBe(true);
});
it.each(['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888'])('%s is one', (address) => {
	expect(isPrivate(address)).toBe(false);
});
