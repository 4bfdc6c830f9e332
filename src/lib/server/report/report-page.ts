import type { Kysely } from 'kysely';
import type { Named } from '../../contract/named.ts';
import type { DifferenceModel, ReportModel } from '../../contract/report-model.ts';
import { WAYS_IN, WAYS_OUT } from '../../domain/report/part.ts';
import { boundsOf, periodBefore } from '../../domain/report/period.ts';
import { addCounts, NO_COUNTS, type ReportPlace, type RowCounts, sumsOf } from '../../domain/report/report.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import { readFirstArrival } from '../past/past.ts';
import { readDifference } from './read-difference.ts';
import { readReport, type Report, type ReportAsk } from './read-report.ts';

const SHOWN_DOSSIERS = 200;

/** The report of a period, the check against the one before, and what has changed since `compareAt`. */
export async function readReportPage(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	ask: Omit<ReportAsk, 'known'>,
	/** Null: the end of the period. */
	compareAt: Instant | null,
	now: Instant
): Promise<ReportModel> {
	const { period } = ask;
	const nameOf = (key: string | null): Named | null =>
		ask.rows === 'field' ? (key === null ? null : { code: key, name: key, nameEn: key }) : namedUnit(catalogue, key);
	const report = await readReport(db, catalogue, { ...ask, known: null }, now);
	const before = await readReport(db, catalogue, { ...ask, period: periodBefore(period), known: null }, now);
	const isRunning = boundsOf(period).last >= now;
	const knownAt = compareAt ?? boundsOf(period).last;
	return {
		version: report.version,
		period,
		until: report.until,
		isRunning,
		madeAt: now,
		rows: ask.rows,
		unit: namedUnit(catalogue, ask.resolving),
		lines: inOrder(report.rows.map(({ key, counts }) => ({ name: nameOf(key), counts }))),
		total: totalOf(report),
		openBefore: sumsOf(totalOf(before)).open,
		difference: isRunning ? null : await toDifference(knownAt)
	};

	async function toDifference(at: Instant): Promise<DifferenceModel | null> {
		const firstArrival = await readFirstArrival(db);
		if (firstArrival === null) return null;
		if (firstArrival > at) return { kind: 'unknown', knownAt: at, firstArrival };
		const { then, moved } = await readDifference(db, catalogue, { ...ask, known: at }, now);
		const thenBy = new Map(then.rows.map(({ key, counts }) => [key, counts]));
		const nowBy = new Map(report.rows.map(({ key, counts }) => [key, counts]));
		const keys = [...new Set([...thenBy.keys(), ...nowBy.keys()])];
		const lines = keys.map((key) => ({
			name: nameOf(key),
			then: thenBy.get(key) ?? NO_COUNTS,
			now: nowBy.get(key) ?? NO_COUNTS
		}));
		const toPlace = (place: ReportPlace | null) => (place === null ? null : { ...place, name: nameOf(place.key) });
		return {
			kind: 'compared',
			knownAt: at,
			lines: inOrder(lines.filter((line) => isOther(line.then, line.now))),
			total: totalOf(then),
			moved: moved.length,
			dossiers: moved
				.slice(0, SHOWN_DOSSIERS)
				.map((one) => ({ code: one.code, then: toPlace(one.then), now: toPlace(one.now) }))
		};
	}
}

function totalOf({ rows }: Pick<Report, 'rows'>): RowCounts {
	return rows.reduce((sum, { counts }) => addCounts(sum, counts), NO_COUNTS);
}

function isOther(a: RowCounts, b: RowCounts): boolean {
	return [...WAYS_IN, ...WAYS_OUT].some((part) => a[part] !== b[part]);
}

const byName = new Intl.Collator('vi', { numeric: true });

/** By Vietnamese name; what no record has named comes last. */
function inOrder<T extends { readonly name: Named | null }>(lines: readonly T[]): T[] {
	return lines.toSorted((a, b) =>
		a.name === null || b.name === null
			? Number(a.name === null) - Number(b.name === null)
			: byName.compare(a.name.name, b.name.name)
	);
}
