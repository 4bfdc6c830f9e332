import type { Kysely, Transaction } from 'kysely';
import {
	HANDLER_FIGURES,
	type HandlerFigure,
	type HandlerLoad,
	PROCEDURE_FIGURES,
	type ProcedureFigure,
	type ProcedureLoad,
	type Side,
	type UnitTables
} from '../../contract/unit-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Condition } from '../../domain/figure/condition.ts';
import type { FigureId } from '../../domain/figure/figure.ts';
import { FIGURES } from '../../domain/figure/figures.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedProcedure } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, isUnchanged } from './as-of.ts';
import { toSql } from './condition-sql.ts';
import { readInScope } from './in-scope.ts';
import { type Matching, toMatchingSql } from './matching.ts';

/**
 * The dossiers of a unit by procedure and by handler, from one read: the numbers of their lists at this version. Those
 * who handle them are the unit's own only where it resolves. Cost grows with what the unit has open or closed this month.
 */
export async function readUnitTables(
	db: Kysely<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	{ unit, side }: UnitSide,
	now: Instant
): Promise<UnitTables> {
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	const matching = { scope, catalogue, filter: { [side]: unit }, moments };
	const counts = await readInScope(db, scope, (trx) => countUnitTables(trx, matching, side));
	return toUnitTables(db, counts, { catalogue, unit, now });
}

export interface UnitSide {
	readonly unit: string;
	readonly side: Side;
}

/** Counts by procedure and by handler; null: no record has named one. */
export interface UnitCounts {
	readonly version: number;
	readonly procedures: ReadonlyMap<string | null, Counts<ProcedureColumn>>;
	readonly handlers: ReadonlyMap<string | null, Counts<HandlerFigure>>;
}
type Counts<Column extends string> = Readonly<Record<Column, number>>;
type ProcedureColumn = ProcedureFigure | 'closedMonth';

/**
 * Counts what matches: of the present, or with `past` as it stood at the instant of the matching's moments. `folded`: of
 * what has changed since, all that matches, as it was.
 */
export async function countUnitTables(
	trx: Transaction<Tables>,
	matching: Matching,
	side: Side,
	past: { readonly asOf: AsOf; readonly folded: readonly Dossier[] } | null = null
): Promise<UnitCounts> {
	const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	return {
		version,
		procedures: await countBy(trx, matching, 'procedure', PROCEDURE_COLUMNS, past),
		handlers: side === 'receiving' ? new Map() : await countBy(trx, matching, 'handler', HANDLER_COLUMNS, past)
	};
}

async function countBy<Column extends string>(
	trx: Transaction<Tables>,
	matching: Matching,
	by: 'procedure' | 'handler',
	columns: Readonly<Record<Column, Condition>>,
	past: { readonly asOf: AsOf; readonly folded: readonly Dossier[] } | null
): Promise<Map<string | null, Counts<Column>>> {
	const { moments } = matching;
	const names = Object.keys(columns) as Column[];
	const counted: Condition = { any: names.map((name) => columns[name]) };
	const rows = await trx
		.selectFrom('dossier')
		.where(toMatchingSql(matching))
		.where((eb) => toSql(counted, moments, eb))
		.$if(past !== null, (query) => query.where((eb) => (past === null ? eb.and([]) : isUnchanged(past.asOf, eb))))
		.select((eb) => [
			eb.ref(by).as('key'),
			...names.map((name) =>
				eb.fn
					.countAll<number>()
					.filterWhere((where) => toSql(columns[name], moments, where))
					.as(name as string)
			)
		])
		.groupBy(by)
		.execute();
	const counts = new Map(rows.map(({ key, ...row }) => [key, row as unknown as Record<Column, number>]));
	const holds = names.map((name) => [name, toPredicate(columns[name])] as const);
	for (const dossier of past?.folded ?? []) {
		const counting = holds.filter(([, isCounted]) => isCounted(dossier, moments));
		if (counting.length === 0) continue;
		const row =
			counts.get(dossier[by]) ?? (Object.fromEntries(names.map((name) => [name, 0])) as Record<Column, number>);
		for (const [name] of counting) row[name] += 1;
		counts.set(dossier[by], row);
	}
	return counts;
}

/** The counts in the shape and order of the page. */
export async function toUnitTables(
	db: Kysely<Tables>,
	{ version, procedures, handlers }: UnitCounts,
	{ catalogue, unit, now }: { readonly catalogue: KnownCatalogue; readonly unit: string; readonly now: Instant }
): Promise<UnitTables> {
	return {
		version,
		asOf: now,
		procedures: [...procedures]
			.map(([procedure, { closedMonth, ...counts }]): ProcedureLoad => ({
				procedure: namedProcedure(catalogue, procedure),
				counts,
				closedMonth
			}))
			.sort((a, b) => mostFirst(a.counts, b.counts) || compare(a.procedure?.code, b.procedure?.code)),
		handlers: (await withTitles(db, unit, handlers)).sort(
			(a, b) => mostFirst(a.counts, b.counts) || compare(a.handler, b.handler)
		)
	};
}

/** Closed this month at all: what the share of those in time is of. */
const CLOSED_MONTH: Condition = FIGURES['on-time-month'].per ?? { all: [] };
const PROCEDURE_COLUMNS = { ...toColumns(PROCEDURE_FIGURES), closedMonth: CLOSED_MONTH };
const HANDLER_COLUMNS = toColumns(HANDLER_FIGURES);

function toColumns<Id extends FigureId>(ids: readonly Id[]): Record<Id, Condition> {
	return Object.fromEntries(ids.map((id) => [id, FIGURES[id].of])) as Record<Id, Condition>;
}

/** Officials are no dossiers: who may open the page may know their titles, and the role of narrow scopes cannot read them. */
async function withTitles(
	db: Kysely<Tables>,
	unit: string,
	rows: ReadonlyMap<string | null, Counts<HandlerFigure>>
): Promise<HandlerLoad[]> {
	if (rows.size === 0) return [];
	const officials = await db.selectFrom('official').select(['name', 'title']).where('unitCode', '=', unit).execute();
	const titles = new Map(officials.map(({ name, title }) => [name, title]));
	return [...rows].map(([handler, counts]) => ({
		handler,
		title: handler === null ? null : (titles.get(handler) ?? null),
		counts
	}));
}

/** Where something is late comes first, then where most lies. */
function mostFirst(
	a: { readonly overdue: number; readonly backlog: number },
	b: { readonly overdue: number; readonly backlog: number }
): number {
	return b.overdue - a.overdue || b.backlog - a.backlog;
}

/** By code unit; what has no name comes last. */
function compare(a: string | null | undefined, b: string | null | undefined): number {
	if (a == null || b == null) return Number(a == null) - Number(b == null);
	return a < b ? -1 : a > b ? 1 : 0;
}
