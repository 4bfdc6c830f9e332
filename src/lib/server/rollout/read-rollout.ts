import { type Kysely, sql } from 'kysely';
import type { PastView } from '../../contract/past-view.ts';
import type { RolloutModel, RolloutUnit, TargetRow, WaveRow } from '../../contract/rollout-model.ts';
import { type Scope, toScopeKey } from '../../domain/access/scope.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Measures } from '../../domain/rollout/facts.ts';
import { type PlannedUnit, toWaves } from '../../domain/rollout/plan.ts';
import { byLag, isAt, type Stage, type Tick, toProgress } from '../../domain/rollout/progress.ts';
import { judgeTarget, type TargetFigure } from '../../domain/rollout/target.ts';
import { type Day, dayOf, type Instant, toDay, toIsoDay } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { toAsOf } from '../past/past.ts';
import { readInScope } from '../read/in-scope.ts';
import { SharedReads } from '../read/share-read.ts';
import { readPlanInForce } from './plan-in-force.ts';
import { readFacts } from './read-facts.ts';

/** Whether a unit is the reader's: then every dossier it takes part in lies in their scope. */
export function hasUnit(scope: Scope, unit: string): boolean {
	return scope === 'province' || scope.units.includes(unit);
}

export interface RolloutDeps {
	readonly db: Kysely<Tables>;
	readonly catalogue: () => KnownCatalogue;
	readonly now: () => Instant;
}

/** The rollout of the units of a scope, now or at a past instant: plan, milestones, measures, targets. */
export async function readRollout(
	{ db, catalogue: known, now }: RolloutDeps,
	scope: Scope,
	past: PastView | null = null
): Promise<RolloutModel> {
	const at = past?.at ?? now();
	const catalogue = known();
	const plan = await readPlanInForce(db, at);
	const units = plan.units.filter(({ unit }) => hasUnit(scope, unit));
	const codes = units.map(({ unit }) => unit);
	const [offered, ticks, targets] = await Promise.all([
		readOffered(db, dayOf(at)),
		readTicks(db, codes, at),
		readTargets(db, codes, at)
	]);
	const moments = momentsAt(at, catalogue.calendarFor(null, at));
	const asOf = past === null ? null : toAsOf(past);
	/** Those whose day is over, by that day: a target is met on its day or not at all. */
	const today = dayOf(at);
	const days = new Map(
		[...Map.groupBy(targets, ({ dueOn }) => dueOn)]
			.filter(([dueOn]) => dueOn < today)
			.map(([dueOn, due]) => [dueOn, [...new Set(due.map(({ unit }) => unit))]])
	);
	const { version, ledgerSince, facts, measures } = await readInScope(db, scope, async (trx) => {
		const head = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const first = await trx
			.selectFrom('dossier')
			.select('acceptedAt')
			.where('acceptedAt', 'is not', null)
			.orderBy('acceptedAt')
			.limit(1)
			.executeTakeFirst();
		const procedures = offered.map(({ code }) => code);
		return {
			version: head.version,
			ledgerSince: first?.acceptedAt ?? null,
			...(await readFacts(trx, { units, procedures, scope, catalogue, moments, asOf, days }))
		};
	});
	const rows = units
		.flatMap((planned) => {
			const found = facts.get(planned.unit);
			const named = namedUnit(catalogue, planned.unit);
			if (found === undefined || named === null) return [];
			const calendar = catalogue.calendarFor(planned.unit, at);
			const progress = toProgress(planned, found, ticks.get(planned.unit) ?? [], at, (day) =>
				calendar.isWorkingDay(day)
			);
			return [{ ...progress, named, ...toMeasures(found, offered) }];
		})
		.sort(byLag);
	return {
		version,
		asOf: at,
		ledgerSince,
		planSource: plan.source,
		waves: toWaveRows(units, rows),
		units: rows,
		fields: [...Map.groupBy(offered, ({ field }) => field)]
			.map(([field, all]) => ({ field, offered: all.length }))
			.sort((a, b) => b.offered - a.offered || (a.field < b.field ? -1 : 1)),
		targets: targets
			.flatMap((target): TargetRow[] => {
				const row = rows.find(({ unit }) => unit === target.unit);
				if (row === undefined) return [];
				const then = measures.get(target.dueOn)?.get(target.unit);
				const actual = actualOf(then === undefined ? row : toMeasures(then, offered), target.figure);
				const { unit: _, ...rest } = target;
				const judgedOn = Math.min(today, target.dueOn);
				return [{ ...rest, unit: row.named, judgedOn, actual, state: judgeTarget(actual, target, today) }];
			})
			.sort((a, b) => a.dueOn - b.dueOn || (a.unit.code < b.unit.code ? -1 : 1))
	};
}

const shared = new SharedReads<RolloutModel>();

/** The present, read once for all screens of a scope that ask at the same time. */
export function shareRollout(deps: RolloutDeps, scope: Scope): Promise<RolloutModel> {
	return shared.read(deps.db, toScopeKey(scope), () => readRollout(deps, scope));
}

type MeasuredUnit = ReturnType<typeof toMeasures>;

/** What a target is measured by; null where there is nothing to divide by. */
export function actualOf(row: MeasuredUnit, figure: TargetFigure): number | null {
	switch (figure) {
		case 'cross-received-month':
			return row.crossMonth;
		case 'procedures-used':
			return row.used;
		case 'online-month':
			return row.receivedMonth === 0 ? null : row.onlineMonth / row.receivedMonth;
		case 'on-time-month':
			return row.closedMonth === 0 ? null : row.onTimeMonth / row.closedMonth;
	}
}

interface Offered {
	readonly code: string;
	readonly field: string;
}

/** Procedures in force that may be filed anywhere: those handed over at once are not part of it. */
function readOffered(db: Kysely<Tables>, day: Day): Promise<Offered[]> {
	const iso = toIsoDay(day);
	return db
		.selectFrom('procedure')
		.select(['code', 'field'])
		.where('immediate', '=', false)
		.where('validFrom', '<=', iso)
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', iso)]))
		.orderBy('code')
		.execute();
}

function toMeasures(facts: Measures, offered: readonly Offered[]) {
	const usedByField: Record<string, number> = {};
	let used = 0;
	for (const { code, field } of offered) {
		if (!facts.procedures.has(code)) continue;
		used++;
		usedByField[field] = (usedByField[field] ?? 0) + 1;
	}
	const { received, cross, online, closed, onTime } = facts.month;
	return {
		used,
		usedByField,
		offered: offered.length,
		crossMonth: cross,
		receivedMonth: received,
		onlineMonth: online,
		closedMonth: closed,
		onTimeMonth: onTime
	};
}

function toWaveRows(plan: readonly PlannedUnit[], rows: readonly RolloutUnit[]): WaveRow[] {
	return toWaves(plan).map(({ wave, firstDay, lastDay }) => {
		const units = rows.filter((row) => row.wave === wave);
		const count = (stage: Stage) => units.filter((row) => isAt(stage, row)).length;
		return {
			wave,
			firstDay,
			lastDay,
			units: units.length,
			live: count('live'),
			started: count('started'),
			complete: count('complete'),
			lagging: count('lagging')
		};
	});
}

/** Ticks in force at `at`, by unit. */
async function readTicks(db: Kysely<Tables>, units: readonly string[], at: Instant): Promise<Map<string, Tick[]>> {
	const rows = await db
		.selectFrom('rolloutTick')
		.distinctOn(['unit', 'milestone'])
		.select(['unit', 'milestone', 'onDay', 'byName'])
		.where(sql<boolean>`unit = any(${[...units]}::text[])`)
		.where('at', '<=', timestamp(at))
		.orderBy('unit')
		.orderBy('milestone')
		.orderBy('id', 'desc')
		.execute();
	const ticks = new Map<string, Tick[]>();
	for (const { unit, milestone, onDay, byName } of rows) {
		if (onDay === null) continue;
		ticks.set(unit, [...(ticks.get(unit) ?? []), { milestone, day: toDay(onDay), by: byName }]);
	}
	return ticks;
}

/** Targets in force at `at`. */
async function readTargets(db: Kysely<Tables>, units: readonly string[], at: Instant) {
	const rows = await db
		.selectFrom('rolloutTarget')
		.distinctOn(['unit', 'figure'])
		.select(['unit', 'figure', 'value', 'startedAt', 'dueOn', 'byName', 'at'])
		.where(sql<boolean>`unit = any(${[...units]}::text[])`)
		.where('at', '<=', timestamp(at))
		.orderBy('unit')
		.orderBy('figure')
		.orderBy('id', 'desc')
		.execute();
	return rows.flatMap(({ unit, figure, value, startedAt, dueOn, byName, at: setAt }) =>
		value === null || dueOn === null
			? []
			: [{ unit, figure, value, startedAt, dueOn: toDay(dueOn), by: byName, setOn: dayOf(setAt) }]
	);
}
