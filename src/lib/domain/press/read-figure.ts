import type { FrozenCells, FrozenContent, Told } from './frozen-content.ts';
import { PRESS_FIGURES, type Family, type PressFigureId } from './press-figure.ts';

/**
 * A figure of a row: the count, or the share 0–1. Null: hidden, or nothing to divide by. A share is told only where both
 * of its counts are, so it never tells more than they do.
 */
export function figureOf(id: PressFigureId, counts: Readonly<Record<Family, FrozenCells>>): Told {
	const { family, is } = PRESS_FIGURES[id];
	const { all, part } = counts[family];
	if (is !== 'share') return is === 'all' ? all : part;
	return all === null || part === null || all === 0 ? null : part / all;
}

/** Whether a figure is missing because it was hidden, and not because there is nothing to divide by. */
export function isHidden(id: PressFigureId, counts: Readonly<Record<Family, FrozenCells>>): boolean {
	const { family, is } = PRESS_FIGURES[id];
	const { all, part } = counts[family];
	return is === 'all' ? all === null : is === 'part' ? part === null : all === null || (all !== 0 && part === null);
}

export const isShareFigure = (id: PressFigureId): boolean => PRESS_FIGURES[id].is === 'share';

/** Numbers hidden in all tables; what is withheld as a whole is not among them. */
export function countHidden({ tables, intake }: Pick<FrozenContent, 'tables' | 'intake'>): number {
	const cells = tables.flatMap(({ units, groups, withheld }) =>
		[...units, ...groups].flatMap(({ counts }) =>
			Object.entries(counts).flatMap(([family, { all, part }]) =>
				withheld.includes(family as Family) ? [] : [all, part]
			)
		)
	);
	return [...cells, ...(intake?.received ?? [])].filter((cell) => cell === null).length;
}
