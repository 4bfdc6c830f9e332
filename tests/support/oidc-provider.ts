import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A small OpenID Connect provider on loopback: discovery, codes with PKCE, signed tokens, keys. */
export interface OidcProvider {
	readonly issuer: string;
	/** Who the next person at the provider is. */
	person: { readonly sub: string; readonly email: string };
	/** Signs with a key that is not published: a forger. */
	forges: boolean;
	stop(): void;
}

export const OIDC_CLIENT = { clientId: 'thong-suot', clientSecret: 'between-us-two' } as const;

export async function startOidcProvider(): Promise<OidcProvider> {
	const [own, foreign] = [aKey(), aKey()];
	const codes = new Map<string, { challenge: string; nonce: string; person: OidcProvider['person'] }>();
	const provider = {
		issuer: '',
		person: { sub: '1', email: 'an@camau.invalid' },
		forges: false,
		stop: () => http.close()
	};

	const http = createServer((request, response) => {
		void (async () => {
			const url = new URL(request.url ?? '/', provider.issuer);
			const { searchParams: query } = url;
			if (url.pathname === '/.well-known/openid-configuration') {
				json(response, discovery(provider.issuer));
				return;
			}
			if (url.pathname === '/keys') {
				json(response, { keys: [own.jwk] });
				return;
			}
			if (url.pathname === '/authorize') {
				const code = randomUUID();
				const challenge = query.get('code_challenge') ?? '';
				const nonce = query.get('nonce') ?? '';
				codes.set(code, { challenge, nonce, person: provider.person });
				const back = new URL(query.get('redirect_uri') ?? '');
				back.searchParams.set('code', code);
				back.searchParams.set('state', query.get('state') ?? '');
				back.searchParams.set('iss', provider.issuer);
				response.writeHead(302, { location: back.href }).end();
				return;
			}
			const form = new URLSearchParams(await text(request));
			const held = codes.get(form.get('code') ?? '');
			codes.delete(form.get('code') ?? '');
			const proof = createHash('sha256')
				.update(form.get('code_verifier') ?? '')
				.digest('base64url');
			if (held === undefined || held.challenge !== proof) {
				response.statusCode = 400;
				json(response, { error: 'invalid_grant' });
				return;
			}
			const now = Math.floor(Date.now() / 1000);
			const claims = { iss: provider.issuer, aud: OIDC_CLIENT.clientId, iat: now, exp: now + 300, nonce: held.nonce };
			const idToken = toJwt(
				{ ...claims, ...held.person, email_verified: true, name: 'An' },
				provider.forges ? foreign : own
			);
			json(response, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken });
		})();
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	provider.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	return provider;
}

function discovery(issuer: string) {
	return {
		issuer,
		authorization_endpoint: `${issuer}/authorize`,
		token_endpoint: `${issuer}/token`,
		jwks_uri: `${issuer}/keys`,
		response_types_supported: ['code'],
		subject_types_supported: ['public'],
		id_token_signing_alg_values_supported: ['RS256'],
		authorization_response_iss_parameter_supported: true
	};
}

function aKey() {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' } };
}

function toJwt(claims: object, { privateKey }: ReturnType<typeof aKey>): string {
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const body = `${encode({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encode(claims)}`;
	return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`;
}

function json(response: ServerResponse, value: unknown): void {
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify(value));
}
