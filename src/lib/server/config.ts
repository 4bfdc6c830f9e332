import path from 'node:path';
import * as v from 'valibot';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const seconds = (name: string, most: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d+$/, `${name} must be a whole number of seconds`),
		v.transform(Number),
		v.maxValue(most, `${name} must be at most ${most}`)
	);

/**
 * Everything that can be set from outside, with its meaning. A fresh clone runs without any of it.
 * A wrong value is refused at start by name; nothing is guessed.
 */
const envSchema = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d+$/, 'PORT must be a whole number'),
			v.transform(Number),
			v.maxValue(65_535, 'PORT must be at most 65535')
		),
		'3000'
	),
	HOST: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1, 'HOST must be an address or a host name')), '127.0.0.1'),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'DATA_DIR must be a folder')), 'data'),
	DATABASE_URL: v.optional(
		v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/\S+$/, 'DATABASE_URL must start with postgres:// or postgresql://'))
	),
	DEMO: v.optional(v.picklist(['on', 'off'], 'DEMO must be on or off'), 'on'),
	/** `info` has a line per request, `debug` also those of probes. No level holds bodies, searches, applicants or keys. */
	LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
	/**
	 * Whoever sends `Authorization: Bearer <this>` may read /metrics from anywhere. Without it only this machine may, and
	 * not through a proxy (a request with X-Forwarded-For or Forwarded is somebody else's).
	 */
	METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'METRICS_TOKEN must have at least 16 characters'))),
	/** /readyz says 503 when the board of this node lacks a change older than this. */
	READY_LAG_SECONDS: v.optional(seconds('READY_LAG_SECONDS', 3_600), '10'),
	/**
	 * Between SIGTERM, when /readyz turns 503, and the moment no more connections are taken. Behind a balancer: a little
	 * more than the time in which it notices.
	 */
	STOP_DELAY_SECONDS: v.optional(seconds('STOP_DELAY_SECONDS', 60), '0'),
	/**
	 * Address under which people open the application, such as https://thongsuot.camau.gov.vn. Without it each request
	 * tells (its Host, and X-Forwarded-Proto of a proxy); single sign-on needs it.
	 */
	ORIGIN: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^/\s]+$/, 'ORIGIN must be an address without a path'))),
	/** Signs cookies and encrypts second factors; the same on every node. Without it the database keeps one. */
	AUTH_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'AUTH_SECRET must have at least 32 characters'))),
	/** Single sign-on of the province (OpenID Connect): all of the first three, or none. */
	OIDC_ISSUER: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/\S+$/, 'OIDC_ISSUER must be an address'))),
	OIDC_CLIENT_ID: v.optional(v.string()),
	OIDC_CLIENT_SECRET: v.optional(v.string()),
	/** What people call it, on the button. */
	OIDC_NAME: v.optional(v.string(), 'SSO'),
	/**
	 * Whether moves may be posted to addresses of networks within (10.0.0.0/8 and the like), as where the province's own
	 * systems stand. Off: an address that is none of the public internet is refused, except this machine itself.
	 */
	WEBHOOK_ALLOW_PRIVATE: v.optional(v.picklist(['on', 'off'], 'WEBHOOK_ALLOW_PRIVATE must be on or off'), 'off'),
	/** A system that has not answered a posted move by then is tried again later. */
	WEBHOOK_TIMEOUT_SECONDS: v.optional(
		v.pipe(seconds('WEBHOOK_TIMEOUT_SECONDS', 60), v.minValue(1, 'WEBHOOK_TIMEOUT_SECONDS must be at least 1')),
		'10'
	),
	/** Server that mails what people are told, such as smtps://user:password@mail.camau.gov.vn. Without it nothing is mailed. */
	SMTP_URL: v.optional(
		v.pipe(
			v.string(),
			v.check(
				(text) => /^smtps?:\/\/[^/?#\s]+\/?$/.test(text) && URL.canParse(text),
				'SMTP_URL must be smtp:// or smtps:// with a host, and no path'
			)
		)
	),
	/** Whom mail comes from: an address, or Name <address>. */
	MAIL_FROM: v.optional(
		v.pipe(
			v.string(),
			v.regex(
				/^(?:[^<>@\r\n]+ )?<?[^\s<>@]+@[^\s<>@]+>?$/,
				'MAIL_FROM must be an address, or a name with the address in <>'
			)
		)
	),
	/** Set by the starter, not by people: key of the simulated feed for this run. */
	DEMO_FEED_KEY: v.optional(v.string())
});

export type Env = Readonly<Record<string, string | undefined>>;

export type DatabaseConfig =
	{ readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'embedded'; readonly dataDir: string };

export interface Config {
	readonly http: { readonly port: number; readonly host: string };
	readonly db: DatabaseConfig;
	/** The simulated feed runs, and its dossiers are shown as simulated. */
	readonly demo: boolean;
	readonly demoFeedKey: string | null;
	readonly logLevel: LogLevel;
	/** Null: /metrics is for this machine alone. */
	readonly metricsToken: string | null;
	readonly readyLagMs: number;
	readonly stopDelayMs: number;
	readonly auth: AuthConfig;
	readonly webhook: { readonly allowPrivate: boolean; readonly timeoutMs: number };
	/** Null: nothing is mailed. */
	readonly mail: MailConfig | null;
}

export interface MailConfig {
	/** Holds the password of the mail server. */
	readonly url: string;
	readonly from: string;
	/** Where links in mail lead. */
	readonly origin: string;
}

export interface AuthConfig {
	/** Null: as each request says. */
	readonly origin: string | null;
	/** Null: the one in the database. */
	readonly secret: string | null;
	/** Null: no single sign-on. */
	readonly oidc: OidcConfig | null;
}

export interface OidcConfig {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly name: string;
}

/** A value from outside that cannot be used; the message names each variable. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
}

/** Groups raw variables into what each part needs. Pure. Throws ConfigError naming every wrong variable. */
export function readConfig(env: Env): Config {
	const given = Object.fromEntries(
		Object.keys(envSchema.entries)
			.filter((key) => env[key] !== undefined && env[key] !== '')
			.map((key) => [key, env[key]])
	);
	const parsed = v.safeParse(envSchema, given);
	if (!parsed.success) throw new ConfigError(parsed.issues.map((issue) => issue.message).join('\n'));
	const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, DEMO_FEED_KEY, LOG_LEVEL } = parsed.output;
	const { METRICS_TOKEN, READY_LAG_SECONDS, STOP_DELAY_SECONDS } = parsed.output;
	return {
		http: { port: PORT, host: HOST },
		db:
			DATABASE_URL === undefined
				? { kind: 'embedded', dataDir: path.resolve(DATA_DIR) }
				: { kind: 'postgres', url: DATABASE_URL },
		demo: DEMO === 'on',
		demoFeedKey: DEMO_FEED_KEY ?? null,
		logLevel: LOG_LEVEL,
		metricsToken: METRICS_TOKEN ?? null,
		readyLagMs: READY_LAG_SECONDS * 1000,
		stopDelayMs: STOP_DELAY_SECONDS * 1000,
		auth: {
			origin: parsed.output.ORIGIN ?? null,
			secret: parsed.output.AUTH_SECRET ?? null,
			oidc: toOidc(parsed.output)
		},
		webhook: {
			allowPrivate: parsed.output.WEBHOOK_ALLOW_PRIVATE === 'on',
			timeoutMs: parsed.output.WEBHOOK_TIMEOUT_SECONDS * 1000
		},
		mail: toMail(parsed.output)
	};
}

function toMail({
	SMTP_URL: url,
	MAIL_FROM: from,
	ORIGIN: origin
}: v.InferOutput<typeof envSchema>): MailConfig | null {
	if (url === undefined && from === undefined) return null;
	if (url === undefined || from === undefined) throw new ConfigError('SMTP_URL and MAIL_FROM belong together');
	if (origin === undefined) throw new ConfigError('SMTP_URL needs ORIGIN: mail leads people there');
	return { url, from, origin };
}

function toOidc(env: v.InferOutput<typeof envSchema>): OidcConfig | null {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
	if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
	if (issuer === undefined || clientId === undefined || clientSecret === undefined)
		throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together');
	if (env.ORIGIN === undefined) throw new ConfigError('OIDC_ISSUER needs ORIGIN: the provider sends people back there');
	return { issuer: issuer.replace(/\/$/, ''), clientId, clientSecret, name: env.OIDC_NAME };
}

/** Whether only this machine can reach the address the server listens on. */
export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
