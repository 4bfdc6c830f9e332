import { type Expression, type ExpressionBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Scope } from '../../domain/access/scope.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import {
	addDossier,
	addMeasures,
	type MeasuredSpan,
	type Measures,
	noFacts,
	noMeasures,
	spanUntil,
	type UnitFacts
} from '../../domain/rollout/facts.ts';
import type { PlannedUnit } from '../../domain/rollout/plan.ts';
import { firstWeekFrom } from '../../domain/rollout/progress.ts';
import { type Day, dayOf, type Instant, startOfDay } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { type AsOf, foldedAgain, isUnchanged } from '../read/as-of.ts';

export interface FactsAsk {
	/** Only units that lie in the reader's scope: every dossier they take part in does too. */
	readonly units: readonly PlannedUnit[];
	/** Procedures that count as offered, by code. */
	readonly procedures: readonly string[];
	readonly scope: Scope;
	readonly catalogue: KnownCatalogue;
	/** Those of the instant that is looked at. */
	readonly moments: Moments;
	/** Null: the present. */
	readonly asOf: AsOf | null;
	/** Units whose measures are wanted as of the end of a day that is over, by day. */
	readonly days?: ReadonlyMap<Day, readonly string[]>;
}

export interface RolloutFacts {
	readonly facts: ReadonlyMap<string, UnitFacts>;
	/** By the days and units that were asked for. */
	readonly measures: ReadonlyMap<Day, ReadonlyMap<string, Measures>>;
}

/**
 * What the ledger knows of each unit's rollout. Each first and last is one step into an index of its own (migration 0013),
 * so the cost grows with units, weeks and procedures, not with dossiers; only this month's are counted, and those of the
 * month until each day that is asked for. Of a past instant the settled dossiers answer likewise and those in motion since are folded again. Needs a repeatable-read transaction.
 */
export async function readFacts(trx: Transaction<Tables>, ask: FactsAsk): Promise<RolloutFacts> {
	const facts = new Map(ask.units.map(({ unit }) => [unit, noFacts()]));
	const measures = new Map(
		[...(ask.days ?? [])].map(([day, units]) => [day, new Map(units.map((unit) => [unit, noMeasures()]))])
	);
	if (facts.size === 0) return { facts, measures };
	await addFirsts(trx, ask, facts);
	await addWeeks(trx, ask, facts);
	await addMeasured(trx, ask, facts, { from: ask.moments['month-start'], before: null });
	for (const [day, units] of measures) await addMeasured(trx, ask, units, spanUntil(day));
	if (ask.asOf === null) return { facts, measures };
	const { catalogue, moments, scope, asOf } = ask;
	const offered = new Set(ask.procedures);
	for await (const dossier of foldedAgain(trx, scope, asOf, moments, (state, arrivals) =>
		clockWith(catalogue, state, arrivals)
	)) {
		const known = dossier.procedure !== null && offered.has(dossier.procedure);
		const counted = known ? dossier : { ...dossier, procedure: null };
		addDossier(counted, (unit) => facts.get(unit), moments.now);
		for (const [day, units] of measures) addMeasures(counted, (unit) => units.get(unit), spanUntil(day));
	}
	return { facts, measures };
}

type DossierExpressions = ExpressionBuilder<Tables, 'dossier'>;
type FactsByUnit = Map<string, UnitFacts>;

function settled({ asOf }: FactsAsk, eb: DossierExpressions): Expression<SqlBool> {
	return asOf === null ? sql<SqlBool>`true` : isUnchanged(asOf, eb);
}

const CODE = sql<string>`u.code`;
const RESOLVED = [9, 10] as const;

async function addFirsts(trx: Transaction<Tables>, ask: FactsAsk, facts: FactsByUnit): Promise<void> {
	const dossiers = trx.selectFrom('dossier').where((eb) => settled(ask, eb));
	const received = dossiers
		.where('receiving', '=', CODE)
		.where('crossBoundary', '=', sql<boolean>`true`)
		.where('acceptedAt', 'is not', null)
		.select(['code', 'acceptedAt as at'])
		.limit(1);
	const resolved = dossiers
		.where('resolving', '=', CODE)
		.where('crossBoundary', '=', sql<boolean>`true`)
		.where(sql<boolean>`status in (${sql.join(RESOLVED.map((status) => sql.lit(status)))})`)
		.where('closedAt', 'is not', null)
		.select(['code', 'closedAt as at'])
		.limit(1);
	const returned = dossiers
		.where('resolving', '=', CODE)
		.where('returnedAt', 'is not', null)
		.whereRef('returning', '<>', 'resolving')
		.select(['code', 'returnedAt as at'])
		.orderBy('returnedAt')
		.orderBy('code')
		.limit(1);
	const { rows } = await sql<FirstsRow>`
		select u.code as unit,
			received.code as received, received.at as received_at, last_received.at as last_received_at,
			resolved.code as resolved, resolved.at as resolved_at, last_resolved.at as last_resolved_at,
			returned.code as returned, returned.at as returned_at
		from unnest(${[...facts.keys()]}::text[]) as u (code)
		left join lateral (${received.orderBy('acceptedAt').orderBy('code')}) received on true
		left join lateral (${received.orderBy('acceptedAt', 'desc')}) last_received on true
		left join lateral (${resolved.orderBy('closedAt').orderBy('code')}) resolved on true
		left join lateral (${resolved.orderBy('closedAt', 'desc')}) last_resolved on true
		left join lateral (${returned}) returned on true`.execute(trx);
	for (const row of rows) {
		const one = facts.get(row.unit);
		if (one === undefined) continue;
		one.received = toFirst(row.received, row.receivedAt);
		one.resolved = toFirst(row.resolved, row.resolvedAt);
		one.returned = toFirst(row.returned, row.returnedAt);
		const last = [row.lastReceivedAt, row.lastResolvedAt].filter((at) => at !== null);
		one.lastActive = last.length === 0 ? null : Math.max(...last);
	}
}

interface FirstsRow {
	readonly unit: string;
	readonly received: string | null;
	readonly receivedAt: Instant | null;
	readonly lastReceivedAt: Instant | null;
	readonly resolved: string | null;
	readonly resolvedAt: Instant | null;
	readonly lastResolvedAt: Instant | null;
	readonly returned: string | null;
	readonly returnedAt: Instant | null;
}

function toFirst(code: string | null, at: Instant | null) {
	return code === null || at === null ? null : { code, at };
}

/** Weeks from go-live on; whether any was ended in time and any late are two steps into the index for each. */
async function addWeeks(trx: Transaction<Tables>, ask: FactsAsk, facts: FactsByUnit): Promise<void> {
	const first = ask.units.map(({ goLiveOn }) => new Date(startOfDay(firstWeekFrom(goLiveOn))).toISOString());
	const inWeek = trx
		.selectFrom('dossier')
		.where((eb) => settled(ask, eb))
		.where('resolving', '=', CODE)
		.where(sql<boolean>`closed_at >= w.start and closed_at < w.start + interval '168 hours'`)
		.select(sql<number>`1`.as('one'))
		.limit(1);
	const { rows } = await sql<{ unit: string; start: Instant; late: boolean }>`
		select u.code as unit, w.start, late.one is not null as late
		from unnest(${ask.units.map(({ unit }) => unit)}::text[], ${first}::timestamptz[]) as u (code, first)
		cross join lateral generate_series(u.first, ${timestamp(ask.moments.now)}, interval '168 hours') as w (start)
		left join lateral (${inWeek.where('timeliness', '=', 'early')}) early on true
		left join lateral (${inWeek.where('timeliness', '=', 'on-time')}) on_time on true
		left join lateral (${inWeek.where('timeliness', '=', 'late')}) late on true
		where early.one is not null or on_time.one is not null or late.one is not null`.execute(trx);
	for (const { unit, start, late } of rows) facts.get(unit)?.weeks.set(dayOf(start), late);
}

type MeasuresByUnit = Map<string, Measures>;
/** `before` null: to the present. */
type Span = Pick<MeasuredSpan, 'from'> & { readonly before: Instant | null };

async function addMeasured(trx: Transaction<Tables>, ask: FactsAsk, measures: MeasuresByUnit, span: Span) {
	await addProcedures(trx, ask, measures, span);
	await addReceived(trx, ask, measures, span);
	await addClosed(trx, ask, measures, span);
}

function isBefore(field: 'acceptedAt' | 'closedAt', { before }: Span, eb: DossierExpressions): Expression<SqlBool> {
	return before === null ? eb(field, 'is not', null) : eb(field, '<', timestamp(before));
}

function isOneOf(column: 'receiving' | 'resolving', measures: MeasuresByUnit) {
	return sql<boolean>`${sql.ref(column)} = any(${[...measures.keys()]}::text[])`;
}

async function addProcedures(trx: Transaction<Tables>, ask: FactsAsk, measures: MeasuresByUnit, span: Span) {
	const any = trx
		.selectFrom('dossier')
		.where((eb) => settled(ask, eb))
		.where('receiving', '=', CODE)
		.where('procedure', '=', sql<string>`p.code`)
		.where('acceptedAt', 'is not', null)
		.where((eb) => isBefore('acceptedAt', span, eb))
		.select(sql<number>`1`.as('one'))
		.limit(1);
	const { rows } = await sql<{ unit: string; procedure: string }>`
		select u.code as unit, p.code as procedure
		from unnest(${[...measures.keys()]}::text[]) as u (code)
		cross join unnest(${[...ask.procedures]}::text[]) as p (code)
		cross join lateral (${any}) used`.execute(trx);
	for (const { unit, procedure } of rows) measures.get(unit)?.procedures.add(procedure);
}

async function addReceived(trx: Transaction<Tables>, ask: FactsAsk, measures: MeasuresByUnit, span: Span) {
	const received = await trx
		.selectFrom('dossier')
		.where((eb) => settled(ask, eb))
		.where('acceptedAt', '>=', timestamp(span.from))
		.where((eb) => isBefore('acceptedAt', span, eb))
		.where(isOneOf('receiving', measures))
		.select((eb) => [
			'receiving as unit',
			eb.fn.countAll<number>().as('received'),
			eb.fn.countAll<number>().filterWhere('crossBoundary', '=', true).as('cross'),
			eb.fn.countAll<number>().filterWhere('channel', '=', 'online').as('online')
		])
		.groupBy('receiving')
		.execute();
	for (const { unit, ...counts } of received) Object.assign(measures.get(unit ?? '')?.month ?? {}, counts);
}

async function addClosed(trx: Transaction<Tables>, ask: FactsAsk, measures: MeasuresByUnit, span: Span) {
	const closed = await trx
		.selectFrom('dossier')
		.where((eb) => settled(ask, eb))
		.where('closedAt', '>=', timestamp(span.from))
		.where((eb) => isBefore('closedAt', span, eb))
		.where('acceptedAt', 'is not', null)
		.where('timeliness', 'is not', null)
		.where(isOneOf('resolving', measures))
		.select((eb) => [
			'resolving as unit',
			eb.fn.countAll<number>().as('closed'),
			eb.fn.countAll<number>().filterWhere('timeliness', '<>', 'late').as('onTime')
		])
		.groupBy('resolving')
		.execute();
	for (const { unit, ...counts } of closed) Object.assign(measures.get(unit ?? '')?.month ?? {}, counts);
}
