import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, type Transaction, sql } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import { addArrivals, type Arrivals } from '../../domain/dossier/arrivals.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { type DossierState, fold } from '../../domain/dossier/fold.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { beyondWall } from './in-scope.ts';

/** Which events count for a look at the past: both bounds are inclusive, null is none. */
export interface AsOf {
	/** What happened later is left out. */
	readonly until: Instant | null;
	/** What came to us later is left out. */
	readonly known: Instant | null;
}

/** Clocks a folded state with the procedure's limit and the calendar it was accepted under. */
export type Clock = (state: DossierState, arrivals: Arrivals) => Dossier;

type DossierExpressions = ExpressionBuilder<Tables, 'dossier'>;

/** Events held at once: bounds the memory, not the answer. */
const CHUNK = 20_000;

/** Dossiers whose rows say what they said then, because nothing has been added to them since. */
export function isUnchanged({ until, known }: AsOf, eb: DossierExpressions): Expression<SqlBool> {
	return eb.and([
		...(until === null ? [] : [eb('lastEventAt', '<=', timestamp(until))]),
		...(known === null ? [] : [eb('lastArrivedAt', '<=', timestamp(known))])
	]);
}

/**
 * The other dossiers that were there: folded again from the events that count, so the cost grows with what was in motion
 * since, not with history. Read in chunks of whole dossiers; needs a repeatable-read transaction with what `isUnchanged`
 * reads. `codes`: only these of them.
 *
 * Who may see a dossier is asked of the past as well: it counts for whoever's scope covers it as it stood then, and for
 * nobody else, so that a unit's past is what the unit saw, whoever has the dossier now. The wall of the database knows
 * today's rows only. So the events are read past it, narrowed to dossiers in which an event that counts named the scope,
 * and each dossier, once folded, is held against the scope here before anybody gets it.
 */
export async function* foldedAgain(
	trx: Transaction<Tables>,
	scope: Scope,
	asOf: AsOf,
	moments: Moments,
	clock: Clock,
	codes?: readonly string[]
): AsyncGenerator<Dossier> {
	const isInScope = toPredicate(toScopeCondition(scope));
	const counts = toCounts(asOf);
	const changed = toChanged(trx, scope, asOf, codes);
	for (let after = ''; ;) {
		const { rows } = await beyondWall(trx, () =>
			sql<ArrivedRow>`
				select e.dossier_code, e.key, e.type, e.at, e.arrived_at, e.body
				from (${changed}) d join event e on e.dossier_code = d.code
				where d.code > ${after} and ${counts}
				order by d.code limit ${CHUNK}`.execute(trx)
		);
		for (const [code, events] of wholeDossiers(rows, rows.length < CHUNK)) {
			after = code;
			const state = fold(code, events.map(toEvent));
			const dossier = clock(state, addArrivals(null, events, state.closedAt));
			if (isInScope(dossier, moments)) yield dossier;
		}
		if (rows.length < CHUNK) return;
	}
}

/** Codes of what has changed since and was there; of a narrow scope, only where an event that counts named it. */
function toChanged(
	trx: Transaction<Tables>,
	scope: Scope,
	asOf: AsOf,
	codes: readonly string[] | undefined
): RawBuilder<unknown> {
	const { until, known } = asOf;
	const changed = trx
		.selectFrom('dossier')
		.where((eb) => eb.not(isUnchanged(asOf, eb)))
		.$if(codes !== undefined, (query) => query.where(sql<boolean>`code = any(${codes}::text[])`))
		.$if(until !== null, (query) => query.where('firstEventAt', '<=', timestamp(until ?? 0)))
		.$if(known !== null, (query) => query.where('firstArrivedAt', '<=', timestamp(known ?? 0)))
		.select('code');
	if (scope === 'province') return sql`${changed}`;
	const facts = sql`e.body -> 'facts'`;
	const handlers = scope.hands.map(({ handler }) => handler);
	return sql`
		select c.code from (${changed}) c where exists (
			select from event e where e.dossier_code = c.code and ${toCounts(asOf)} and (
				${facts} ->> 'receiving' = any(${scope.units}::text[])
				or ${facts} ->> 'resolving' = any(${scope.units}::text[])
				or ${facts} ->> 'returning' = any(${scope.units}::text[])
				or ${facts} ->> 'handler' = any(${handlers}::text[])))`;
}

/** Of events `e`: those that count. */
function toCounts({ until, known }: AsOf): RawBuilder<boolean> {
	const happened = until === null ? sql`true` : sql`e.at <= ${timestamp(until)}`;
	const heard = known === null ? sql`true` : sql`e.arrived_at <= ${timestamp(known)}`;
	return sql<boolean>`(${happened} and ${heard})`;
}

type ArrivedRow = EventRow & { readonly dossierCode: string; readonly arrivedAt: Instant };

/** Groups rows by dossier; the last one may be cut off by the limit and is left for the next read. */
function wholeDossiers(rows: readonly ArrivedRow[], isEnd: boolean): Map<string, ArrivedRow[]> {
	const byCode = Map.groupBy(rows, ({ dossierCode }) => dossierCode);
	const last = rows.at(-1);
	// A dossier with more events than a chunk holds cannot occur: national records carry a few dozen at most.
	if (!isEnd && last !== undefined && byCode.size > 1) byCode.delete(last.dossierCode);
	return byCode;
}
