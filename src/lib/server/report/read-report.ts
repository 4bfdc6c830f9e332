import type { Kysely, Transaction } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { isPartOf, WAYS_IN, WAYS_OUT } from '../../domain/report/part.ts';
import { boundsOf, type Period } from '../../domain/report/period.ts';
import {
	addCounts,
	countPlace,
	NO_COUNTS,
	placerOf,
	type ReportRow,
	type ReportRows,
	type RowCounts
} from '../../domain/report/report.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain, isUnchanged } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';
import { readInScope } from '../read/in-scope.ts';

export interface ReportAsk {
	readonly scope: Scope;
	readonly period: Period;
	readonly rows: ReportRows;
	/** Only dossiers of this competent unit. */
	readonly resolving?: string | undefined;
	/** By what had come to us until then; null: by all that is known. */
	readonly known: Instant | null;
}

export interface Report {
	readonly version: number;
	/** Last instant of the period, or the present while it runs. */
	readonly until: Instant;
	readonly rows: readonly ReportRow[];
}

/** The instant for which a report is true. */
export function reportedUntil(period: Period, now: Instant): Instant {
	return Math.min(boundsOf(period).last, now);
}

/** The report of a period: every dossier counted as it stood at the end of it, by the events that were known. */
export function readReport(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	ask: ReportAsk,
	now: Instant
): Promise<Report> {
	return readInScope(db, ask.scope, async (trx) => {
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		return { version, ...(await countReport(trx, catalogue, ask, now)) };
	});
}

/** The same inside a read that is going on. */
export async function countReport(
	trx: Transaction<Tables>,
	catalogue: KnownCatalogue,
	ask: ReportAsk,
	now: Instant
): Promise<Omit<Report, 'version'>> {
	const until = reportedUntil(ask.period, now);
	const moments = momentsAt(until, catalogue.calendarFor(null, until));
	const asOf = { until, known: ask.known };
	const counts = await countSettled(trx, ask, asOf, moments);
	const place = placerOf(ask.period, ask.rows);
	for await (const dossier of foldedAgain(trx, ask.scope, asOf, moments, (state, arrivals) =>
		clockWith(catalogue, state, arrivals)
	)) {
		if (ask.resolving !== undefined && dossier.resolving !== ask.resolving) continue;
		const at = place(dossier, moments);
		if (at !== null) counts.set(at.key, addCounts(counts.get(at.key) ?? NO_COUNTS, countPlace(at)));
	}
	return { until, rows: [...counts].map(([key, row]) => ({ key, counts: row })) };
}

async function countSettled(
	trx: Transaction<Tables>,
	{ scope, period, rows, resolving }: ReportAsk,
	asOf: AsOf,
	moments: Moments
): Promise<Map<string | null, RowCounts>> {
	const ofUnit: Condition = resolving === undefined ? { all: [] } : { field: 'resolving', in: [resolving] };
	const found = await trx
		.selectFrom('dossier')
		.where((eb) => toSql({ all: [toScopeCondition(scope), ofUnit, isPartOf('all', period)] }, moments, eb))
		.where((eb) => isUnchanged(asOf, eb))
		.select((eb) => [
			eb.ref(rows).as('key'),
			...[...WAYS_IN, ...WAYS_OUT].map((part) =>
				eb.fn
					.countAll<number>()
					.filterWhere((where) => toSql(isPartOf(part, period), moments, where))
					.as(part)
			)
		])
		.groupBy(rows)
		.execute();
	return new Map(found.map(({ key, ...counts }) => [key, counts as unknown as RowCounts]));
}
