import { type Kysely, sql } from 'kysely';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/**
 * Whether nobody would be administrator today without this account (or without one of its grants). Locks everybody's
 * grants of that role, so that two last ones are not taken at once. Accounts of the demonstration do not count for
 * others, nor others for them.
 */
export async function isLastAdministrator(
	trx: Kysely<Tables>,
	{ accountId, now, butGrant }: { accountId: string; now: Instant; butGrant?: number }
): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtext('thong-suot administrators'))`.execute(trx);
	const today = toIsoDay(dayOf(now));
	const held = await trx
		.selectFrom('accountGrant')
		.innerJoin('auth.user', 'auth.user.id', 'accountGrant.accountId')
		.select(['accountGrant.id', 'accountGrant.accountId', 'auth.user.isDemo'])
		.where('role', '=', 'administrator')
		.where('withdrawnAt', 'is', null)
		.where('disabledAt', 'is', null)
		.where('fromDay', '<=', today)
		.where((eb) => eb.or([eb('toDay', 'is', null), eb('toDay', '>=', today)]))
		.execute();
	const own = held.filter((one) => one.accountId === accountId);
	if (own.length === 0) return false;
	const isDemo = own.some((one) => one.isDemo);
	const left = held.filter(
		(one) => one.isDemo === isDemo && (butGrant === undefined ? one.accountId !== accountId : one.id !== butGrant)
	);
	return left.length === 0;
}
