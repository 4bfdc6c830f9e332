import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { type Condition, instantOf, type Moments } from '../../domain/figure/condition.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { onPeakOfClosing } from './closing-peaks.ts';

type DossierExpressions = ExpressionBuilder<Tables, 'dossier'>;

/** The same condition as `toPredicate`, as a WHERE clause over `dossier`. */
export function toSql(condition: Condition, moments: Moments, eb: DossierExpressions): Expression<SqlBool> {
	if ('all' in condition) return eb.and(condition.all.map((part) => toSql(part, moments, eb)));
	if ('any' in condition) return eb.or(condition.any.map((part) => toSql(part, moments, eb)));
	// A comparison with null is false, not unknown, so its opposite is true: as in memory.
	if ('not' in condition) return sql<SqlBool>`(${toSql(condition.not, moments, eb)}) is not true`;
	if ('peak' in condition) return onPeakOfClosing(moments);
	if ('has' in condition) return sql<SqlBool>`${condition.has} = any(${eb.ref(condition.field)})`;
	if ('known' in condition) return eb(eb.ref(condition.field), condition.known ? 'is not' : 'is', null);
	if ('in' in condition) {
		const [only, ...others] = condition.in;
		// An index keeps its order behind one value, but not behind a list that happens to have one.
		if (only !== undefined && others.length === 0) return sql<SqlBool>`${eb.ref(condition.field)} = ${only}`;
		return sql<SqlBool>`${eb.ref(condition.field)} = any(${[...condition.in]})`;
	}
	if ('from' in condition) return eb(eb.ref(condition.field), '>=', timestamp(instantOf(condition.from, moments)));
	return eb(eb.ref(condition.field), '<', timestamp(instantOf(condition.before, moments)));
}
