import { chanceLate } from '../workload/risk.ts';
import { spreadOf, type Spread } from '../workload/spread.ts';
import { POOL, type Compiled } from './compile.ts';
import { MISPLACED_STEP, OVERDUE_STEP, toSteps, type Score } from './problem.ts';

/** Who has each dossier of a compiled problem: index of the official, or POOL. */
export type Assignment = Int32Array;

/** What an assignment comes to. */
export interface Assessment {
	/** Dossiers expected to be overdue by their date, within the counted dues. Those overdue already count 1. */
	readonly overdue: number;
	readonly overdueOf: Float64Array;
	readonly loadOf: Float64Array;
	/** Dossiers in the pool count as overdue when their date is counted: nobody works on them. */
	readonly overdueInPool: number;
	readonly spread: Spread;
	readonly moves: number;
	readonly score: Score;
}

/** The chance that dossier `i` is late with official `k` behind `ahead` minutes of work; in the pool nobody works on it. */
export function chanceOf(compiled: Compiled, i: number, k: number, ahead: number): number {
	const due = compiled.due[i]!;
	if (due < 0) return 0;
	if (k === POOL) return 1;
	return chanceLate(compiled.pasts[i]!, ahead, compiled.available[k]![due]!, compiled.queue);
}

/** Expected overdue of official `k` with this queue (rising indices). */
export function overdueOfQueue(compiled: Compiled, k: number, queue: readonly number[]): number {
	const { effort } = compiled;
	let ahead = 0;
	let overdue = 0;
	for (const i of queue) {
		// Later in the queue means due later: from the first that is not counted on, none is.
		if (compiled.due[i]! < 0) break;
		overdue += chanceOf(compiled, i, k, ahead);
		ahead += effort[i]!;
	}
	return overdue;
}

/** The queues of all officials. */
export function toQueues(compiled: Compiled, assignment: Assignment): number[][] {
	const queues: number[][] = compiled.available.map(() => []);
	for (let i = 0; i < assignment.length; i++) if (assignment[i] !== POOL) queues[assignment[i]!]!.push(i);
	return queues;
}

export function assess(compiled: Compiled, assignment: Assignment): Assessment {
	const queues = toQueues(compiled, assignment);
	const overdueOf = Float64Array.from(queues, (queue, k) => overdueOfQueue(compiled, k, queue));
	const loadOf = new Float64Array(queues.length);
	let overdueInPool = 0;
	let moves = 0;
	for (let i = 0; i < assignment.length; i++) {
		const k = assignment[i]!;
		if (k !== POOL) loadOf[k]! += compiled.effort[i]!;
		else if (compiled.due[i]! >= 0) overdueInPool++;
		if (k !== compiled.home[i]) moves++;
	}
	const overdue = overdueOf.reduce((sum, one) => sum + one, overdueInPool);
	const spread = spreadOf([...loadOf].map((load, k) => ({ load, capacity: compiled.capacity[k]! })));
	const score: Score = [toSteps(overdue, OVERDUE_STEP), toSteps(spread.misplaced, MISPLACED_STEP), moves];
	return { overdue, overdueOf, loadOf, overdueInPool, spread, moves, score };
}

/** Whether it keeps to the cap and the limits; fixed dossiers and skills are kept by construction of the candidates. */
export function isWithin(compiled: Compiled, assignment: Assignment): boolean {
	const { start, effort, limit } = compiled;
	const loads = new Float64Array(limit.length);
	const gets = new Uint8Array(limit.length);
	let moves = 0;
	for (let i = 0; i < assignment.length; i++) {
		const k = assignment[i]!;
		if (k !== POOL) loads[k]! += effort[i]!;
		if (k === start[i]) continue;
		moves++;
		if (k === POOL || !compiled.candidates[i]!.includes(k)) return false;
		gets[k] = 1;
	}
	return moves <= compiled.mostMoves && loads.every((load, k) => gets[k] === 0 || load <= limit[k]!);
}
