import { hash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AuditActor } from '../../domain/audit/action.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';

/** Begins every reader's key: told apart from a feed's at a glance, in logs and repositories too. */
export const READER_KEY = 'tsr_';

/** A key that reads as the account does, shown this once. Null: there is no such account in use. */
export function createReaderKey(
	db: Kysely<Tables>,
	{ email, label, actor, now }: { email: string; label?: string; actor: AuditActor | null; now: Instant }
): Promise<{ id: number; key: string } | null> {
	return db.transaction().execute(async (trx) => {
		const account = await trx
			.selectFrom('auth.user')
			.select(['id', 'name'])
			.where('email', '=', email.toLowerCase())
			.where('disabledAt', 'is', null)
			.executeTakeFirst();
		if (account === undefined) return null;
		const key = READER_KEY + randomBytes(32).toString('base64url');
		const { id } = await trx
			.insertInto('readerKey')
			.values({ accountId: account.id, hash: hash('sha256', key, 'buffer'), label: label ?? `${key.slice(0, 8)}…` })
			.returning('id')
			.executeTakeFirstOrThrow();
		await audit(trx, { at: now, actor, action: 'reader-key-created', target: account.name, details: { key: id } });
		return { id, key };
	});
}

/** Returns whether there was such a key in force. It works no more from the next request on. */
export function revokeReaderKey(
	db: Kysely<Tables>,
	{ id, actor, now }: { id: number; actor: AuditActor | null; now: Instant }
): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		const row = await trx
			.updateTable('readerKey')
			.set({ revokedAt: toIsoInstant(now) })
			.where('readerKey.id', '=', id)
			.where('revokedAt', 'is', null)
			.returning('accountId')
			.executeTakeFirst();
		if (row === undefined) return false;
		const owner = await trx.selectFrom('auth.user').select('name').where('id', '=', row.accountId).executeTakeFirst();
		await audit(trx, {
			at: now,
			actor,
			action: 'reader-key-revoked',
			target: owner?.name ?? null,
			details: { key: id }
		});
		return true;
	});
}
