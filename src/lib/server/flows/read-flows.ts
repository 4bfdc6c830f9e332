import type { Kysely } from 'kysely';
import { type FlowsModel, type FlowUnit, type LedgerFlows, LISTED } from '../../contract/flows-model.ts';
import type { PastView } from '../../contract/past-view.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { OverviewLayout } from '../../domain/board/layout.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { FlowFigure } from '../../domain/flows/flow.ts';
import { toPairs } from '../../domain/flows/pairs.ts';
import { type FlowTally, tallyFlows } from '../../domain/flows/tally.ts';
import { toTravelSaved } from '../../domain/flows/travel.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { ProvinceBoard } from '../live/province-board.ts';
import { toAsOf } from '../past/past.ts';
import { foldedAgain } from '../read/as-of.ts';
import { readBoardAt } from '../read/board-at.ts';
import { readInScope } from '../read/in-scope.ts';
import { readAssumptions } from './assumptions.ts';
import { readPointOf } from './points.ts';
import { readLedgerFlows } from './read-ledger-flows.ts';
import { shareLedgerFlows } from './share-ledger-flows.ts';

export interface FlowsAsk {
	readonly db: Kysely<Tables>;
	readonly scope: Scope;
	readonly catalogue: KnownCatalogue;
	readonly figure: FlowFigure;
}

/** Who files for whom now: counted over the board in memory, the ways through time from the ledger, shared by all. */
export async function readFlows(
	ask: FlowsAsk,
	board: Pick<ProvinceBoard, 'tally' | 'asOf'>,
	now: () => Instant
): Promise<FlowsModel> {
	const tally = board.tally((counted) => tallyFlows(counted, ask.scope, ask.figure));
	const { asOf } = board;
	const ledger = await shareLedgerFlows(ask.db, ask.scope, ask.catalogue, tally.version, now);
	// Assumptions entered a moment ago hold already.
	return toModel(ask, tally, ledger, asOf, now());
}

/** The same as it stood at a past instant, by the same rules over the same board. */
export function readPastFlows(ask: FlowsAsk, layout: OverviewLayout, past: PastView): Promise<FlowsModel> {
	const { db, scope, catalogue, figure } = ask;
	const asOf = toAsOf(past);
	return readInScope(db, scope, async (trx) => {
		const moments = momentsAt(past.at, catalogue.calendarFor(null, past.at));
		const folded = foldedAgain(trx, scope, asOf, moments, (state, arrivals) => clockWith(catalogue, state, arrivals));
		const board = await readBoardAt(trx, { scope, filter: {}, moments, catalogue }, layout, asOf, folded);
		// Only dossiers of the scope are on it.
		const tally = tallyFlows(board, 'province', figure);
		return { tally, ledger: await readLedgerFlows(trx, scope, catalogue, past.at, asOf) };
	}).then(({ tally, ledger }) => toModel(ask, tally, ledger, past.at, past.at));
}

async function toModel(
	{ db, scope, catalogue, figure }: FlowsAsk,
	tally: FlowTally,
	ledger: LedgerFlows,
	asOf: Instant,
	assumedAt: Instant
): Promise<FlowsModel> {
	const assumptions = await readAssumptions(db, assumedAt);
	const pointOf = await readPointOf(db, catalogue, assumptions.centre);
	const own = scope === 'province' ? [] : scope.units;
	const pairs = toPairs(tally.open, new Set(own));
	const back = tally.back.toSorted((a, b) => b.count - a.count);
	const model = {
		version: tally.version,
		asOf,
		figure,
		flows: tally.flows,
		pairs: pairs.slice(0, LISTED),
		unlisted: { pairs: Math.max(0, pairs.length - LISTED), back: Math.max(0, back.length - LISTED) },
		shares: tally.shares,
		back: back.slice(0, LISTED),
		travel: toTravelSaved(tally.crossings, pointOf, assumptions),
		assumptions,
		ledger
	};
	return { ...model, names: namesIn(model, catalogue) };
}

function namesIn(model: Omit<FlowsModel, 'names'>, catalogue: KnownCatalogue): Record<string, FlowUnit> {
	const codes = new Set<string | null>([
		...model.flows.flatMap(({ receiving, resolving }) => [receiving, resolving]),
		...model.pairs.flatMap(({ one, other }) => [one, other]),
		...model.back.flatMap(({ resolving, returning }) => [resolving, returning]),
		...model.shares.receiving.map(({ key }) => key),
		...model.shares.resolving.map(({ key }) => key),
		...model.ledger.lags.flatMap(({ receiving, resolving }) => [receiving, resolving]),
		...model.ledger.stuckPairs.flatMap(({ receiving, resolving }) => [receiving, resolving]),
		...model.ledger.holders.map(({ unit }) => unit)
	]);
	const names: Record<string, FlowUnit> = {};
	for (const code of codes) {
		if (code === null) continue;
		const known = catalogue.findUnitByCode(code);
		names[code] = {
			code,
			kind: known?.kind ?? 'commune',
			name: known?.name ?? code,
			nameEn: known?.nameEn ?? code,
			shortName: known?.shortName ?? code
		};
	}
	return names;
}
