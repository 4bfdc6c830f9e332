import type { Transaction } from 'kysely';
import { type AccountResult, done, refused } from '../../contract/account-problem.ts';
import type { Tables } from '../db/tables.ts';
import type { Administrator } from './administrator.ts';

export interface KnownAccount {
	readonly id: string;
	readonly name: string;
	readonly email: string;
}

/** The account, locked for a change that `by` may make. */
export async function findForChange(
	trx: Transaction<Tables>,
	accountId: string,
	by: Administrator
): Promise<AccountResult<KnownAccount>> {
	const row = await trx
		.selectFrom('auth.user')
		.select(['id', 'name', 'email', 'isDemo'])
		.where('id', '=', accountId)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return refused('no-such-account');
	return by.isDemo && !row.isDemo ? refused('demo-only') : done(row);
}
