import type { Dossier } from '../dossier/dossier.ts';
import { AGE_BUCKETS, AGES } from '../figure/age.ts';
import type { Moments } from '../figure/condition.ts';
import { FIGURE_IDS } from '../figure/figure.ts';
import { FIGURES } from '../figure/figures.ts';
import { type Predicate, toPredicate } from '../figure/predicate.ts';
import { type OverviewLayout, SIDES, slotAt, UNIT_FIGURES, UNIT_SHARE } from './layout.ts';

/** Cells in which one dossier counts, for given moments. */
export type Contributions = (dossier: Dossier, moments: Moments) => number[];

/** Compiles every cell of the layout from the declared figures, so that board and SQL count the same thing. */
export function contributionsOf(layout: OverviewLayout): Contributions {
	const plain: { predicate: Predicate; cell: number }[] = [];
	for (const id of FIGURE_IDS) {
		const { of, per } = FIGURES[id];
		plain.push({ predicate: toPredicate(of), cell: layout.figure(id) });
		if (per !== undefined) plain.push({ predicate: toPredicate(per), cell: layout.per(id) });
	}
	for (const bucket of AGE_BUCKETS) plain.push({ predicate: toPredicate(AGES[bucket]), cell: layout.age(bucket) });
	const receivedToday = toPredicate(FIGURES['received-today'].of);
	const perUnit = UNIT_FIGURES.map((figure) => ({ figure, predicate: toPredicate(FIGURES[figure].of) }));
	const { of, per = of } = FIGURES[UNIT_SHARE];
	const share = { of: toPredicate(of), per: toPredicate(per) };

	return (dossier, moments) => {
		const cells: number[] = [];
		for (const { predicate, cell } of plain) if (predicate(dossier, moments)) cells.push(cell);
		if (dossier.acceptedAt !== null && receivedToday(dossier, moments)) {
			cells.push(layout.channel(dossier.channel));
			cells.push(layout.slot(slotAt(dossier.acceptedAt)));
		}
		for (const { figure, predicate } of perUnit) {
			if (!predicate(dossier, moments)) continue;
			for (const side of SIDES) {
				const code = dossier[side];
				const cell = code === null ? null : layout.unit(code, side, figure);
				if (cell !== null) cells.push(cell);
			}
		}
		const shareCells = dossier.resolving === null ? null : layout.unitShare(dossier.resolving);
		if (shareCells !== null && share.per(dossier, moments)) {
			cells.push(shareCells.per);
			if (share.of(dossier, moments)) cells.push(shareCells.of);
		}
		return cells;
	};
}
