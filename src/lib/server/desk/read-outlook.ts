import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Outlook } from '../../contract/desk-outlook.ts';
import type { Named } from '../../contract/named.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { type Day, dayOf, type Instant, MINUTE_MS, startOfDay, toIsoDay } from '../../domain/time/instant.ts';
import { Availability } from '../../domain/workload/capacity.ts';
import type { Efforts } from '../../domain/workload/effort.ts';
import { lastWorkingDays } from '../../domain/workload/flow.ts';
import { type ForecastDay, FORECAST_DAYS, FORECAST_RUNS, type ForecastInput } from '../../domain/workload/forecast.ts';
import type { Change, ForecastDossier, ForecastOfficial, IntakeKind } from '../../domain/workload/scenario.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import type { DeskDeps } from './deps.ts';
import { foresee } from './foresee.ts';
import { readUnitDesk, type UnitDesk } from './unit-desk.ts';
import { readWhatIf, toChanges } from './what-if.ts';

/** Whole working days whose intake stands for the coming ones: four weeks, so that each weekday is in it alike. */
const INTAKE_DAYS = 20;
/** Kinds of dossiers are drawn from so many of the latest. */
const MOST_KINDS = 1_000;
/** So many dossiers are played forward at most, all runs together: a large unit is played less often, not for longer. */
const MOST_PLAYED = 300_000;
const FEWEST_RUNS = 20;
const DAY_MINUTES = 480;

/**
 * Backlog and overdue of a unit in the coming working days, as things go and with the address's "what if". Null: so many ask
 * at this moment that it would take too long, or the asker left.
 */
export async function readOutlook(
	{ db, catalogue, now: clock }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	unit: Named,
	query: URLSearchParams,
	left?: AbortSignal
): Promise<Outlook | null> {
	// Within a minute the same address has the same answer.
	const now = Math.floor(clock() / MINUTE_MS) * MINUTE_MS;
	const desk = await readUnitDesk(db, catalogue(), unit.code, now);
	const days = comingDays(now, desk.calendar);
	const intake = await readIntake(db, unit.code, desk, now);
	const officials = desk.officials.filter(({ isActive }) => isActive);
	const isoDays = days.map(toIsoDay);
	const names = officials.map(({ id }) => id);
	const { whatIf, problem } = readWhatIf(query, names, isoDays);
	const dossiers = toForecastDossiers(desk, days);
	const runs = Math.max(FEWEST_RUNS, Math.min(FORECAST_RUNS, Math.floor(MOST_PLAYED / Math.max(1, dossiers.length))));
	const input: ForecastInput = {
		officials: officials.map((official): ForecastOfficial => {
			const available = new Availability(official, desk.calendar, now);
			return { id: official.id, minutesPerDay: perDay(days, (at) => available.minutesUntil(at)) };
		}),
		dossiers,
		intakePerDay: intake.perDay,
		intakeKinds: intake.kinds,
		fullDays: perDay(days, (at) => desk.calendar.workingMinutesBetween(now, Math.max(now, at))),
		pace: desk.pace.pace,
		// The same unit is played the same way each time: two answers differ by what is asked, not by luck.
		seed: Number.parseInt(unit.code.replace(/\D/g, '').slice(-6) || '1', 10),
		runs
	};
	const changes = toChanges(whatIf, isoDays);
	const played = await play(db, unit.code, { input, changes }, left);
	if (played === null) return null;
	const open = [...desk.book.open.values()];
	return {
		unit,
		asOf: now,
		version: desk.book.version,
		days: isoDays,
		whatIf,
		problem,
		isChanged: changes.length > 0,
		...played,
		now: {
			backlog: dossiers.length,
			overdue: dossiers.filter(({ dueDay }) => dueDay === 0).length,
			waiting: open.length - dossiers.length
		},
		officials: names,
		basis: {
			intakeDays: INTAKE_DAYS,
			intake: intake.perDay.reduce((sum, one) => sum + one, 0),
			paceStretches: desk.pace.stretches,
			runs
		}
	};
}

interface Kept {
	readonly key: string;
	readonly base: readonly ForecastDay[];
}
const kept = new WeakMap<Kysely<Tables>, Map<string, Kept>>();

/** A slider changes what is compared, not what it is compared with: that is played once for what it is made from. */
async function play(
	db: Kysely<Tables>,
	unit: string,
	{ input, changes }: { readonly input: ForecastInput; readonly changes: readonly Change[] },
	left?: AbortSignal
): Promise<{ readonly base: readonly ForecastDay[]; readonly then: readonly ForecastDay[] } | null> {
	let units = kept.get(db);
	if (units === undefined) kept.set(db, (units = new Map<string, Kept>()));
	const key = hash('sha256', JSON.stringify(input));
	const known = units.get(unit);
	const knownBase = known?.key === key ? known.base : undefined;
	if (knownBase !== undefined && changes.length === 0) return { base: knownBase, then: knownBase };
	const scenarios = [...(knownBase === undefined ? [[]] : []), ...(changes.length === 0 ? [] : [changes])];
	const played = await foresee({ input, scenarios }, left);
	if (!played.ok) return null;
	const base = knownBase ?? played.value[0]!;
	units.set(unit, { key, base });
	return { base, then: played.value.at(-1)! };
}

/** Working days from now on, today included while its hours are not over. */
function comingDays(now: Instant, calendar: Calendar): Day[] {
	const days = [dayOf(calendar.clip(now))];
	while (days.length < FORECAST_DAYS) days.push(calendar.nextWorkingDay(days.at(-1)!));
	return days;
}

/** Minutes of each day, from a count that runs on. */
function perDay(days: readonly Day[], until: (at: Instant) => number): number[] {
	const ends = days.map((day) => until(startOfDay(day + 1)));
	return ends.map((end, place) => end - (ends[place - 1] ?? 0));
}

function toForecastDossiers({ book, efforts, calendar, now }: UnitDesk, days: readonly Day[]): ForecastDossier[] {
	const last = startOfDay(days.at(-1)! + 1);
	const place = (dueAt: Instant): number => {
		if (dueAt < now) return 0;
		const day = dayOf(dueAt);
		const found = days.findIndex((one) => one >= day);
		// Beyond the forecast only the order matters.
		return found >= 0
			? found + 1
			: days.length + 1 + Math.floor(calendar.workingMinutesBetween(last, dueAt) / DAY_MINUTES);
	};
	const dossiers: ForecastDossier[] = [];
	for (const { handler, procedure, dueAt, standsStill } of book.open.values())
		if (!standsStill)
			dossiers.push({
				handler,
				effort: efforts.of(procedure).minutes,
				dueDay: dueAt === null ? null : place(dueAt)
			});
	return dossiers;
}

interface Received {
	readonly acceptedAt: Instant;
	readonly firstDueAt: Instant | null;
	readonly procedure: string | null;
}

/** What came to the unit on whole working days lately. What came on a day off is counted on the working day after it. */
async function readIntake(
	db: Kysely<Tables>,
	unit: string,
	{ calendar, efforts }: { readonly calendar: Calendar; readonly efforts: Efforts },
	now: Instant
): Promise<{ readonly perDay: readonly number[]; readonly kinds: readonly IntakeKind[] }> {
	const today = dayOf(now);
	const days = lastWorkingDays(startOfDay(today) - 1, INTAKE_DAYS, calendar);
	const from = startOfDay(days[0] ?? today);
	const { rows } = await readInScope(db, { units: [unit], hands: [] }, (trx) =>
		sql<Received>`
			select accepted_at, first_due_at, procedure from dossier
			where resolving = ${unit} and accepted_at >= ${timestamp(from)} and accepted_at < ${timestamp(startOfDay(today))}
			order by accepted_at desc, code`.execute(trx)
	);
	const counts = new Map(days.map((day) => [day, 0]));
	for (const { acceptedAt } of rows) {
		const day = calendar.workingDayFrom(dayOf(acceptedAt));
		const count = counts.get(day);
		if (count !== undefined) counts.set(day, count + 1);
	}
	const kinds = rows.slice(0, MOST_KINDS).map(({ acceptedAt, firstDueAt, procedure }): IntakeKind => {
		const minutes = firstDueAt === null ? null : calendar.workingMinutesBetween(acceptedAt, firstDueAt);
		return {
			effort: efforts.of(procedure).minutes,
			limitDays: minutes === null ? null : Math.max(0, Math.ceil(minutes / DAY_MINUTES))
		};
	});
	return { perDay: days.map((day) => counts.get(day) ?? 0), kinds };
}
