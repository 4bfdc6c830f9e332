import { hashPassword } from 'better-auth/crypto';
import type { AuditDetails } from '../../domain/audit/action.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import { PER_ADDRESS, PER_EMAIL, releaseTry, takeTry } from './brake.ts';
import { ADDRESS_HEADER, type Library } from './library.ts';
import { type AccessDeps, readVisitor } from './visitor.ts';
import type { Origin } from './sessions.ts';

export interface SignInDeps extends AccessDeps {
	readonly library: Library;
}

/** `cookies` are Set-Cookie lines to hand on. */
export type SignInOutcome =
	| { readonly kind: 'in'; readonly cookies: readonly string[] }
	/** The password was right; the code of the second factor is awaited. */
	| { readonly kind: 'second-factor'; readonly cookies: readonly string[] }
	/** Unknown e-mail, wrong password, disabled or braked: all the same, in words and about in time. */
	| { readonly kind: 'refused'; readonly waitUntil: Instant | null };

/** Signs in with e-mail and password. */
export async function signInWithPassword(
	deps: SignInDeps,
	{ email, password }: { email: string; password: string },
	origin: Origin
): Promise<SignInOutcome> {
	const { db, library } = deps;
	const now = deps.now();
	const waitUntil = await takeBothTries(deps, email, origin, now);
	if (waitUntil !== null) {
		// As long as looking at the password would take.
		await hashPassword(password.slice(0, 128));
		return { kind: 'refused', waitUntil };
	}
	const answer = await library.api
		.signInEmail({ body: { email, password }, headers: toLibraryHeaders(null, origin), returnHeaders: true })
		.catch(orNull);
	if (answer === null) {
		await auditRefusal(deps, email, now);
		return { kind: 'refused', waitUntil: null };
	}
	await releaseTry(db, { email }, now);
	if (origin.address !== null) await releaseTry(db, { address: origin.address }, now);
	const cookies = answer.headers.getSetCookie();
	if ('twoFactorRedirect' in answer.response) return { kind: 'second-factor', cookies };
	await auditSignIn(deps, cookies, { way: 'password' });
	return { kind: 'in', cookies };
}

/** The second step: a code of the device, or one of the codes that were written down. `cookie` is the request's. */
export async function signInWithCode(
	deps: SignInDeps,
	{ code, isBackup }: { code: string; isBackup: boolean },
	cookie: string | null,
	origin: Origin
): Promise<SignInOutcome> {
	const request = { body: { code }, headers: toLibraryHeaders(cookie, origin), returnHeaders: true } as const;
	const { api } = deps.library;
	const answer = await (isBackup ? api.verifyBackupCode(request) : api.verifyTOTP(request)).catch(orNull);
	if (answer === null) return { kind: 'refused', waitUntil: null };
	const cookies = answer.headers.getSetCookie();
	await auditSignIn(deps, cookies, { way: isBackup ? 'backup-code' : 'second-factor' });
	return { kind: 'in', cookies };
}

/** Writes down that the session in these Set-Cookie lines has begun. */
export async function auditSignIn(deps: AccessDeps, cookies: readonly string[], details: AuditDetails): Promise<void> {
	const pairs = cookies.map((line) => line.split(';', 1)[0] ?? '');
	const { account } = await readVisitor(deps, new Headers({ cookie: pairs.join('; ') }));
	if (account === null) return;
	const actor = { id: account.id, name: account.name };
	await audit(deps.db, { at: deps.now(), actor, action: 'signed-in', details });
}

/** What the library is told of a request: its cookies, browser and address, and nothing a sender could make up. */
export function toLibraryHeaders(cookie: string | null, { address, browser }: Origin): Headers {
	const headers = new Headers();
	if (cookie !== null) headers.set('cookie', cookie);
	if (browser !== null) headers.set('user-agent', browser);
	if (address !== null) headers.set(ADDRESS_HEADER, address);
	return headers;
}

/** The library says no by throwing an error with a status; anything else is a bug and thrown on. */
export function orNull(error: unknown): null {
	const isRefusal = error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
	if (isRefusal) return null;
	throw error;
}

async function takeBothTries(
	{ db }: SignInDeps,
	email: string,
	{ address }: Origin,
	now: Instant
): Promise<Instant | null> {
	const byEmail = await takeTry(db, { email }, PER_EMAIL, now);
	// This machine's own address means a proxy that does not say whom it speaks for: it would lock everybody out.
	const isShared = address === null || address === '::1' || address.replace('::ffff:', '').startsWith('127.');
	const byAddress = isShared ? null : await takeTry(db, { address }, PER_ADDRESS, now);
	return byEmail === null ? byAddress : byAddress === null ? byEmail : Math.max(byEmail, byAddress);
}

/** Names the account if there is one; of anybody else nothing is kept, for people mistype addresses and put passwords there. */
async function auditRefusal({ db }: SignInDeps, email: string, now: Instant): Promise<void> {
	const account = await db
		.selectFrom('auth.user')
		.select(['id', 'name'])
		.where('email', '=', email.toLowerCase())
		.executeTakeFirst();
	const details: AuditDetails = account === undefined ? { known: false } : { known: true, account: account.id };
	await audit(db, { at: now, actor: null, action: 'sign-in-refused', target: account?.name ?? null, details });
}
