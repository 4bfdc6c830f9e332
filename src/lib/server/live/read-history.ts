import { createHash } from 'node:crypto';
import { expressionBuilder, type RawBuilder, type Transaction, sql } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import type { History } from '../../contract/live.ts';
import { DIMENSIONS, type ViewFilter } from '../../domain/board/dimensions.ts';
import { SIDES, type Side, SLOT_MINUTES, SLOTS } from '../../domain/board/layout.ts';
import type { FigureId } from '../../domain/figure/figure.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import {
	type Day,
	type Instant,
	OFFICE_ZONE,
	dayOf,
	startOfDay,
	toIsoDay,
	toIsoInstant
} from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { toSql } from '../read/condition-sql.ts';

/** Days of the series before today: with today, thirty. */
const DAYS = 29;

/** Whose days: what the filter leaves of the scope. */
export interface HistoryOf {
	readonly filter: ViewFilter;
	readonly scope: Scope;
}

/** The days before today as the ledger knows them now. Cost grows with the dossiers that were open in these days. */
export async function readHistory(
	trx: Transaction<Tables>,
	now: Instant,
	calendar: Calendar,
	of: HistoryOf
): Promise<History> {
	const today = dayOf(now);
	const inView = toInView(of, now, calendar);
	const days = Array.from({ length: DAYS }, (_, i) => today - DAYS + i);
	const isoDays = days.map(toIsoDay);
	const perDay = <T>(rows: readonly { day: string }[], pick: (row: never) => T, none: T): T[] => {
		const byDay = new Map(rows.map((row) => [row.day, pick(row as never)]));
		return isoDays.map((day) => byDay.get(day) ?? none);
	};
	const intake = await readIntake(trx, days, inView);
	const closed = await readClosed(trx, days, inView);
	const standing = await readStanding(trx, days, inView, calendar);
	const figures: Record<FigureId, readonly (number | null)[]> = {
		'received-today': perDay(intake, (row: Intake) => row.n, 0),
		'cross-boundary-month': perDay<number | null>(intake, (row: Intake) => row.crossBoundary / row.n, null),
		'on-time-month': perDay<number | null>(closed, (row: Closed) => row.inTime / row.n, null),
		backlog: perDay(standing, (row: Standing) => row.backlog, 0),
		overdue: perDay(standing, (row: Standing) => row.overdue, 0),
		'due-soon': perDay(standing, (row: Standing) => row.dueSoon, 0)
	};
	const received: Record<Side, Record<string, number[]>> = { resolving: {}, receiving: {} };
	for (const side of SIDES) {
		for (const { day, code, n } of await readReceived(trx, days, inView, side)) {
			(received[side][code] ??= isoDays.map(() => 0))[isoDays.indexOf(day)] = n;
		}
	}
	const weeks = [7, 14, 21, 28].map((ago) => today - ago);
	const slots: number[][] = [];
	for (const day of weeks) slots.push(await readSlots(trx, day, inView));
	const history = {
		days: isoDays,
		figures,
		received,
		usualIntake: Array.from(
			{ length: SLOTS },
			(_, i) => slots.reduce((sum, day) => sum + (day[i] ?? 0), 0) / weeks.length
		),
		lastWeekIntake: slots[0] ?? []
	};
	return { id: createHash('sha256').update(JSON.stringify(history)).digest('base64url').slice(0, 22), ...history };
}

interface Intake {
	day: string;
	n: number;
	crossBoundary: number;
}

const officeDay = (column: 'accepted_at' | 'closed_at') =>
	sql`(${sql.ref(column)} at time zone ${sql.lit(OFFICE_ZONE)})::date`;
const within = (column: 'accepted_at' | 'closed_at', days: readonly Day[]) =>
	sql`${sql.ref(column)} >= ${timestamp(startOfDay(days[0] ?? 0))} and ${sql.ref(column)} < ${timestamp(startOfDay((days.at(-1) ?? 0) + 1))}`;

/** Scope and filter as SQL over `dossier`. */
type InView = RawBuilder<boolean>;

function toInView({ filter, scope }: HistoryOf, now: Instant, calendar: Calendar): InView {
	// Every dimension is a column of its name.
	const wanted = DIMENSIONS.flatMap((dimension) => {
		const value = filter[dimension];
		return value === undefined ? [] : [sql`${sql.ref(dimension)} = ${value}`];
	});
	const eb = expressionBuilder<Tables, 'dossier'>();
	if (scope !== 'province') wanted.push(sql`${toSql(toScopeCondition(scope), momentsAt(now, calendar), eb)}`);
	return wanted.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(wanted, sql` and `)}`;
}

async function readIntake(trx: Transaction<Tables>, days: readonly Day[], inView: InView): Promise<Intake[]> {
	const { rows } = await sql<Intake>`
		select ${officeDay('accepted_at')} as day, count(*) as n, count(*) filter (where cross_boundary) as cross_boundary
		from dossier where ${within('accepted_at', days)} and ${inView} group by 1`.execute(trx);
	return rows;
}

interface Closed {
	day: string;
	n: number;
	inTime: number;
}

async function readClosed(trx: Transaction<Tables>, days: readonly Day[], inView: InView): Promise<Closed[]> {
	const { rows } = await sql<Closed>`
		select ${officeDay('closed_at')} as day, count(*) as n, count(*) filter (where timeliness <> 'late') as in_time
		from dossier where ${within('closed_at', days)} and accepted_at is not null and timeliness is not null
			and ${inView}
		group by 1`.execute(trx);
	return rows;
}

interface Standing {
	day: string;
	backlog: number;
	overdue: number;
	dueSoon: number;
}

/** Open, overdue and due soon at the end of each day, judged by the promises as they are known today. */
async function readStanding(
	trx: Transaction<Tables>,
	days: readonly Day[],
	inView: InView,
	calendar: Calendar
): Promise<Standing[]> {
	const ends = days.map((day) => momentsAt(startOfDay(day + 1), calendar));
	const { rows } = await sql<Standing>`
		select e.day, count(*) as backlog,
			count(*) filter (where d.due_at < e.at) as overdue,
			count(*) filter (where d.due_at >= e.at and d.due_at < e.soon) as due_soon
		from unnest(
			${days.map(toIsoDay)}::date[],
			${ends.map((m) => toIsoInstant(m.now))}::timestamptz[],
			${ends.map((m) => toIsoInstant(m.soon))}::timestamptz[]
		) as e (day, at, soon)
		join (
			select accepted_at, closed_at, due_at from dossier
			where accepted_at is not null and (closed_at is null or closed_at >= ${timestamp(startOfDay(days[0] ?? 0))})
				and ${inView}
		) d on d.accepted_at < e.at and (d.closed_at is null or d.closed_at >= e.at)
		group by e.day`.execute(trx);
	return rows;
}

async function readReceived(
	trx: Transaction<Tables>,
	days: readonly Day[],
	inView: InView,
	side: Side
): Promise<{ day: string; code: string; n: number }[]> {
	const { rows } = await sql<{ day: string; code: string; n: number }>`
		select ${officeDay('accepted_at')} as day, ${sql.ref(side)} as code, count(*) as n
		from dossier where ${within('accepted_at', days)} and ${sql.ref(side)} is not null and ${inView}
		group by 1, 2 order by 1, 2`.execute(trx);
	return rows;
}

/** Dossiers received per slot of one day. */
async function readSlots(trx: Transaction<Tables>, day: Day, inView: InView): Promise<number[]> {
	const { rows } = await sql<{ slot: number; n: number }>`
		select floor(extract(epoch from accepted_at - ${timestamp(startOfDay(day))}) / ${SLOT_MINUTES * 60})::int as slot, count(*) as n
		from dossier where ${within('accepted_at', [day])} and ${inView} group by 1`.execute(trx);
	const slots = Array.from({ length: SLOTS }, () => 0);
	for (const { slot, n } of rows) slots[slot] = n;
	return slots;
}
