import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Freshness } from '../../contract/freshness.ts';
import { toFreezeIds } from '../../domain/press/freeze-id.ts';
import { type ChangeReason, stateOf } from '../../domain/press/freeze-state.ts';
import { dayOf, type Instant, MINUTE_MS, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { toCanonical } from '../ingest/canonical.ts';
import type { FreezeWish, FreezeWords } from './freeze-wish.ts';
import { makeContent } from './make-content.ts';
import { done, type PressResult, refused } from './press-problem.ts';
import { findFreeze } from './read-freezes.ts';

export interface FreezeDeps {
	readonly db: Kysely<Tables>;
	readonly catalogue: () => KnownCatalogue;
	readonly now: () => Instant;
	/** Who has fallen silent, as of now. Null: nobody looks. */
	readonly freshness: Freshness | null;
}

/** Whoever acts, by their name now. */
export interface Presser {
	readonly id: string;
	readonly name: string;
}

/** The freeze that is to be corrected by a new one, and why. */
export interface Correction {
	readonly replaces: string;
	readonly reason: ChangeReason;
}

/** Freezes figures at a minute; answers the id. The right to freeze is asked of the caller. */
export async function freeze(
	{ db, catalogue, now: clock, freshness }: FreezeDeps,
	asked: FreezeWish,
	words: FreezeWords,
	by: Presser,
	correction: Correction | null = null
): Promise<PressResult<string>> {
	const now = clock();
	const wish = { ...asked, at: Math.floor(asked.at / MINUTE_MS) * MINUTE_MS };
	if (wish.at > now) return refused('at-in-future');
	if (wish.from > dayOf(wish.at)) return refused('period-empty');
	if (wish.before !== null && wish.before >= dayOf(wish.at)) return refused('before-late');
	if (correction !== null) {
		const replaced = await findFreeze(db, correction.replaces);
		if (replaced === undefined) return refused('not-found');
		if (stateOf(replaced) !== 'published') return refused('not-published');
	}
	const { content, checks } = await makeContent(db, catalogue(), wish, words, { now, known: 'then', freshness });
	const text = toCanonical(content);
	const digest = hash('sha256', text, 'hex');
	const row = {
		at: toIsoInstant(wish.at),
		content: text,
		hash: Buffer.from(digest, 'hex'),
		checks: JSON.stringify(checks),
		frozenBy: by.id,
		frozenByName: by.name,
		frozenAt: toIsoInstant(now),
		replaces: correction?.replaces ?? null,
		replaceReason: correction?.reason ?? null
	};
	return db.transaction().execute(async (trx) => {
		for (const id of toFreezeIds(words.province.mark, wish.at, digest)) {
			const made = await trx
				.insertInto('pressFreeze')
				.values({ id, ...row })
				.onConflict((conflict) => conflict.column('id').doNothing())
				.returning('id')
				.executeTakeFirst();
			if (made === undefined) continue;
			await audit(trx, {
				at: now,
				actor: by,
				action: 'frozen',
				target: id,
				details: { hash: digest, at: toIsoInstant(wish.at), replaces: row.replaces }
			});
			return done(id);
		}
		throw new Error('no id is left for this minute');
	});
}
