import { PASSWORD_PROBLEMS } from '../domain/access/password.ts';

/** Why a change of accounts was refused; each has its words on the page. */
export const ACCOUNT_PROBLEMS = [
	'no-name',
	'bad-email',
	'email-taken',
	'no-such-account',
	/** Somebody signed in for the demonstration may touch only what the demonstration made. */
	'demo-only',
	/** Without it nobody could let anybody in any more, but by command line. */
	'last-administrator',
	'bad-role',
	'role-without-unit',
	'role-with-unit',
	'unknown-unit',
	'wrong-kind-of-unit',
	'no-handler',
	'bad-days',
	'given-already',
	'no-such-grant',
	'disabled',
	'wrong-password',
	'same-password',
	'passwords-differ',
	'no-password',
	'wrong-code',
	'too-many-tries',
	...PASSWORD_PROBLEMS
] as const;
export type AccountProblem = (typeof ACCOUNT_PROBLEMS)[number];

export type AccountResult<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: AccountProblem };

export const done = <T>(value: T): AccountResult<T> => ({ ok: true, value });
export const refused = (problem: AccountProblem): { readonly ok: false; readonly problem: AccountProblem } => ({
	ok: false,
	problem
});
