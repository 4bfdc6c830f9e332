import type { Kysely } from 'kysely';
import type { Scope } from '../../domain/access/scope.ts';
import type { Filter } from '../../domain/figure/filter.ts';
import type { AnyFigureId } from '../../domain/figure/figure.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from './as-of.ts';
import { readInScope } from './in-scope.ts';
import { toMatchingSql } from './matching.ts';
import { withHeld } from './with-held.ts';
import { countFigures, type FigureTable } from './read-figures.ts';
import { readFiguresAt } from './read-figures-at.ts';

export interface FigureAnswer<Id extends AnyFigureId> {
	readonly version: number;
	readonly figures: FigureTable<Id>;
}

/** Which dossiers figures are asked of, and when. */
export interface FigureAsk {
	readonly scope: Scope;
	readonly catalogue: KnownCatalogue;
	readonly filter: Filter;
	readonly at: Instant;
	/** Null: `at` is the present. */
	readonly asOf: AsOf | null;
}

/** Figures of the dossiers in a scope, from one consistent read: of the present, or as they stood at a past instant. */
export function answerFigures<Id extends AnyFigureId>(
	db: Kysely<Tables>,
	ids: readonly Id[],
	{ at, asOf, ...ask }: FigureAsk
): Promise<FigureAnswer<Id>> {
	const moments = momentsAt(at, ask.catalogue.calendarFor(null, at));
	const matching = { ...ask, moments };
	return readInScope(db, ask.scope, async (trx) => {
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const figures =
			asOf === null
				? await countFigures(trx, ids, moments, toMatchingSql(await withHeld(trx, matching, null)))
				: await readFiguresAt(trx, ids, matching, asOf);
		return { version, figures };
	});
}
