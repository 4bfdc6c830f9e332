import type { Kysely } from 'kysely';
import type { DossierView, HandoverView, HoldingView } from '../../contract/dossier-page.ts';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { explainDeadline, inTime } from '../../domain/clock/explain.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import { type OfferSpan, toHoldings } from '../../domain/dossier/holdings.ts';
import { STATUS_NAMES } from '../../domain/dossier/status.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedProcedure, namedUnit } from '../catalogue/named.ts';
import { rulesInForce } from '../catalogue/rules-in-force.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import { toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from './condition-sql.ts';
import { toEventViews } from './event-view.ts';
import { readInScope } from './in-scope.ts';
import { readFindings } from './find-findings.ts';
import { toStanding } from './list-row.ts';

/**
 * One dossier with its events and the reasons of its dates, from one read of the ledger. Null: there is none of that code
 * in the scope; the same questions are asked of the database whether there is one outside it or none at all.
 * Dates and standing are those of the list; the reasons are worked out anew by the rules it was accepted under.
 */
export async function findDossierView(
	db: Kysely<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	code: string,
	now: Instant
): Promise<DossierView | null> {
	// An address may hold what no text of the database can: a zero byte.
	if (code.includes('\0')) return null;
	const usual = catalogue.calendarFor(null, now);
	const moments = momentsAt(now, usual);
	const found = await readInScope(db, scope, async (trx) => {
		const row = await trx
			.selectFrom('dossier')
			.select([...DOSSIER_COLUMNS, 'state', 'version'])
			.where('code', '=', code)
			.where((eb) => toSql(toScopeCondition(scope), moments, eb))
			.executeTakeFirst();
		if (row === undefined) return null;
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const events = await trx
			.selectFrom('event')
			.select(['key', 'type', 'at', 'arrivedAt', 'body'])
			.where('dossierCode', '=', code)
			.execute();
		const { state, version: changedAt, ...dossier } = row;
		const { rule, calendar } = rulesInForce(catalogue, state);
		const { deadline, why } = explainDeadline(state, rule, calendar);
		return {
			...dossier,
			version,
			changedAt,
			asOf: now,
			procedure: namedProcedure(catalogue, dossier.procedure),
			receiving: namedUnit(catalogue, dossier.receiving),
			resolving: namedUnit(catalogue, dossier.resolving),
			returning: namedUnit(catalogue, dossier.returning),
			step: state.facts.step,
			expectedResult: state.facts.expectedResult,
			resultUnsaid: state.resultAsked === false,
			status: STATUS_NAMES[dossier.status],
			standing: toStanding(dossier, moments, usual),
			limit: rule.limit,
			terms: deadline.terms,
			why: inTime(why),
			transfers: state.transfers,
			handovers: toHandovers(state, calendar, now),
			holdings: (offers: readonly OfferSpan[]) =>
				toHoldings(
					events.map(toEvent),
					offers,
					{ code, acceptedAt: state.acceptedAt, closedAt: state.closedAt, dueAt: deadline.terms.at(-1)?.dueAt ?? null },
					calendar,
					now
				),
			events: toEventViews(events, state.findings),
			findings: await readFindings(trx, code, moments)
		};
	});
	if (found === null) return null;
	const nameOf = (unit: string | null) =>
		unit === null ? null : (namedUnit(catalogue, unit) ?? { code: unit, name: unit, nameEn: unit });
	const holdings = found.holdings(await readOffers(db, code)).map(({ unit, offers, ...held }): HoldingView => ({
		...held,
		unit: nameOf(unit),
		offers: offers.map((offer) => ({ ...offer, to: nameOf(offer.to) }))
	}));
	return { ...found, holdings };
}

/** Outside the wall, which knows no offers: whoever sees the dossier sees to whom it was offered. */
async function readOffers(db: Kysely<Tables>, code: string): Promise<OfferSpan[]> {
	const rows = await db
		.selectFrom('moveItem as i')
		.innerJoin('move as m', 'm.id', 'i.moveId')
		.innerJoin('offer as o', 'o.moveId', 'm.id')
		.select(['o.toUnit as to', 'm.at as from', 'o.answeredAt as until', 'o.state', 'o.reason'])
		.where('i.dossierCode', '=', code)
		.where('i.result', 'in', ['offered', 'declined', 'withdrawn', 'moved'])
		.orderBy('m.at')
		.execute();
	return rows;
}

/** Time in hand ends with the processing: what comes after it is the citizen's or the post's. */
function toHandovers({ handovers, closedAt }: DossierState, calendar: Calendar, now: Instant): HandoverView[] {
	return handovers.map(({ handler, from, to, by }) => {
		const until = Math.min(to ?? now, closedAt ?? now);
		return { handler, from, to, minutes: Math.max(0, calendar.workingMinutesBetween(from, until)), by };
	});
}
