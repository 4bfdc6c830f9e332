import { text } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import type { AccountProblem, AccountResult } from '../lib/contract/account-problem.ts';
import { findGrantProblem } from '../lib/domain/access/check-grant.ts';
import { ROLES } from '../lib/domain/access/role.ts';
import { dayOf, toIsoInstant } from '../lib/domain/time/instant.ts';
import { createAccount, resetPassword, setDisabled } from '../lib/server/access/accounts.ts';
import { COMMAND_LINE } from '../lib/server/access/administrator.ts';
import { readGrant } from '../lib/server/access/grant-form.ts';
import { giveGrant, withdrawGrant } from '../lib/server/access/grants.ts';
import { readAccounts } from '../lib/server/access/read-accounts.ts';
import { createReaderKey, revokeReaderKey } from '../lib/server/access/reader-keys.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { UsageError } from './usage-error.ts';

export const ACCOUNT_USAGE = `
  account create EMAIL --name NAME [--role ROLE …]              makes an account and prints a one-time password, which
          [--password-from-stdin]                               must be changed at the first sign-in
  account grant EMAIL --role ROLE [--unit CODE]                 gives a role: ${ROLES.slice(0, 4).join(', ')},
          [--handler NAME] [--from DAY] [--to DAY]              ${ROLES.slice(4).join(', ')}
          [--stand-in-for NAME]
  account withdraw EMAIL --grant NUMBER                         takes a role back
  account list                                                  accounts with their roles
  account reset-password EMAIL [--password-from-stdin]          a new one-time password; signs out everywhere
  account disable EMAIL                                         lets nobody in with it, at once
  account enable EMAIL
  reader-key create EMAIL [--label LABEL]                       a bearer key that reads as the account does, once
  reader-key revoke NUMBER`;

export const ACCOUNT_OPTIONS = {
	role: { type: 'string' },
	unit: { type: 'string' },
	handler: { type: 'string' },
	from: { type: 'string' },
	to: { type: 'string' },
	'stand-in-for': { type: 'string' },
	grant: { type: 'string' },
	'password-from-stdin': { type: 'boolean', default: false }
} as const;

interface Options {
	readonly name?: string | undefined;
	readonly label?: string | undefined;
	readonly role?: string | undefined;
	readonly unit?: string | undefined;
	readonly handler?: string | undefined;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	readonly 'stand-in-for'?: string | undefined;
	readonly grant?: string | undefined;
	readonly 'password-from-stdin'?: boolean | undefined;
}

type Run = (db: Kysely<Tables>, options: Options, subject: string) => Promise<void>;

export const ACCOUNT_COMMANDS: Readonly<Record<string, { readonly subject: string | null; readonly run: Run }>> = {
	'account create': { subject: 'the EMAIL', run: create },
	'account grant': { subject: 'the EMAIL', run: grant },
	'account withdraw': { subject: 'the EMAIL', run: withdraw },
	'account list': { subject: null, run: print },
	'account reset-password': { subject: 'the EMAIL', run: reset },
	'account disable': { subject: 'the EMAIL', run: (db, _, email) => able(db, email, true) },
	'account enable': { subject: 'the EMAIL', run: (db, _, email) => able(db, email, false) },
	'reader-key create': { subject: 'the EMAIL', run: createKey },
	'reader-key revoke': { subject: 'the NUMBER of the key', run: revokeKey }
};

const now = () => Date.now();
const by = COMMAND_LINE;

/** The role is checked first, so that a mistyped one leaves no account behind. */
async function create(db: Kysely<Tables>, options: Options, email: string): Promise<void> {
	if (options.name === undefined) throw new UsageError('--name says who it is.');
	if (options.role !== undefined) await checkGrant(db, options);
	const password = await readPassword(options);
	const made = orRefuse(await createAccount(db, { name: options.name, email, password, by, now: now() }));
	if (options.role !== undefined) {
		const given = await giveGrant(db, { accountId: made.id, grant: toGrant(options), by, now: now() });
		if (!given.ok) console.error(`The account is made, but not its role: ${WORDS[given.problem] ?? given.problem}.`);
	}
	tellPassword(email, made.password, password !== null);
}

async function grant(db: Kysely<Tables>, options: Options, email: string): Promise<void> {
	const accountId = await getAccountId(db, email);
	const number = orRefuse(await giveGrant(db, { accountId, grant: toGrant(options), by, now: now() }));
	console.log(`Grant ${number} given to ${email}.`);
}

async function withdraw(db: Kysely<Tables>, options: Options, email: string): Promise<void> {
	const grantId = Number(options.grant ?? Number.NaN);
	if (!Number.isSafeInteger(grantId)) throw new UsageError('--grant is the number that "account list" shows.');
	orRefuse(await withdrawGrant(db, { accountId: await getAccountId(db, email), grantId, by, now: now() }));
	console.log(`Grant ${grantId} withdrawn.`);
}

async function print(db: Kysely<Tables>): Promise<void> {
	for (const account of await readAccounts(db, now())) {
		const signs = [
			account.disabledAt === null ? '' : 'disabled',
			account.isDemo ? 'demonstration' : '',
			account.mustChangePassword ? 'must change password' : '',
			account.hasSecondFactor ? 'second factor' : ''
		].filter((sign) => sign !== '');
		const seen = account.lastSeenAt === null ? 'not signed in' : `seen ${toIsoInstant(account.lastSeenAt)}`;
		console.log(`${account.email}  ${account.name}  ${[seen, ...signs].join(', ')}`);
		for (const { id, role, unit, handler, from, to, standInFor } of account.grants) {
			const place = [unit?.code, handler].filter((part) => part !== undefined && part !== null).join(' ');
			const span = `${from} to ${to ?? 'withdrawn'}`;
			const stands = standInFor === null ? '' : ` for ${standInFor}`;
			console.log(`    grant ${id}  ${role}${place === '' ? '' : ` ${place}`}${stands}  ${span}`);
		}
	}
}

async function reset(db: Kysely<Tables>, options: Options, email: string): Promise<void> {
	const accountId = await getAccountId(db, email);
	const password = await readPassword(options);
	const made = orRefuse(await resetPassword(db, { accountId, password, by, now: now() }));
	tellPassword(email, made.password, password !== null);
}

async function able(db: Kysely<Tables>, email: string, disabled: boolean): Promise<void> {
	orRefuse(await setDisabled(db, { accountId: await getAccountId(db, email), disabled, by, now: now() }));
	console.log(`${email} is ${disabled ? 'disabled and signed out everywhere' : 'enabled'}.`);
}

async function createKey(db: Kysely<Tables>, { label }: Options, email: string): Promise<void> {
	const made = await createReaderKey(db, { email, actor: null, now: now(), ...(label === undefined ? {} : { label }) });
	if (made === null) throw new UsageError(`There is no account ${email} in use.`);
	console.error(`Key ${made.id} of ${email}. It is shown this once; only its hash is kept.`);
	console.log(made.key);
}

async function revokeKey(db: Kysely<Tables>, _: Options, number: string): Promise<void> {
	const id = /^\d{1,15}$/.test(number) ? Number(number) : Number.NaN;
	if (Number.isNaN(id) || !(await revokeReaderKey(db, { id, actor: null, now: now() })))
		throw new UsageError(`There is no reader key ${number} in force.`);
	console.log(`Reader key ${id} revoked.`);
}

async function getAccountId(db: Kysely<Tables>, email: string): Promise<string> {
	const row = await db.selectFrom('auth.user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst();
	if (row === undefined) throw new UsageError(`There is no account ${email}. "account list" shows them.`);
	return row.id;
}

function toGrant(options: Options) {
	const { role = '', unit = '', handler = '', from = '', to = '' } = options;
	const texts = { role, unit, handler, from, to, standInFor: options['stand-in-for'] ?? '' };
	const read = readGrant(texts, dayOf(now()));
	if (typeof read === 'string') throw new UsageError(`Refused: ${WORDS[read] ?? read}.`);
	return read;
}

async function checkGrant(db: Kysely<Tables>, options: Options): Promise<void> {
	const grant = toGrant(options);
	const unit = await db
		.selectFrom('unit')
		.select('kind')
		.where('code', '=', grant.unit ?? '')
		.executeTakeFirst();
	const problem = findGrantProblem(grant, () => unit?.kind ?? null);
	if (problem !== null) throw new UsageError(`Refused: ${WORDS[problem] ?? problem}.`);
}

function orRefuse<T>(result: AccountResult<T>): T {
	if (result.ok) return result.value;
	throw new UsageError(`Refused: ${WORDS[result.problem] ?? result.problem}.`);
}

/** A password is never an argument: those stand in the list of processes and in the shell's history. */
async function readPassword(options: Options): Promise<string | null> {
	return options['password-from-stdin'] === true ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
}

/** The password alone goes to standard output; the rest is said beside it. */
function tellPassword(email: string, password: string, isGiven: boolean): void {
	console.error(`${email} can sign in and must then choose a password.`);
	if (!isGiven) console.log(password);
}

const WORDS: Partial<Record<AccountProblem, string>> = {
	'bad-role': `--role is one of ${ROLES.join(', ')}`,
	'bad-days': 'days are written 2026-03-09, the last one not before the first',
	'role-without-unit': 'this role needs --unit',
	'role-with-unit': 'this role is for the whole province, without --unit',
	'no-handler': "this role needs --handler, the official's name as feeds write it",
	'unknown-unit': 'the catalogue has no such unit',
	'wrong-kind-of-unit': 'department heads head departments, commune heads communes',
	'email-taken': 'there is an account with this e-mail already',
	'bad-email': 'this is not an e-mail address',
	'last-administrator': 'this is the last administrator',
	'too-short': 'a password has at least 12 characters',
	'too-plain': 'the password is easily guessed',
	'like-you': 'the password is much like the name or the e-mail'
};
