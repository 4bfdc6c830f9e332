import type { Side } from '../domain/board/layout.ts';
import type { FigureId } from '../domain/figure/figure.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Named } from './named.ts';

/** `/units/[code]` as its loads hand it over: codes and numbers; the page makes the words. No applicant's data. */

/** In which part the unit is shown: as the one that resolves, or as the one that receives. */
export type { Side };

/** What the catalogue knows of a unit. Days are ISO. */
export interface UnitFacts extends Named {
	readonly kind: 'centre' | 'department' | 'commune';
	readonly validFrom: string;
	/** Day after its last; null: it exists. */
	readonly validTo: string | null;
	/** What it became, and what became it, oldest first. */
	readonly successor: Named | null;
	readonly predecessors: readonly Predecessor[];
	/** Wave of the rollout and the day it began; null: part of none. */
	readonly wave: number | null;
	readonly goLiveOn: string | null;
	/** How sure the catalogue is of all this, in the words of whoever wrote it. */
	readonly confidence: string;
}

export interface Predecessor extends Named {
	readonly validFrom: string;
	readonly validTo: string | null;
}

/** What is usual for a unit. */
export interface UnitRhythm {
	/** Dossiers it received or worked on in office hours of the four weeks before today; the greater number. */
	readonly dossiers: number;
	/** Working minutes it may be quiet before that is strange; null: it has too few dossiers to say. */
	readonly quietMinutes: number | null;
}

/** A feed that has told of dossiers of the unit. */
export interface UnitFeed {
	readonly id: string;
	readonly name: string;
	/** When a record came last; null: never. */
	readonly lastRecordAt: Instant | null;
	/** Working minutes it may be quiet; null: no rhythm is set. */
	readonly silentAfterMinutes: number | null;
	readonly simulated: boolean;
}

/** Figures counted per procedure, and per handler. Each is a figure of the office, narrowed: its list counts the same. */
export const PROCEDURE_FIGURES = ['backlog', 'due-soon', 'overdue', 'on-time-month'] as const satisfies FigureId[];
export const HANDLER_FIGURES = ['backlog', 'due-soon', 'overdue'] as const satisfies FigureId[];
export type ProcedureFigure = (typeof PROCEDURE_FIGURES)[number];
export type HandlerFigure = (typeof HANDLER_FIGURES)[number];

export interface ProcedureLoad {
	/** Null: no record has said which. */
	readonly procedure: Named | null;
	readonly counts: Readonly<Record<ProcedureFigure, number>>;
	/** Closed this month, in time or late: what those in time are held against. */
	readonly closedMonth: number;
}

export interface HandlerLoad {
	/** As feeds name them; null: nobody has been named. */
	readonly handler: string | null;
	/** Rank or post, if the official is known. */
	readonly title: string | null;
	readonly counts: Readonly<Record<HandlerFigure, number>>;
}

/** What is counted of a unit by the ledger itself, at one version and instant. Most first. */
export interface UnitTables {
	readonly version: number;
	readonly asOf: Instant;
	readonly procedures: readonly ProcedureLoad[];
	/** Of its own officials: of a unit that only received it knows none. */
	readonly handlers: readonly HandlerLoad[];
}
