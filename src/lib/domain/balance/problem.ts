import type { Skills } from '../workload/official.ts';
import type { LateChances } from '../workload/past-lateness.ts';
import type { QueueRule } from '../workload/risk.ts';

/** One official as the proposal sees him. Minutes are his own working minutes from now. */
export interface BalanceOfficial {
	readonly id: string;
	/** Minutes until each of the problem's due instants (`BalanceProblem.dues`), rising. Absences are taken out. */
	readonly available: readonly number[];
	/** Minutes in the days capacity is told in (`capacityOf`). 0: absent all the time. */
	readonly capacity: number;
	readonly skills: Skills;
	/** False: keeps what he has but gets nothing (absent, closed account, head's wish). */
	readonly receives: boolean;
}

/** One open dossier whose clock runs, as the proposal sees it. Those standing still stay where they are and are not given. */
export interface BalanceDossier {
	readonly code: string;
	readonly procedure: string | null;
	/** Working minutes by the weight of its procedure, above 0. */
	readonly effort: number;
	/** Index into `BalanceProblem.dues`. Null: no return date. */
	readonly due: number | null;
	/** Official who has it now; null: in the pool, where nobody works on it. An id not in the problem: it stays out of it. */
	readonly handler: string | null;
	/** Do-not-move mark. */
	readonly locked: boolean;
	/** How its like met their dates (`PastLateness`). */
	readonly past: LateChances;
}

/** A move the head wants in any case. */
export interface Pin {
	readonly code: string;
	readonly to: string;
}

/**
 * What is to be balanced. Solved lexicographically: expected overdue, then spread of load, then number of moves. Within
 * skills, absences, do-not-move marks and the cap; nobody who gets something ends above his limit (`limitOf`).
 */
export interface BalanceProblem {
	readonly officials: readonly BalanceOfficial[];
	readonly dossiers: readonly BalanceDossier[];
	/** Return instants that occur, rising. `toProblem` rounds them down to whole hours, so an estimate is never rosier. */
	readonly dues: readonly number[];
	/** Dossiers due after this many of `dues` are not counted as overdue: too far away to foresee. */
	readonly countedDues: number;
	readonly queue: QueueRule;
	/** At most so many dossiers change hands, pins included. */
	readonly mostMoves: number;
	readonly pins: readonly Pin[];
	/** Codes of rows the head took out of a proposal: they stay where they are. */
	readonly drops: readonly string[];
}

/** The three goals as they are compared: whole steps, so that noise in the last digits decides nothing. */
export type Score = readonly [overdueSteps: number, misplacedSteps: number, moves: number];

/** A hundredth of an expected overdue dossier, and a tenth of a per cent of all work in the wrong hand. */
export const OVERDUE_STEP = 0.01;
export const MISPLACED_STEP = 0.001;

export function compareScores(a: Score, b: Score): number {
	return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

export function toSteps(value: number, step: number): number {
	return Math.round(value / step);
}
