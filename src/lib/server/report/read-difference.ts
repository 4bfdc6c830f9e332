import type { Kysely, Transaction } from 'kysely';
import { toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { placerOf, type ReportPlace } from '../../domain/report/report.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { type Clock, foldedAgain } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';
import { beyondWall, readInScope } from '../read/in-scope.ts';
import { countReport, type Report, type ReportAsk, reportedUntil } from './read-report.ts';

/** A dossier that stands elsewhere in the report than it did; null: it was, or is, not in it. */
export interface MovedDossier {
	readonly code: string;
	readonly then: ReportPlace | null;
	readonly now: ReportPlace | null;
}

export interface ReportDifference {
	/** The report by what was known then. */
	readonly then: Omit<Report, 'version'>;
	/** Sorted by code. */
	readonly moved: readonly MovedDossier[];
}

/**
 * What has come to be known of a period since `known`: the report of that time, and every dossier that has changed its
 * place. Only dossiers of which something has come since are looked at.
 */
export function readDifference(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	ask: ReportAsk & { readonly known: Instant },
	now: Instant
): Promise<ReportDifference> {
	return readInScope(db, ask.scope, async (trx) => {
		const clock: Clock = (state, arrivals) => clockWith(catalogue, state, arrivals);
		const until = reportedUntil(ask.period, now);
		const moments = momentsAt(until, catalogue.calendarFor(null, until));
		const place = placerOf(ask.period, ask.rows);
		const placeOf = (dossier: Dossier) =>
			ask.resolving !== undefined && dossier.resolving !== ask.resolving ? null : place(dossier, moments);
		const touched = await readTouched(trx, ask.known);
		const then = new Map<string, ReportPlace | null>();
		const today = new Map<string, ReportPlace | null>();
		for await (const dossier of foldedAgain(trx, ask.scope, { until, known: ask.known }, moments, clock)) {
			if (touched.has(dossier.code)) then.set(dossier.code, placeOf(dossier));
		}
		for await (const dossier of foldedAgain(trx, ask.scope, { until, known: null }, moments, clock)) {
			if (touched.has(dossier.code)) today.set(dossier.code, placeOf(dossier));
		}
		for (const dossier of await readSettled(trx, ask, until, moments)) today.set(dossier.code, placeOf(dossier));
		const moved = [...touched].sort().flatMap((code): MovedDossier[] => {
			const [before, after] = [then.get(code) ?? null, today.get(code) ?? null];
			return isSame(before, after) ? [] : [{ code, then: before, now: after }];
		});
		return { then: await countReport(trx, catalogue, ask, now), moved };
	});
}

type Moments = ReturnType<typeof momentsAt>;

/** Of the whole ledger, since what has left the scope was in the report of then: codes only, and only to ask `foldedAgain`. */
async function readTouched(trx: Transaction<Tables>, known: Instant): Promise<Set<string>> {
	const rows = await beyondWall(trx, () =>
		trx.selectFrom('dossier').where('lastArrivedAt', '>', timestamp(known)).select('code').execute()
	);
	return new Set(rows.map(({ code }) => code));
}

/** Of the touched those whose rows still say how they stood at the end of the period. */
function readSettled(
	trx: Transaction<Tables>,
	{ scope, known }: ReportAsk & { readonly known: Instant },
	until: Instant,
	moments: Moments
): Promise<Dossier[]> {
	return trx
		.selectFrom('dossier')
		.where((eb) => toSql(toScopeCondition(scope), moments, eb))
		.where('lastArrivedAt', '>', timestamp(known))
		.where('lastEventAt', '<=', timestamp(until))
		.select(DOSSIER_COLUMNS)
		.execute();
}

function isSame(a: ReportPlace | null, b: ReportPlace | null): boolean {
	return a === b || (a?.key === b?.key && a?.wayIn === b?.wayIn && a?.wayOut === b?.wayOut);
}
