import { BlockList, isIP } from 'node:net';

/** Why an address cannot be posted to; null: it can. Told before anything is asked of the network. */
export type AddressProblem = 'bad-url' | 'not-https' | 'private-address';

/** `https` anywhere; `http` only to this machine itself. No credentials in it: they would stand in lists and logs. */
export function checkAddress(text: string, allowPrivate: boolean): AddressProblem | null {
	if (!URL.canParse(text) || text.length > 2_000) return 'bad-url';
	const { protocol, username, password, hash, hostname } = new URL(text);
	if (username !== '' || password !== '' || hash !== '') return 'bad-url';
	const isHere = isThisMachine(hostname);
	if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) return 'not-https';
	const address = hostname.replace(/^\[|\]$/g, '');
	return isIP(address) !== 0 && !isHere && !allowPrivate && isPrivate(address) ? 'private-address' : null;
}

/** Named as what it is; a name that merely leads here is judged by the address it leads to. */
export function isThisMachine(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3]
] as const)
	PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
	['::', 127],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
] as const)
	PRIVATE.addSubnet(network, bits, 'ipv6');

/** Addresses that are no public place: of networks within, of this machine, of clouds' own services, of many at once. */
export function isPrivate(address: string): boolean {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== undefined) return isPrivate(mapped);
	// ::ffff:7f00:1 and the like say the same in other signs.
	if (/^::ffff:/i.test(address)) return true;
	return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
