import * as v from 'valibot';
import { type MoveSummary, selectionSchema, type SideLoad, type UndoResult } from './desk.ts';
import type { Alike } from '../domain/workload/past-lateness.ts';
import type { RiskLevel } from '../domain/workload/risk.ts';

/** Before anything is decided: what a selection would weigh with each person, what can be taken back, what may come late. */

/** `POST /api/desk/preview`: dossiers of one unit that are held ready to be moved. */
export const previewSchema = v.strictObject({
	unit: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,60}$/)),
	selection: selectionSchema
});
export type PreviewRequest = v.InferOutput<typeof previewSchema>;

/** Above so many rows nothing is worked out per person; the plan of a move does it for the one who is chosen. */
export const MOST_PREVIEWED = 2_000;

export interface PreviewedPerson {
	readonly official: string;
	/** Dossiers of the selection that would come to them; 0 for whom they leave. */
	readonly gets: number;
	/** Dossiers of the selection that would leave them. */
	readonly gives: number;
	/** Those they may not handle. */
	readonly unskilled: number;
	readonly then: SideLoad;
}

export interface PreviewAnswer {
	readonly version: number;
	/** Rows that could be moved now. */
	readonly rows: number;
	/** Everybody who could be given something, and whom it would leave. Empty: too many rows. */
	readonly people: readonly PreviewedPerson[];
}

/** `GET /api/desk/moves/[id]/undo`: what taking back would do to each row now. `moved-back`: it can be, or has been. */
export interface UndoRow {
	readonly code: string;
	readonly result: UndoResult;
	readonly undone: boolean;
	readonly fromHandler: string | null;
}

export interface UndoPreview {
	readonly undoUntil: number;
	/** At most `MOST_UNDO_ROWS`. */
	readonly rows: readonly UndoRow[];
	readonly total: number;
}

export const MOST_UNDO_ROWS = 500;

/** Offers between units, as one unit sees them. */
export interface Offers {
	/** Wait for this unit's answer. */
	readonly received: readonly MoveSummary[];
	/** Wait for the other unit's answer, or were answered in the last seven days. */
	readonly made: readonly MoveSummary[];
}

/** Why a dossier may come late in its handler's queue. Minutes are working minutes. */
export interface RowRisk {
	readonly chance: number;
	readonly level: RiskLevel;
	readonly position: number;
	readonly workAhead: number;
	/** What usually lies ahead of one with as much time left. */
	readonly usualAhead: number;
	/** Null: it has no return date. */
	readonly available: number | null;
	/** Past dossiers still open with as much time left, from which the chance was counted. Null: no date, or past it. */
	readonly alike: Alike | null;
}
