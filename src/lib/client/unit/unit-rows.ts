import type { Format } from '$lib/client/format.ts';
import { listHref } from '$lib/client/dossiers/list-href.ts';
import { named } from '$lib/client/words/named.ts';
import {
	HANDLER_FIGURES,
	type HandlerLoad,
	PROCEDURE_FIGURES,
	type ProcedureFigure,
	type ProcedureLoad,
	type Side
} from '$lib/contract/unit-model.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import type { FigureId } from '$lib/domain/figure/figure.ts';
import type { Level } from '$lib/domain/figure/level.ts';
import { m } from '$lib/paraglide/messages.js';
import type { CountCell, CountColumn, CountRow } from './count-row.ts';

/** The past instant all links of a table lead to; empty: the present. */
type PastFilter = Pick<Filter, 'at' | 'known'>;

/** A unit as one side of its dossiers. */
export interface UnitSide {
	readonly code: string;
	readonly side: Side;
}

/** Dossiers of the unit by procedure. Of dossiers without one there is no list. */
export function toProcedureRows(
	loads: readonly ProcedureLoad[],
	unit: UnitSide,
	format: Format,
	past: PastFilter = {}
): CountRow[] {
	return loads.map(({ procedure, counts, closedMonth }) => {
		const filter = procedure === null ? null : { [unit.side]: unit.code, procedure: procedure.code, ...past };
		const onTime = closedMonth === 0 ? null : format.percent(counts['on-time-month'] / closedMonth, 0);
		return {
			key: procedure?.code ?? '',
			name: procedure === null ? m.procedure_missing() : named(procedure, format),
			under: procedure?.code ?? null,
			href: null,
			quiet: procedure === null,
			cells: PROCEDURE_FIGURES.map((figure) =>
				toCell(counts[figure], figure, filter, figure === 'on-time-month' ? onTime : null)
			)
		};
	});
}

/** What each official has in hand. Of what nobody has, the office's own finding is the list. */
export function toHandlerRows(loads: readonly HandlerLoad[], { code }: UnitSide, past: PastFilter = {}): CountRow[] {
	return loads.map(({ handler, title, counts }) => ({
		key: handler ?? '',
		name: handler ?? m.handler_missing(),
		under: title,
		href: null,
		quiet: handler === null,
		cells: HANDLER_FIGURES.map((figure): CountCell => {
			if (handler !== null) return toCell(counts[figure], figure, { resolving: code, handler, ...past });
			const href = figure === 'backlog' ? listHref({ figure: 'no-handler', resolving: code, ...past }) : null;
			return { ...toCell(counts[figure], figure, null), href: counts[figure] > 0 ? href : null };
		})
	}));
}

/** One count and the way to its list. `filter` null: there is no such list. */
export function toCell(
	count: number,
	figure: FigureId,
	filter: Filter | null,
	beside: string | null = null
): CountCell {
	return {
		count,
		href: filter === null || count === 0 ? null : listHref({ ...filter, figure }),
		level: count === 0 ? 'none' : LEVELS[figure],
		beside
	};
}

/** How any dossier in a figure is judged: one that is overdue is overdue. */
const LEVELS: Record<FigureId, Level> = {
	'received-today': 'none',
	backlog: 'none',
	'due-soon': 'warn',
	overdue: 'bad',
	'on-time-month': 'none',
	'cross-boundary-month': 'none'
};

const COLUMNS: Record<ProcedureFigure, () => Omit<CountColumn, 'id'>> = {
	backlog: () => ({ label: m.column_backlog_short(), title: m.figure_backlog_name() }),
	'due-soon': () => ({ label: m.unit_page_due_soon_short(), title: m.figure_due_soon_name() }),
	overdue: () => ({ label: m.column_overdue(), title: m.figure_overdue_name() }),
	'on-time-month': () => ({ label: m.unit_page_on_time_short(), title: m.unit_page_on_time_title() })
};

export function figureColumns(figures: readonly ProcedureFigure[]): CountColumn[] {
	return figures.map((id) => ({ id, ...COLUMNS[id]() }));
}
