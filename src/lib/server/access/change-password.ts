import { type AccountResult, done, refused } from '../../contract/account-problem.ts';
import { findPasswordProblem } from '../../domain/access/password.ts';
import { audit } from '../audit/write-audit.ts';
import { PER_EMAIL, releaseTry, takeTry } from './brake.ts';
import { orNull, type SignInDeps } from './sign-in.ts';
import type { VisitorAccount } from './visitor.ts';

export interface PasswordChange {
	readonly current: string;
	readonly next: string;
	/** Typed again. */
	readonly again: string;
}

/** Changes one's own password and ends every other session. Answers the Set-Cookie lines of the session that goes on. */
export async function changePassword(
	{ db, library, now }: SignInDeps,
	{ account, headers }: { account: VisitorAccount; headers: Headers },
	{ current, next, again }: PasswordChange
): Promise<AccountResult<readonly string[]>> {
	if (next !== again) return refused('passwords-differ');
	if (next === current) return refused('same-password');
	const problem = findPasswordProblem(next, account);
	if (problem !== null) return refused(problem);
	// Whoever sits down at somebody's open screen shall not guess here either.
	const { email } = account;
	if ((await takeTry(db, { email }, PER_EMAIL, now())) !== null) return refused('too-many-tries');
	const answer = await library.api
		.changePassword({
			body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
			headers,
			returnHeaders: true
		})
		.catch(orNull);
	if (answer === null) return refused('wrong-password');
	await releaseTry(db, { email }, now());
	await db.transaction().execute(async (trx) => {
		await trx.updateTable('auth.user').set({ mustChangePassword: false }).where('id', '=', account.id).execute();
		const actor = { id: account.id, name: account.name };
		await audit(trx, { at: now(), actor, action: 'password-changed' });
	});
	return done(answer.headers.getSetCookie());
}
