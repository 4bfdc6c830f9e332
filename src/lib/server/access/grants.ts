import { type Kysely, sql } from 'kysely';
import { type AccountResult, done, refused } from '../../contract/account-problem.ts';
import type { Grant } from '../../domain/access/access.ts';
import { findGrantProblem } from '../../domain/access/check-grant.ts';
import { type Instant, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import type { Administrator } from './administrator.ts';
import { findForChange } from './find-account.ts';
import { isLastAdministrator } from './last-administrator.ts';

interface Change {
	readonly accountId: string;
	readonly by: Administrator;
	readonly now: Instant;
}

/** Gives an account a role. Returns the number of the grant. */
export function giveGrant(
	db: Kysely<Tables>,
	{ accountId, grant, by, now }: { grant: Grant } & Change
): Promise<AccountResult<number>> {
	return db.transaction().execute(async (trx) => {
		const account = await findForChange(trx, accountId, by);
		if (!account.ok) return account;
		const unit = await trx
			.selectFrom('unit')
			.select(['kind', 'name'])
			.where('code', '=', grant.unit ?? '')
			.executeTakeFirst();
		const problem = findGrantProblem(grant, () => unit?.kind ?? null);
		if (problem !== null) return refused(problem);
		const { role, standInFor } = grant;
		const row = {
			accountId,
			role,
			unit: grant.unit,
			handler: role === 'official' ? grant.handler : null,
			fromDay: toIsoDay(grant.from),
			toDay: grant.to === null ? null : toIsoDay(grant.to)
		};
		const same = await trx
			.selectFrom('accountGrant')
			.select('id')
			.where('accountId', '=', accountId)
			.where('role', '=', role)
			.where(sql<boolean>`unit is not distinct from ${row.unit}::text`)
			.where(sql<boolean>`handler is not distinct from ${row.handler}::text`)
			.where('withdrawnAt', 'is', null)
			.where(
				sql<boolean>`daterange(from_day, to_day, '[]') && daterange(${row.fromDay}::date, ${row.toDay}::date, '[]')`
			)
			.executeTakeFirst();
		if (same !== undefined) return refused('given-already');
		const { id } = await trx
			.insertInto('accountGrant')
			.values({ ...row, standInFor, givenBy: by.actor?.name ?? null })
			.returning('id')
			.executeTakeFirstOrThrow();
		await audit(trx, {
			at: now,
			actor: by.actor,
			action: 'grant-given',
			target: account.value.name,
			details: {
				account: accountId,
				role,
				unit: row.unit,
				handler: row.handler,
				from: row.fromDay,
				to: row.toDay,
				standInFor
			}
		});
		return done(id);
	});
}

/** Takes a role back at once. */
export function withdrawGrant(
	db: Kysely<Tables>,
	{ accountId, grantId, by, now }: { grantId: number } & Change
): Promise<AccountResult<null>> {
	return db.transaction().execute(async (trx) => {
		const account = await findForChange(trx, accountId, by);
		if (!account.ok) return account;
		const grant = await trx
			.selectFrom('accountGrant')
			.select(['role', 'unit'])
			.where('id', '=', grantId)
			.where('accountId', '=', accountId)
			.where('withdrawnAt', 'is', null)
			.executeTakeFirst();
		if (grant === undefined) return refused('no-such-grant');
		if (grant.role === 'administrator' && (await isLastAdministrator(trx, { accountId, now, butGrant: grantId })))
			return refused('last-administrator');
		await trx
			.updateTable('accountGrant')
			.set({ withdrawnAt: toIsoInstant(now) })
			.where('id', '=', grantId)
			.execute();
		await audit(trx, {
			at: now,
			actor: by.actor,
			action: 'grant-withdrawn',
			target: account.value.name,
			details: { account: accountId, role: grant.role, unit: grant.unit }
		});
		return done(null);
	});
}
