import type { Kysely, Transaction } from 'kysely';
import type { UnitAsOf } from '../../contract/freshness.ts';
import type { WholeView } from '../../contract/live.ts';
import type { PastView } from '../../contract/past-view.ts';
import type { UnitTables } from '../../contract/unit-model.ts';
import type { OverviewLayout } from '../../domain/board/layout.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { RHYTHM_DAYS } from '../../domain/freshness/rhythm.ts';
import { DAY_MS, type Instant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { readHistory } from '../live/read-history.ts';
import { type AsOf, foldedAgain, isUnchanged } from '../read/as-of.ts';
import { readBoardAt } from '../read/board-at.ts';
import { readInScope } from '../read/in-scope.ts';
import { type Matching, toMatchingSql } from '../read/matching.ts';
import { countUnitTables, toUnitTables, type UnitSide } from '../read/unit-tables.ts';
import { toAsOf } from './past.ts';

/** The page of a unit as it stood. */
export interface PastUnit {
	readonly view: WholeView;
	readonly tables: UnitTables;
	/** How far the dossiers of the unit on this side reached then. Its rhythm of that time is kept nowhere. */
	readonly sign: UnitAsOf;
}

/**
 * The page of a unit at a past instant, all of it from one read: tiles, tables and signs count the same dossiers as they
 * stood then. Every dossier of a unit lies in the scope of the unit, so whoever may open the page sees the same.
 */
export async function readPastUnit(
	db: Kysely<Tables>,
	{ unit, side }: UnitSide,
	layout: OverviewLayout,
	catalogue: KnownCatalogue,
	past: PastView
): Promise<PastUnit> {
	const calendar = catalogue.calendarFor(null, past.at);
	const moments = momentsAt(past.at, calendar);
	const asOf = toAsOf(past);
	const filter = { [side]: unit };
	const scope = { units: [unit], hands: [] };
	const matching: Matching = { scope, filter, moments, catalogue };
	const read = await readInScope(db, scope, async (trx) => {
		const folded: Dossier[] = [];
		const lastEvents = new Map<string, Instant>();
		for await (const dossier of foldedAgain(trx, scope, asOf, moments, (state, arrivals) => {
			lastEvents.set(state.code, state.last.at);
			return clockWith(catalogue, state, arrivals);
		})) {
			if (dossier[side] === unit) folded.push(dossier);
		}
		const board = await readBoardAt(trx, matching, layout, asOf, folded);
		const signs = folded.map((dossier) => ({ ...dossier, lastEventAt: lastEvents.get(dossier.code) ?? null }));
		const view: WholeView = {
			seq: 0,
			version: board.version,
			asOf: past.at,
			cells: Array.from(board.view({}).cells),
			history: await readHistory(trx, past.at, calendar, { filter, scope }),
			ticker: []
		};
		return {
			view,
			counts: await countUnitTables(trx, matching, side, { asOf, folded }),
			sign: await readSign(trx, matching, asOf, signs)
		};
	});
	const tables = await toUnitTables(db, read.counts, { catalogue, unit, now: past.at });
	return { view: read.view, tables, sign: read.sign };
}

type Sign = Pick<Dossier, 'acceptedAt' | 'status'> & { readonly lastEventAt: Instant | null };

/** Newest reception, and newest event of a dossier beyond reception; of four weeks, as the live page tells it. */
async function readSign(
	trx: Transaction<Tables>,
	matching: Matching,
	asOf: AsOf,
	folded: readonly Sign[]
): Promise<UnitAsOf> {
	const settled = await trx
		.selectFrom('dossier')
		.where(toMatchingSql(matching))
		.where((eb) => isUnchanged(asOf, eb))
		.select((eb) => [
			eb.fn.max('acceptedAt').as('received'),
			eb.fn.max('lastEventAt').filterWhere('status', '>', 3).as('worked')
		])
		.executeTakeFirstOrThrow();
	const since = matching.moments.now - RHYTHM_DAYS * DAY_MS;
	const newest = (times: readonly (Instant | null)[]): Instant | null => {
		const last = times.reduce<number>((most, at) => Math.max(most, at ?? since), since);
		return last > since ? last : null;
	};
	return {
		received: newest([settled.received, ...folded.map(({ acceptedAt }) => acceptedAt)]),
		worked: newest([settled.worked, ...folded.map(({ status, lastEventAt }) => (status > 3 ? lastEventAt : null))])
	};
}
