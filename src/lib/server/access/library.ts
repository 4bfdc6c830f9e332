import { betterAuth } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { AuthConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { PASSWORD_LENGTH } from '../../domain/access/password.ts';

/** Id of the province's single sign-on among the ways to prove who one is. */
export const SINGLE_SIGN_ON = 'oidc';
export const COOKIE_PREFIX = 'thong-suot';
/** Name of the cookie that holds a session. */
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
/** Put there by us, so that no proxy's header is believed twice. */
export const ADDRESS_HEADER = 'x-visitor-address';

/** A session ends after this long without a request; each day of use makes it last this long again. */
export const SESSION_S = 7 * 24 * 60 * 60;
export const RENEW_AFTER_S = 24 * 60 * 60;

export interface LibraryOptions extends AuthConfig {
	readonly url: string;
	readonly secretInForce: string;
	readonly log: Pick<Log, 'error'>;
}

export type Library = ReturnType<typeof createLibrary>;

/**
 * The sign-in library over tables of its own. better-auth, because it brings what is easily got wrong (scrypt, one answer
 * for unknown and wrong, codes used once, PKCE and nonce) without a service of its own, and works over Kysely and pg.
 * It is called from our forms; of its own addresses only the way back from the single sign-on is open. What it lacks (a
 * brake per account over all nodes, rights, cookies that are Secure exactly behind TLS) stands beside it in this folder.
 */
export function createLibrary({ url, secretInForce, origin, oidc, log }: LibraryOptions) {
	// Of its own, because it wants dates as Date where our pool gives ms.
	const pool = new pg.Pool({
		connectionString: url,
		options: '-c TimeZone=UTC',
		application_name: 'thong-suot-auth',
		max: 3
	});
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	const root = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
	const db = root.withSchema('auth');
	const isUsable = async (id: string): Promise<boolean> => {
		const { rows } = await pool.query('select 1 from auth."user" where id = $1 and disabled_at is null', [id]);
		return rows.length > 0;
	};
	const auth = betterAuth({
		appName: 'Thông Suốt',
		baseURL: origin ?? 'http://localhost',
		basePath: '/api/auth',
		secret: secretInForce,
		database: { db, type: 'postgres', transaction: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_LENGTH.least,
			maxPasswordLength: PASSWORD_LENGTH.most
		},
		session: { expiresIn: SESSION_S, updateAge: RENEW_AFTER_S },
		account: { accountLinking: { enabled: true, trustedProviders: [SINGLE_SIGN_ON], updateUserInfoOnLink: false } },
		databaseHooks: {
			session: { create: { before: async ({ userId }) => ((await isUsable(userId)) ? undefined : false) } }
		},
		plugins: [
			twoFactor({ issuer: 'Thông Suốt' }),
			genericOAuth({
				config:
					oidc === null
						? []
						: [
								{
									providerId: SINGLE_SIGN_ON,
									name: oidc.name,
									discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
									clientId: oidc.clientId,
									clientSecret: oidc.clientSecret,
									scopes: ['openid', 'email', 'profile'],
									requireIdTokenVerification: true,
									// Nobody registers by signing in: an administrator has made the account before.
									disableSignUp: true
								}
							]
			})
		],
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			// Set when the cookie is handed on: only the request tells whether TLS is in front.
			useSecureCookies: false,
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] }
		},
		// Its words may hold addresses of people; what matters to us comes back as an answer.
		logger: {
			level: 'error',
			log: (_level, message) => log.error({ library: message.slice(0, 80) }, 'sign-in library')
		}
	});
	return { api: auth.api, handler: auth.handler, close: () => root.destroy() };
}
