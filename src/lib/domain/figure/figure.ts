import type { Condition } from './condition.ts';

/**
 * A figure (chỉ tiêu), declared once. Tile, list, export and push derive from it.
 * A count counts the dossiers that meet `of`; a share divides them by those that meet `per` (0–1, null when none do).
 */
export interface Figure {
	readonly id: AnyFigureId;
	/** Dossiers counted; also the filter of the list behind the tile. */
	readonly of: Condition;
	/** Denominator of a share. Missing: the figure is a count. */
	readonly per?: Condition;
	/** Which way is good news. */
	readonly good: 'up' | 'down' | 'none';
	/** From these values on it is worth a look, and wrong (against `good`). */
	readonly warn?: number;
	readonly bad?: number;
}

/** The figures of the overview, in its order: those the board keeps in memory. */
export const FIGURE_IDS = [
	'received-today',
	'backlog',
	'due-soon',
	'overdue',
	'on-time-month',
	'cross-boundary-month'
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

/**
 * Findings: figures that count dossiers whose record makes one want to look. They say what to check, not who is at fault.
 * First the five clear things, then the way to the desk, the dates, the end.
 */
export const FINDING_IDS = [
	'no-handler',
	'no-step',
	'no-return-date',
	'no-result',
	'no-competence',
	'acceptance-waiting',
	'transfer-stuck',
	'unopened-move',
	'missing-acceptance',
	'impossible-transition',
	'late-supplement',
	'supplement-at-limit',
	'moved-after-limit',
	'second-reappointment',
	'apology-missing',
	'late-apology',
	'withdrawn-at-limit',
	'ended-while-paused',
	'ended-without-result',
	'back-dated-end',
	'mass-closing'
] as const;
export type FindingId = (typeof FINDING_IDS)[number];

/** Every figure there is: what a list may be the list of. */
export const ALL_FIGURE_IDS = [...FIGURE_IDS, ...FINDING_IDS] as const;
export type AnyFigureId = (typeof ALL_FIGURE_IDS)[number];
