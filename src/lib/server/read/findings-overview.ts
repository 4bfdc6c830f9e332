import type { Kysely } from 'kysely';
import { toScopeCondition } from '../../domain/access/scope.ts';
import { FINDING_IDS, type FindingId } from '../../domain/figure/figure.ts';
import { FINDINGS } from '../../domain/figure/findings.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain, isUnchanged } from './as-of.ts';
import { readPeaks } from './closing-peaks.ts';
import { toSql } from './condition-sql.ts';
import { readInScope } from './in-scope.ts';
import type { Matching } from './matching.ts';
import { LATELY } from './read-figures.ts';

export interface UnitFindings {
	/** Competent unit; null: no record has named one. */
	readonly unit: string | null;
	readonly counts: Readonly<Record<FindingId, number>>;
}

/**
 * How many dossiers each finding counts, by competent unit: one pass over what is open or ended lately. With `asOf` as
 * they stood at the past instant of `moments`, what has changed since folded again.
 */
export function readFindingsOverview(
	db: Kysely<Tables>,
	{ scope, moments, catalogue }: Omit<Matching, 'filter'>,
	asOf: AsOf | null = null
): Promise<{ version: number; units: UnitFindings[] }> {
	return readInScope(db, scope, async (trx) => {
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const rows = await trx
			.selectFrom('dossier')
			.where((eb) => toSql({ all: [toScopeCondition(scope), LATELY] }, moments, eb))
			.$if(asOf !== null, (query) => query.where((eb) => (asOf === null ? eb.and([]) : isUnchanged(asOf, eb))))
			.select((eb) => [
				'resolving',
				...FINDING_IDS.map((id) =>
					eb.fn
						.countAll<number>()
						.filterWhere((where) => toSql(FINDINGS[id].of, moments, where))
						.as(id)
				)
			])
			.groupBy('resolving')
			.execute();
		const counts = new Map(rows.map(({ resolving, ...row }) => [resolving, row as Record<FindingId, number>]));
		if (asOf !== null) {
			const isOnPeak = await readPeaks(trx, moments);
			const holds = FINDING_IDS.map((id) => [id, toPredicate(FINDINGS[id].of, isOnPeak)] as const);
			for await (const dossier of foldedAgain(trx, scope, asOf, moments, (state, arrivals) =>
				clockWith(catalogue, state, arrivals)
			)) {
				const row = counts.get(dossier.resolving) ?? none();
				for (const [id, isFound] of holds) if (isFound(dossier, moments)) row[id] += 1;
				counts.set(dossier.resolving, row);
			}
		}
		return { version, units: [...counts].map(([unit, row]) => ({ unit, counts: row })) };
	});
}

function none(): Record<FindingId, number> {
	return Object.fromEntries(FINDING_IDS.map((id) => [id, 0])) as Record<FindingId, number>;
}
