import type { FigureId } from '../figure/figure.ts';

/** Who receives for whom (dòng hồ sơ): so many dossiers go this way. Null: no record has named the unit. */
export interface Flow {
	readonly receiving: string | null;
	readonly resolving: string | null;
	readonly count: number;
}

/** What flows may count. Each is a figure of the office, so that a flow is the length of its list. */
export const FLOW_FIGURES = [
	'cross-boundary-month',
	'received-today',
	'backlog',
	'due-soon',
	'overdue'
] as const satisfies FigureId[];
export type FlowFigure = (typeof FLOW_FIGURES)[number];

export function readFlowFigure(text: string | null): FlowFigure {
	return FLOW_FIGURES.find((figure) => figure === text) ?? 'cross-boundary-month';
}

export function sumOf(flows: readonly { readonly count: number }[]): number {
	return flows.reduce((sum, { count }) => sum + count, 0);
}

/** Most first; equal ones by their units, so that an order never depends on chance. */
export function mostFirst(a: Flow, b: Flow): number {
	return b.count - a.count || compare(a.receiving, b.receiving) || compare(a.resolving, b.resolving);
}

function compare(a: string | null, b: string | null): number {
	if (a === b) return 0;
	if (a === null || b === null) return a === null ? 1 : -1;
	return a < b ? -1 : 1;
}
