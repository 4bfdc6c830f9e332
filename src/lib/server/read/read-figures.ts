import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { type Filter, toCondition } from '../../domain/figure/filter.ts';
import { type AnyFigureId, FIGURE_IDS, type FigureId } from '../../domain/figure/figure.ts';
import { ALL_FIGURES } from '../../domain/figure/findings.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from './condition-sql.ts';

/** A figure's counts: `of`, and for a share also `per`. */
export interface FigureCounts {
	readonly of: number;
	readonly per: number | null;
}

export type FigureTable<Id extends AnyFigureId = FigureId> = Readonly<Record<Id, FigureCounts>>;

/** The figures of the overview from the ledger itself, for the dossiers of a scope that meet the filter (but for `q`). */
export function readFigures(
	db: Kysely<Tables>,
	scope: Scope,
	moments: Moments,
	filter: Filter = {}
): Promise<FigureTable> {
	const condition: Condition = { all: [toScopeCondition(scope), toCondition(filter)] };
	return countFigures(db, FIGURE_IDS, moments, (eb) => toSql(condition, moments, eb));
}

/** Any figures from the ledger itself, for the dossiers that meet `where`: one pass over what is open or moved lately. */
export async function countFigures<Id extends AnyFigureId>(
	db: Kysely<Tables>,
	ids: readonly Id[],
	moments: Moments,
	where: (eb: ExpressionBuilder<Tables, 'dossier'>) => Expression<SqlBool>
): Promise<FigureTable<Id>> {
	const row = await db
		.selectFrom('dossier')
		.where(where)
		.where((eb) => toSql(LATELY, moments, eb))
		.select((eb) =>
			ids.flatMap((id) => {
				const { of, per } = ALL_FIGURES[id];
				const count = (condition: Condition, name: string) =>
					eb.fn
						.countAll<number>()
						.filterWhere((inner) => toSql(condition, moments, inner))
						.as(name);
				return per === undefined ? [count(of, `${id}:of`)] : [count(of, `${id}:of`), count(per, `${id}:per`)];
			})
		)
		.executeTakeFirstOrThrow();
	const counts = row as Record<string, number>;
	return toTable(ids, (id, part) => counts[`${id}:${part}`] ?? 0);
}

/** Every figure's own condition is narrower, every finding's too; each part has an index of its own. */
export const LATELY: Condition = {
	any: [
		{ field: 'acceptedAt', known: false },
		{
			all: [
				{ field: 'acceptedAt', known: true },
				{ field: 'closedAt', known: false }
			]
		},
		{ field: 'closedAt', from: 'last-month-start' },
		{ field: 'acceptedAt', from: 'month-start' }
	]
};

/** Builds the table from a count per figure and part. */
export function toTable<Id extends AnyFigureId>(
	ids: readonly Id[],
	count: (id: Id, part: 'of' | 'per') => number
): FigureTable<Id> {
	const entries = ids.map((id): [Id, FigureCounts] => [
		id,
		{ of: count(id, 'of'), per: ALL_FIGURES[id].per === undefined ? null : count(id, 'per') }
	]);
	return Object.fromEntries(entries) as FigureTable<Id>;
}

/** What a tile shows: the count, or the share 0–1; null when there is nothing to divide by. */
export function valueOf({ of, per }: FigureCounts): number | null {
	if (per === null) return of;
	return per === 0 ? null : of / per;
}
