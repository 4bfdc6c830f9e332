import { findingText, findingTitle } from '$lib/client/words/finding-words.ts';
import type { AnyFigureId, FigureId } from '$lib/domain/figure/figure.ts';
import { ALL_FIGURES, isFinding } from '$lib/domain/figure/findings.ts';
import { m } from '$lib/paraglide/messages.js';

/** Name and definition of each figure, as tile, list, export and help show them. `month` is the month of the as-of, 1–12. */
const NAMES: Record<FigureId, (in_: { month: number }) => string> = {
	'received-today': () => m.figure_received_today_name(),
	backlog: () => m.figure_backlog_name(),
	'due-soon': () => m.figure_due_soon_name(),
	overdue: () => m.figure_overdue_name(),
	'on-time-month': (in_) => m.figure_on_time_month_name(in_),
	'cross-boundary-month': (in_) => m.figure_cross_boundary_month_name(in_)
};

const DEFINITIONS: Record<FigureId, () => string> = {
	'received-today': m.figure_received_today_definition,
	backlog: m.figure_backlog_definition,
	'due-soon': m.figure_due_soon_definition,
	overdue: m.figure_overdue_definition,
	'on-time-month': m.figure_on_time_month_definition,
	'cross-boundary-month': m.figure_cross_boundary_month_definition
};

export const figureName = (id: AnyFigureId, month: number): string =>
	isFinding(id) ? findingTitle(id) : NAMES[id]({ month });
export const figureDefinition = (id: AnyFigureId): string => (isFinding(id) ? findingText(id) : DEFINITIONS[id]());
/** Whether its value is a share, 0–1; the others count dossiers. */
export const isShare = (id: AnyFigureId): boolean => ALL_FIGURES[id].per !== undefined;
