import type { Kysely } from 'kysely';
import type { AuditActor } from '../../domain/audit/action.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';

interface Resend {
	readonly feedId: string;
	/** Missing: all dead letters of the feed. */
	readonly id?: string;
	readonly actor: AuditActor | null;
	readonly now: Instant;
}

/** Puts dead letters back into the queue, with a whole day before them again. They keep their ids. Answers how many. */
export function resendDead(db: Kysely<Tables>, { feedId, id, actor, now }: Resend): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const outlet = await trx.selectFrom('feedOutlet').select('url').where('feedId', '=', feedId).executeTakeFirst();
		const isPosted = outlet !== undefined && outlet.url !== null;
		const { numUpdatedRows } = await trx
			.updateTable('reassignment')
			.set({ state: 'queued', attempts: 0, firstTriedAt: null, nextAt: isPosted ? toIsoInstant(now) : null })
			.where('feedId', '=', feedId)
			.where('state', '=', 'dead')
			.$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
			.executeTakeFirst();
		const resent = Number(numUpdatedRows);
		if (resent > 0)
			await audit(trx, { at: now, actor, action: 'reassignment-resent', target: feedId, details: { resent } });
		return resent;
	});
}
