import { periodWith, readPeriod, type Period } from '../../domain/report/period.ts';
import type { ReportRows } from '../../domain/report/report.ts';
import { readPast } from '../../domain/time/past.ts';
import { dayOf, type Instant } from '../../domain/time/instant.ts';

/** What the address of a report asks for. */
export interface ReportWish {
	readonly period: Period;
	readonly rows: ReportRows;
	readonly resolving: string | undefined;
	/** Compare with what was known then; null: at the end of the period. */
	readonly compareAt: Instant | null;
	/** The period could not be read: this month's is meant. */
	readonly dropped: boolean;
}

/** `?period=2026-10&by=unit&unit=31825&at=…`; a free period also as `from` and `to`, as its form sends them. */
export function readReportWish(query: URLSearchParams, now: Instant): ReportWish {
	const [from, to] = [query.get('from'), query.get('to')];
	const key = from !== null && to !== null ? `${from}..${to}` : query.get('period');
	const period = key === null ? null : readPeriod(key);
	const past = readPast(query, now);
	const unit = query.get('unit');
	return {
		period: period ?? periodWith('month', dayOf(now)),
		rows: query.get('by') === 'unit' ? 'resolving' : 'field',
		resolving: unit !== null && /^[A-Za-z0-9.-]{1,60}$/.test(unit) ? unit : undefined,
		compareAt: past === null || past === 'refused' ? null : past.at,
		dropped: key !== null && period === null
	};
}
