import { type Kysely, sql } from 'kysely';
import type { WholeView } from '../../lib/contract/live.ts';
import { type OverviewLayout, SIDES, SLOTS, UNIT_FIGURES } from '../../lib/domain/board/layout.ts';
import { CHANNELS } from '../../lib/domain/dossier/event.ts';
import { AGE_BUCKETS } from '../../lib/domain/figure/age.ts';
import { FIGURE_IDS } from '../../lib/domain/figure/figure.ts';
import { FIGURES } from '../../lib/domain/figure/figures.ts';
import { momentsAt } from '../../lib/domain/figure/moments.ts';
import { readCatalogue } from '../../lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../../lib/server/db/tables.ts';
import { toSql } from '../../lib/server/read/condition-sql.ts';
import { readFigures } from '../../lib/server/read/read-figures.ts';

/** Whether the parts of a view make its wholes; all dossiers of the bench have their units. */
export function addsUp(layout: OverviewLayout, { cells }: Pick<WholeView, 'cells'>): boolean {
	const at = (cell: number | null) => (cell === null ? 0 : (cells[cell] ?? 0));
	const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
	const received = at(layout.figure('received-today'));
	return (
		sum(AGE_BUCKETS.map((bucket) => at(layout.age(bucket)))) === at(layout.figure('backlog')) &&
		sum([...CHANNELS, null].map((channel) => at(layout.channel(channel)))) === received &&
		sum(Array.from({ length: SLOTS }, (_, slot) => at(layout.slot(slot)))) === received &&
		SIDES.every((side) =>
			UNIT_FIGURES.every(
				(figure) => sum(layout.units.map((unit) => at(layout.unit(unit, side, figure)))) === at(layout.figure(figure))
			)
		)
	);
}

/** Cells of a view that are not what the ledger says for its time. The ledger must be at rest, at the view's version. */
export async function countUntrue(db: Kysely<Tables>, layout: OverviewLayout, view: WholeView): Promise<number> {
	const { version } = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	if (view.version !== version) return layout.size;
	const moments = momentsAt(view.asOf, (await readCatalogue(db)).calendarFor(null, view.asOf));
	const truth = new Map<number, number>();
	const province = await readFigures(db, 'province', moments);
	for (const id of FIGURE_IDS) {
		truth.set(layout.figure(id), province[id].of);
		if (province[id].per !== null) truth.set(layout.per(id), province[id].per);
	}
	for (const side of SIDES) {
		const rows = await db
			.selectFrom('dossier')
			.groupBy(side)
			.select((eb) => [
				`${side} as unit` as const,
				...UNIT_FIGURES.map((figure) =>
					eb.fn
						.countAll<number>()
						.filterWhere((where) => toSql(FIGURES[figure].of, moments, where))
						.as(figure)
				)
			])
			.execute();
		for (const { unit, ...counts } of rows) {
			for (const figure of UNIT_FIGURES) {
				const cell = unit === null ? null : layout.unit(unit, side, figure);
				if (cell !== null) truth.set(cell, counts[figure]);
			}
		}
	}
	return [...truth].filter(([cell, n]) => view.cells[cell] !== n).length;
}

/** Version the ledger is at. */
export async function headVersion(db: Kysely<Tables>): Promise<number> {
	const { rows } = await sql<{ version: number }>`select version from ledger_head`.execute(db);
	return rows[0]?.version ?? 0;
}
