import { type RawBuilder, type SqlBool, type Transaction, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { DAY_MS, dayOf, OFFICE_ZONE, toDay, toIsoDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/** A day is a peak of a unit from so many ends on, and from so many times its usual day on. */
export const PEAK = { least: 20, times: 3, days: 28, leastDays: 5 } as const;

/**
 * Peak days since last month began, as rows (unit, day): at least 20 resolved, and three times the mean of the days with
 * ends in the four weeks before, of which there must be five. Of the whole unit, whoever asks. A look at the past is told
 * of the days until then, by the ends that are known today.
 */
function peakDays(moments: Moments): RawBuilder<PeakDay> {
	const from = dayOf(moments['last-month-start']);
	const usualFrom = dayOf(moments['last-month-start'] - PEAK.days * DAY_MS);
	return sql<PeakDay>`
		select unit, day from (
			select unit, day, ended, avg(ended) over usual as usual, count(*) over usual as days
			from ends_by_day(${toIsoDay(usualFrom)}::date, ${toIsoDay(dayOf(moments.now))}::date)
			window usual as (partition by unit order by day
				range between ${sql.lit(`${String(PEAK.days)} days`)}::interval preceding and interval '1 day' preceding)
		) as known
		where day >= ${toIsoDay(from)}::date
			and ended >= ${PEAK.least} and days >= ${PEAK.leastDays} and ended >= ${PEAK.times} * usual`;
}

interface PeakDay {
	readonly unit: string;
	readonly day: string;
}

/**
 * Of dossiers of the query around: ended on a peak day of their unit. Peaks are few and lead to their rows one by one
 * (`offset 0` keeps it so); the other way round, every end of two months is looked at (90 ms against 750 ms of a million).
 */
export function onPeakOfClosing(moments: Moments): RawBuilder<SqlBool> {
	const start = (days: number) => sql`((peak.day + ${sql.lit(days)})::timestamp at time zone ${sql.lit(OFFICE_ZONE)})`;
	return sql<SqlBool>`code in (
		select of_day.code from (${peakDays(moments)}) as peak
		cross join lateral (
			select d.code from dossier as d
			where d.resolving = peak.unit and d.closed_at >= ${start(0)} and d.closed_at < ${start(1)} offset 0
		) as of_day)`;
}

/** The same as a predicate over dossiers in memory. */
export async function readPeaks(trx: Transaction<Tables>, moments: Moments): Promise<(dossier: Dossier) => boolean> {
	const { rows } = await peakDays(moments).execute(trx);
	const peaks = new Set(rows.map(({ unit, day }) => `${unit}/${String(toDay(day))}`));
	return ({ resolving, closedAt }) =>
		resolving !== null && closedAt !== null && peaks.has(`${resolving}/${String(dayOf(closedAt))}`);
}
