import type { FlowsModel } from '../../contract/flows-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { OverviewLayout } from '../../domain/board/layout.ts';
import { readFlowFigure } from '../../domain/flows/flow.ts';
import type { PastView } from '../../contract/past-view.ts';
import type { App } from '../app.ts';
import type { Opener } from '../live/opener.ts';
import { readFlows, readPastFlows } from './read-flows.ts';

/** The flows an address asks for, of the present or of a past instant: for page, live screen and file alike. */
export async function readFlowsOf(
	app: Pick<App, 'db' | 'catalogue' | 'live' | 'units' | 'now'>,
	scope: Scope,
	query: URLSearchParams,
	past: PastView | null,
	opener: Opener
): Promise<FlowsModel> {
	const ask = { db: app.db, scope, catalogue: app.catalogue(), figure: readFlowFigure(query.get('figure')) };
	if (past !== null) return readPastFlows(ask, new OverviewLayout(app.units.map(({ code }) => code)), past);
	// Waits until the board has followed everything that was answered to a feed before.
	await app.live.view({}, scope, opener);
	return readFlows(ask, app.live.board, app.now);
}
