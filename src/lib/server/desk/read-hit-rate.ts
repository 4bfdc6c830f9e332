import type { Kysely } from 'kysely';
import type { HitRate, HitRateInstant, LeftOut } from '../../contract/desk-hit-rate.ts';
import type { Named } from '../../contract/named.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { atMinute, DAY_MS, dayOf, type Day, type Instant, toIsoDay, weekdayOf } from '../../domain/time/instant.ts';
import { backtest, findOutcome, type Forecast } from '../../domain/workload/backtest.ts';
import { Availability } from '../../domain/workload/capacity.ts';
import { Efforts } from '../../domain/workload/effort.ts';
import { PAST_DAYS, PastLateness, toPastCases } from '../../domain/workload/past-lateness.ts';
import { measureQueue } from '../../domain/workload/queue-rule.ts';
import { type QueueEntry, risksOf } from '../../domain/workload/risk.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { DeskDeps } from './deps.ts';
import { type PastDossier, type PastUnit, readPastUnit } from './past-unit.ts';
import { measureHands } from './unit-history.ts';

/** Mondays at eight, so many back: the forecast is then for a whole week of work. */
const WEEKS = 8;
const MONDAY_MINUTE = 8 * 60;
/** As the desk measures weights, queues and lateness: over a quarter before the instant. */
const MEASURED_MS = PAST_DAYS * DAY_MS;

interface Kept {
	readonly day: Day;
	readonly hitRate: Promise<HitRate>;
}
const kept = new WeakMap<Kysely<Tables>, Map<string, Kept>>();

/** Forecasts of past Mondays against what came of them, for somebody who may see the unit. Worked out once a day. */
export function readHitRate(
	{ db, catalogue, now: clock }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	unit: Named
): Promise<HitRate> {
	const now = clock();
	let units = kept.get(db);
	if (units === undefined) kept.set(db, (units = new Map<string, Kept>()));
	const known = units.get(unit.code);
	if (known?.day === dayOf(now)) return known.hitRate;
	const hitRate = lookBack(db, catalogue(), unit, now);
	const own = units;
	own.set(unit.code, { day: dayOf(now), hitRate });
	hitRate.catch(() => own.delete(unit.code));
	return hitRate;
}

/** The Mondays before this week's, oldest first; on a Monday off, the next opening. */
export function pastMondays(now: Instant, calendar: Calendar): Instant[] {
	const monday = dayOf(now) - weekdayOf(dayOf(now)) + 1;
	return Array.from({ length: WEEKS }, (_, week) =>
		calendar.clip(atMinute(monday - 7 * (WEEKS - week), MONDAY_MINUTE))
	);
}

async function lookBack(db: Kysely<Tables>, catalogue: KnownCatalogue, unit: Named, now: Instant): Promise<HitRate> {
	const calendar = catalogue.calendarFor(unit.code, now);
	const mondays = pastMondays(now, calendar);
	const past = await readPastUnit(db, catalogue, unit.code, mondays, MEASURED_MS);
	const forecasts: Forecast[] = [];
	const outcomes = new Map<string, boolean>();
	const leftOut: Record<LeftOut, number> = { overdue: 0, 'no-date': 0, 'no-handler': 0, 'not-due': 0, paused: 0 };
	const instants: HitRateInstant[] = [];
	for (const at of past.instants) {
		const said = forecastAt(past, at, calendar, leftOut);
		let [count, expected, late] = [0, 0, 0];
		for (const { dossier, chance } of said) {
			const why = whyUnknown(dossier, at, now);
			if (why !== null) {
				leftOut[why]++;
				continue;
			}
			const outcome = findOutcome(dossier.dueAt, dossier.closedAt, now) === true;
			const key = `${String(at)}/${dossier.code}`;
			forecasts.push({ key, chance });
			outcomes.set(key, outcome);
			count++;
			expected += chance;
			if (outcome) late++;
		}
		instants.push({ at, forecasts: count, expected, late });
		// One week is a long breath already: others are served in between.
		await new Promise(setImmediate);
	}
	const isShortened = past.instants.length < mondays.length;
	return { unit, asOf: now, instants, backtest: backtest(forecasts, outcomes), leftOut, isShortened };
}

/** What came before its day may be known sooner when it is good: so nothing is judged before the day has come. */
function whyUnknown({ dueAt, pausedAt }: Said['dossier'], at: Instant, now: Instant): LeftOut | null {
	if (dueAt > now) return 'not-due';
	return pausedAt.some((pause) => pause > at && pause <= dueAt) ? 'paused' : null;
}

interface Said {
	readonly dossier: PastDossier & { readonly dueAt: Instant };
	readonly chance: number;
}

/** What the desk would have said at that instant of each dossier in somebody's hand that was not late yet. */
function forecastAt(past: PastUnit, at: Instant, calendar: Calendar, leftOut: Record<LeftOut, number>): Said[] {
	const day = toIsoDay(dayOf(at));
	const measured = measureHands(past.handled, calendar, at, at - MEASURED_MS);
	const efforts = new Efforts(measured.flat(), past.ownEffortsAt(at), day);
	// `toPastCases` takes what came due by then, so nothing is learned from what was still to come.
	const lateness = new PastLateness(toPastCases(past.handled, calendar, at));
	const { rule } = measureQueue(past.handled, efforts, lateness, calendar, at);
	const said: Said[] = [];
	const byHandler = Map.groupBy(past.openAt(at), ({ handler }) => handler);
	for (const [handler, dossiers] of byHandler) {
		if (handler === null) {
			leftOut['no-handler'] += dossiers.length;
			continue;
		}
		const byCode = new Map(dossiers.map((dossier) => [dossier.code, dossier]));
		const queue = dossiers.map(({ code, procedure, dueAt }): QueueEntry => {
			const { minutes } = efforts.of(procedure);
			return { code, effort: minutes, dueAt, past: lateness.of(procedure) };
		});
		const availability = new Availability(past.officialAt(handler, at), calendar, at);
		for (const { code, chance } of risksOf(queue, availability, rule)) {
			const dossier = byCode.get(code)!;
			if (dossier.dueAt === null) leftOut['no-date']++;
			else if (dossier.dueAt <= at) leftOut.overdue++;
			else said.push({ dossier: { ...dossier, dueAt: dossier.dueAt }, chance });
		}
	}
	return said;
}
