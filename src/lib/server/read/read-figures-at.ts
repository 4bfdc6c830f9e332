import type { Transaction } from 'kysely';
import type { AnyFigureId } from '../../domain/figure/figure.ts';
import { ALL_FIGURES } from '../../domain/figure/findings.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain, isUnchanged } from './as-of.ts';
import { readPeaks } from './closing-peaks.ts';
import { type Matching, toMatcher, toMatchingSql } from './matching.ts';
import { withHeld } from './with-held.ts';
import { countFigures, type FigureTable, toTable } from './read-figures.ts';

/**
 * Figures as they stood at a past instant; `moments` are those of the instant. Dossiers that have not changed since
 * answer from their rows; only those that have are folded again, so the cost grows with what was in motion, not with
 * history. Needs a repeatable-read transaction, so that both halves see one ledger. The scope is that of the reader today,
 * held against the dossiers as they stood then: one that has left it since counts, one that has come into it does not.
 */
export async function readFiguresAt<Id extends AnyFigureId>(
	trx: Transaction<Tables>,
	ids: readonly Id[],
	asked: Matching,
	asOf: AsOf
): Promise<FigureTable<Id>> {
	const matching = await withHeld(trx, asked, asOf);
	const { scope, moments, catalogue } = matching;
	const where = toMatchingSql(matching);
	const settled = await countFigures(trx, ids, moments, (eb) => eb.and([where(eb), isUnchanged(asOf, eb)]));
	const isOnPeak = await readPeaks(trx, moments);
	const matches = toMatcher(matching, isOnPeak);
	const counts = ids.flatMap((id) => {
		const { of, per } = ALL_FIGURES[id];
		const counted = { name: `${id}:of`, holds: toPredicate(of, isOnPeak) };
		return per === undefined ? [counted] : [counted, { name: `${id}:per`, holds: toPredicate(per, isOnPeak) }];
	});
	const moved = new Map<string, number>();
	for await (const dossier of foldedAgain(trx, scope, asOf, moments, (state, arrivals) =>
		clockWith(catalogue, state, arrivals)
	)) {
		if (!matches(dossier)) continue;
		for (const { name, holds } of counts) {
			if (holds(dossier, moments)) moved.set(name, (moved.get(name) ?? 0) + 1);
		}
	}
	return toTable(ids, (id, part) => (settled[id][part] ?? 0) + (moved.get(`${id}:${part}`) ?? 0));
}
