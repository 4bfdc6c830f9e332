import type { Kysely } from 'kysely';
import { OverviewLayout } from '../lib/domain/board/layout.ts';
import { momentsAt } from '../lib/domain/figure/moments.ts';
import { readCatalogue } from '../lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { readBoard } from '../lib/server/live/read-board.ts';
import { readFigures } from '../lib/server/read/read-figures.ts';
import { readOverviewUnits } from '../lib/server/read/overview-units.ts';
import { type Row, timeMs } from './row.ts';

const RUNS = 5;

/** What building a board and the figures it is compared with are led by. */
export const BOARD_INDICES: readonly string[] = [
	'dossier_open_by_due',
	'dossier_by_closed',
	'dossier_by_accepted',
	'dossier_not_accepted'
];

/** The board over many dossiers: building it, its memory, and a filter it has not seen. Baseline: the same asked of SQL. */
export async function benchBoard(db: Kysely<Tables>, dossiers: number): Promise<Row[]> {
	const catalogue = await readCatalogue(db);
	const layout = new OverviewLayout((await readOverviewUnits(db)).map(({ code }) => code));
	const moments = momentsAt(Date.now(), catalogue.calendarFor(null, Date.now()));
	const build = () =>
		db
			.transaction()
			.setIsolationLevel('repeatable read')
			.execute((trx) => readBoard(trx, layout, moments));

	const startMs = await timeMs(RUNS, build);
	const figuresMs = await timeMs(RUNS, () => readFigures(db, 'province', moments));
	const { board, bytes } = await weigh(build);
	const filters = ['online', 'counter', 'post'] as const;
	const viewMs = await timeMs(RUNS, () => {
		for (const channel of filters) {
			const { key } = board.view({ channel });
			board.letGo(key);
		}
	});
	const sqlMs = await timeMs(RUNS, async () => {
		for (const channel of filters) await readFigures(db, 'province', moments, { channel });
	});
	const size = `${dossiers.toLocaleString('en')} dossiers, ${board.openDossiers.toLocaleString('en')} open`;
	return [
		{
			what: `board start, ${size}`,
			asked: '≤ 2 s',
			measured: `${startMs.toFixed(0)} ms`,
			baseline: `the province's six figures once by SQL: ${figuresMs.toFixed(0)} ms`,
			ratio: `${(startMs / figuresMs).toFixed(2)} ×`
		},
		{
			what: `board memory for each open dossier (month’s closed ones included), ${size}`,
			asked: '≤ 200 B',
			measured: `${(bytes / board.openDossiers).toFixed(0)} B`,
			baseline: '–',
			ratio: '–'
		},
		{
			what: `a filter the board has not seen, all ${board.layout.size} cells, ${size}`,
			asked: '≤ 10 ms',
			measured: `${(viewMs / filters.length).toFixed(1)} ms`,
			baseline: `six figures by SQL: ${(sqlMs / filters.length).toFixed(0)} ms`,
			ratio: `${(viewMs / sqlMs).toFixed(3)} ×`
		}
	];
}

/** Builds once more and weighs what stays. Needs `--expose-gc`, which the command sets. */
async function weigh<T>(build: () => Promise<T>): Promise<{ board: T; bytes: number }> {
	const used = () => {
		globalThis.gc?.();
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return heapUsed + arrayBuffers;
	};
	const before = used();
	const board = await build();
	return { board, bytes: used() - before };
}
