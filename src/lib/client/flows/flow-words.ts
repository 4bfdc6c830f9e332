import type { Format } from '$lib/client/format.ts';
import { named } from '$lib/client/words/named.ts';
import { shortUnitName } from '$lib/client/words/short-unit-name.ts';
import type { FlowsModel } from '$lib/contract/flows-model.ts';
import type { FlowFigure } from '$lib/domain/flows/flow.ts';
import type { Line } from '$lib/domain/flows/matrix.ts';
import { m } from '$lib/paraglide/messages.js';

type Names = FlowsModel['names'];

/** A unit's name as tables have room for: `X. Đầm Dơi`, `Sở Xây dựng`. Null: no record has named it. */
export function unitName(names: Names, code: string | null, format: Format): string {
	if (code === null) return m.flows_unknown();
	const unit = names[code];
	return unit === undefined ? code : shortUnitName(unit, format);
}

/** The full name, for what is read aloud and for files. */
export function fullName(names: Names, code: string | null, format: Format): string {
	if (code === null) return m.flows_unknown();
	const unit = names[code];
	return unit === undefined ? code : named(unit, format);
}

export function lineName(line: Line, names: Names, format: Format): string {
	if (line.kind === 'unit') return unitName(names, line.code, format);
	return line.kind === 'rest' ? m.flows_rest({ count: format.integer(line.units) }) : m.flows_unknown();
}

const FIGURES: Record<FlowFigure, () => string> = {
	'cross-boundary-month': m.flows_figure_cross,
	'received-today': m.flows_figure_today,
	backlog: m.flows_figure_backlog,
	'due-soon': m.flows_figure_soon,
	overdue: m.flows_figure_overdue
};
export const flowFigureName = (figure: FlowFigure): string => FIGURES[figure]();
