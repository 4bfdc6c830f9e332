import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { AuditActor } from '../../domain/audit/action.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { type AddressProblem, checkAddress } from './outlet-address.ts';
import { seal } from './seal.ts';

/** `pull`: the system asks. `none`: it is not told of moves any more; what waits, waits. */
export type OutletWish = { readonly url: string } | 'pull' | 'none';

export interface SetOutlet {
	readonly feed: string;
	readonly wish: OutletWish;
	readonly actor: AuditActor | null;
	readonly now: Instant;
	readonly authSecret: string;
	readonly allowPrivate: boolean;
}

export type OutletAnswer =
	| { readonly ok: true; readonly secret: string | null }
	| { readonly ok: false; readonly problem: AddressProblem | 'unknown-feed' };

/** Sets how the system behind a feed hears of moves. A new secret comes with each address, and is told this once. */
export async function setOutlet(db: Kysely<Tables>, wished: SetOutlet): Promise<OutletAnswer> {
	const { feed, wish, actor, now, authSecret, allowPrivate } = wished;
	const url = typeof wish === 'string' ? null : wish.url;
	const problem = url === null ? null : checkAddress(url, allowPrivate);
	if (problem !== null) return { ok: false, problem };
	const secret = url === null ? null : `whsec_${randomBytes(32).toString('base64')}`;
	return db.transaction().execute(async (trx): Promise<OutletAnswer> => {
		const known = await trx.selectFrom('feed').select('id').where('id', '=', feed).executeTakeFirst();
		if (known === undefined) return { ok: false, problem: 'unknown-feed' };
		if (wish === 'none') await trx.deleteFrom('feedOutlet').where('feedId', '=', feed).execute();
		else {
			const values = { url, secret: secret === null ? null : seal(secret, authSecret), setAt: toIsoInstant(now) };
			await trx
				.insertInto('feedOutlet')
				.values({ feedId: feed, ...values })
				.onConflict((conflict) => conflict.column('feedId').doUpdateSet(values))
				.execute();
		}
		// What waits goes the new way.
		await trx
			.updateTable('reassignment')
			.set({ nextAt: url === null ? null : toIsoInstant(now) })
			.where('feedId', '=', feed)
			.where('state', '=', 'queued')
			.execute();
		const way = url === null ? (wish === 'pull' ? 'pull' : 'none') : new URL(url).origin;
		await audit(trx, { at: now, actor, action: 'outlet-saved', target: feed, details: { way } });
		return { ok: true, secret };
	});
}
