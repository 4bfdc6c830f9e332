import { randomBytes } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Kysely, Transaction } from 'kysely';
import * as v from 'valibot';
import { type AccountResult, done, refused } from '../../contract/account-problem.ts';
import { findPasswordProblem } from '../../domain/access/password.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import type { Administrator } from './administrator.ts';
import { findForChange, type KnownAccount } from './find-account.ts';
import { isLastAdministrator } from './last-administrator.ts';

export interface NewAccount {
	readonly name: string;
	readonly email: string;
	/** Null: one is made up. Either way it must be changed at the first sign-in. */
	readonly password: string | null;
}

/** The password is told this once; only its hash is kept. */
export interface MadeAccount {
	readonly id: string;
	readonly password: string;
}

interface Change {
	readonly by: Administrator;
	readonly now: Instant;
}

/** An account that can sign in with a password and may do nothing yet. */
export async function createAccount(
	db: Kysely<Tables>,
	{ name, email, password, by, now }: NewAccount & Change
): Promise<AccountResult<MadeAccount>> {
	const owner = { name: name.trim(), email: email.trim().toLowerCase() };
	if (owner.name === '') return refused('no-name');
	if (!v.is(EMAIL, owner.email)) return refused('bad-email');
	const problem = password === null ? null : findPasswordProblem(password, owner);
	if (problem !== null) return refused(problem);
	const given = password ?? toOneTimePassword();
	const hash = await hashPassword(given);
	return db.transaction().execute(async (trx) => {
		const id = crypto.randomUUID();
		const made = await trx
			.insertInto('auth.user')
			.values({ id, ...owner, isDemo: by.isDemo, mustChangePassword: true })
			.onConflict((conflict) => conflict.column('email').doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made === undefined) return refused('email-taken');
		await trx
			.insertInto('auth.account')
			.values({ id: crypto.randomUUID(), accountId: id, providerId: 'credential', userId: id, password: hash })
			.execute();
		await audit(trx, {
			at: now,
			actor: by.actor,
			action: 'account-created',
			target: owner.name,
			details: { account: id }
		});
		return done({ id, password: given });
	});
}

/** Gives a new one-time password and signs the account out everywhere; its second factor goes, for it may be what was lost. */
export async function resetPassword(
	db: Kysely<Tables>,
	{ accountId, password, by, now }: { accountId: string; password: string | null } & Change
): Promise<AccountResult<MadeAccount>> {
	const given = password ?? toOneTimePassword();
	const hash = await hashPassword(given);
	return db.transaction().execute(async (trx) => {
		const account = await findForChange(trx, accountId, by);
		if (!account.ok) return account;
		const problem = password === null ? null : findPasswordProblem(password, account.value);
		if (problem !== null) return refused(problem);
		await trx
			.insertInto('auth.account')
			.values({
				id: crypto.randomUUID(),
				accountId,
				providerId: 'credential',
				userId: accountId,
				password: hash
			})
			.onConflict((conflict) =>
				conflict.columns(['providerId', 'accountId']).doUpdateSet({ password: hash, updatedAt: toIsoInstant(now) })
			)
			.execute();
		await trx.deleteFrom('auth.twoFactor').where('userId', '=', accountId).execute();
		await trx
			.updateTable('auth.user')
			.set({ mustChangePassword: true, twoFactorEnabled: false })
			.where('id', '=', accountId)
			.execute();
		await trx.deleteFrom('auth.session').where('userId', '=', accountId).execute();
		await auditChange(trx, 'password-reset', account.value, { by, now });
		return done({ id: accountId, password: given });
	});
}

/** Lets an account in no more, from now on and wherever it is signed in; or lets it in again. */
export function setDisabled(
	db: Kysely<Tables>,
	{ accountId, disabled, by, now }: { accountId: string; disabled: boolean } & Change
): Promise<AccountResult<null>> {
	return db.transaction().execute(async (trx) => {
		const account = await findForChange(trx, accountId, by);
		if (!account.ok) return account;
		if (disabled && (await isLastAdministrator(trx, { accountId, now }))) return refused('last-administrator');
		await trx
			.updateTable('auth.user')
			.set({ disabledAt: disabled ? toIsoInstant(now) : null })
			.where('id', '=', accountId)
			.execute();
		if (disabled) await trx.deleteFrom('auth.session').where('userId', '=', accountId).execute();
		await auditChange(trx, disabled ? 'account-disabled' : 'account-enabled', account.value, { by, now });
		return done(null);
	});
}

/** Ends every session of an account. */
export function signOutEverywhere(
	db: Kysely<Tables>,
	{ accountId, by, now }: { accountId: string } & Change
): Promise<AccountResult<null>> {
	return db.transaction().execute(async (trx) => {
		const account = await findForChange(trx, accountId, by);
		if (!account.ok) return account;
		await trx.deleteFrom('auth.session').where('userId', '=', accountId).execute();
		await auditChange(trx, 'signed-out-everywhere', account.value, { by, now });
		return done(null);
	});
}

const EMAIL = v.pipe(v.string(), v.maxLength(254), v.email());

/** Five groups of four letters and digits that are not taken for one another; about a hundred bits. */
function toOneTimePassword(): string {
	const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
	const letters = [...randomBytes(20)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
	return (letters.match(/.{4}/g) ?? []).join('-');
}

function auditChange(
	trx: Transaction<Tables>,
	action: 'password-reset' | 'account-disabled' | 'account-enabled' | 'signed-out-everywhere',
	{ id, name }: KnownAccount,
	{ by, now }: Change
): Promise<void> {
	return audit(trx, { at: now, actor: by.actor, action, target: name, details: { account: id } });
}
