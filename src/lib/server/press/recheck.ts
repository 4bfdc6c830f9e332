import type { Kysely } from 'kysely';
import { extrasOf, type FrozenContent } from '../../domain/press/frozen-content.ts';
import { PRESS_FIGURE_IDS, type PressFigureId } from '../../domain/press/press-figure.ts';
import { figureOf } from '../../domain/press/read-figure.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { toCanonical } from '../ingest/canonical.ts';
import { makeContent, toWish } from './make-content.ts';

export interface Recheck {
	/** The same minute counted by all that is known of it now gives other numbers: the ledger was corrected since. */
	readonly differs: boolean;
	/** Figures of the province that would read otherwise; empty where only rows of the tables would. */
	readonly figures: readonly {
		readonly id: PressFigureId;
		readonly frozen: number | null;
		readonly now: number | null;
	}[];
	readonly checkedAt: Instant;
}

/** Counts a freeze again from the ledger as it is now. Costs as much as freezing. */
export async function recheck(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	frozen: FrozenContent,
	now: Instant
): Promise<Recheck> {
	const { province, definitions } = frozen;
	const { travel } = extrasOf(frozen);
	const none = { name: '–', text: '–' };
	const words = { province, definitions, travel: () => travel?.definition ?? { vi: none, en: none } };
	const how = { now, known: 'now', freshness: null } as const;
	const { content } = await makeContent(db, catalogue, toWish(frozen), words, how);
	const numbersOf = (one: FrozenContent) => {
		const { totals, tables, intake, waves } = one;
		const { before, progress, travel: ways } = extrasOf(one);
		// What an older format did not tell is not held against it.
		const more = frozen.format === 1 ? [] : [before, progress, ways?.counted ?? null, ways?.km ?? null];
		return toCanonical([totals, tables, intake, waves.map(({ wave, started }) => [wave, started]), ...more]);
	};
	const figures = PRESS_FIGURE_IDS.map((id) => ({
		id,
		frozen: figureOf(id, frozen.totals),
		now: figureOf(id, content.totals)
	}));
	return {
		differs: numbersOf(frozen) !== numbersOf(content),
		figures: figures.filter((figure) => figure.frozen !== figure.now),
		checkedAt: now
	};
}
