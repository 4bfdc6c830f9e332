import type { Kysely } from 'kysely';
import type { WholeView } from '../../contract/live.ts';
import type { PastView } from '../../contract/past-view.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { OverviewLayout } from '../../domain/board/layout.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { readHistory } from '../live/read-history.ts';
import { foldedAgain } from '../read/as-of.ts';
import { readBoardAt } from '../read/board-at.ts';
import { readInScope } from '../read/in-scope.ts';
import { toAsOf } from './past.ts';

/**
 * The overview as it stood at a past instant, in the shape of a live one. Every cell is as it was; the days before that
 * day are told as they are known today, as every live overview tells its own.
 */
export function readPastOverview(
	db: Kysely<Tables>,
	scope: Scope,
	layout: OverviewLayout,
	catalogue: KnownCatalogue,
	past: PastView
): Promise<WholeView> {
	const calendar = catalogue.calendarFor(null, past.at);
	const moments = momentsAt(past.at, calendar);
	const asOf = toAsOf(past);
	return readInScope(db, scope, async (trx) => {
		const folded = foldedAgain(trx, scope, asOf, moments, (state, arrivals) => clockWith(catalogue, state, arrivals));
		const board = await readBoardAt(trx, { scope, filter: {}, moments, catalogue }, layout, asOf, folded);
		return {
			seq: 0,
			version: board.version,
			asOf: past.at,
			cells: Array.from(board.view({}).cells),
			history: await readHistory(trx, past.at, calendar, { filter: {}, scope }),
			ticker: []
		};
	});
}
