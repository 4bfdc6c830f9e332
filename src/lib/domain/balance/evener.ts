import { POOL } from './compile.ts';
import type { Desk } from './desk.ts';
import { MISPLACED_STEP, OVERDUE_STEP, toSteps } from './problem.ts';

/** Expected overdue that evening out may not add: nothing but the last digits. */
const NO_RISE = 1e-9;

/**
 * Second goal: with the moves that are left, brings work from who carries more than his even share to who carries less, as long
 * as it makes no deadline less sure. The longest dossier that fits first, so that few change hands. True: it went to the end.
 */
export function evenOut(desk: Desk, isTimeUp: () => boolean): boolean {
	const { effort, fixed } = desk.compiled;
	const givers = new Set(desk.queues.keys());
	for (;;) {
		if (isTimeUp()) return false;
		const giver = fullest(desk, givers);
		if (giver < 0) return true;
		const excess = excessOf(desk, giver);
		const queue = desk.queues[giver]!.filter((i) => fixed[i] === 0 && effort[i]! < 2 * excess);
		// Longest first; of equals the one that is due last, since moving it disturbs least.
		queue.sort((a, b) => Math.min(effort[b]!, excess) - Math.min(effort[a]!, excess) || b - a);
		if (!queue.some((i) => giveAway(desk, i, excess))) givers.delete(giver);
	}
}

/** Third goal: takes back moves without which the first two goals come to the same steps. */
export function takeBackNeedless(desk: Desk, isTimeUp: () => boolean): boolean {
	const { start } = desk.compiled;
	let overdue = desk.queues.reduce((sum, _, k) => sum + desk.overdueOf(k), 0);
	let above = aboveEven(desk);
	const whole = desk.loads.reduce((sum, one) => sum + one, 0);
	for (let i = 0; i < start.length; i++) {
		if (desk.assignment[i] === start[i] || start[i] === POOL) continue;
		if (isTimeUp()) return false;
		const from = desk.assignment[i]!;
		if (!desk.mayMove(i, start[i]!)) continue;
		const worse = desk.leaving(i) + desk.coming(i, start[i]!);
		if (toSteps(overdue + worse, OVERDUE_STEP) > toSteps(overdue, OVERDUE_STEP)) continue;
		desk.move(i, start[i]!);
		const aboveThen = aboveEven(desk);
		if (toSteps(aboveThen / whole, MISPLACED_STEP) > toSteps(above / whole, MISPLACED_STEP)) desk.move(i, from);
		else {
			overdue += worse;
			above = aboveThen;
		}
	}
	return true;
}

/** Gives `i` to the one who lacks most; false when nobody may take it with profit. */
function giveAway(desk: Desk, i: number, excess: number): boolean {
	const effort = desk.compiled.effort[i]!;
	const leaving = desk.leaving(i);
	let best = -1;
	let most = 1e-6;
	for (const k of desk.targetsOf(i)) {
		if (k === POOL || k === desk.assignment[i] || !desk.mayMove(i, k)) continue;
		const lack = -excessOf(desk, k);
		// What comes off the top here less what then lies above the even share there.
		const profit = Math.min(effort, excess) - Math.max(0, effort - Math.max(0, lack));
		if (profit > most || (profit === most && best >= 0 && lack > -excessOf(desk, best))) {
			if (leaving + desk.coming(i, k) > NO_RISE) continue;
			best = k;
			most = profit;
		}
	}
	if (best < 0) return false;
	desk.move(i, best);
	return true;
}

function excessOf(desk: Desk, k: number): number {
	const { capacity } = desk.compiled;
	return desk.loads[k]! - evenOf(desk) * capacity[k]!;
}

/** The even share of what is in hands; the pool changes it only while it empties. */
function evenOf(desk: Desk): number {
	const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
	const whole = sum(desk.compiled.capacity);
	return whole > 0 ? sum(desk.loads) / whole : 0;
}

function aboveEven(desk: Desk): number {
	const even = evenOf(desk);
	return desk.loads.reduce((sum, load, k) => sum + Math.max(0, load - even * desk.compiled.capacity[k]!), 0);
}

function fullest(desk: Desk, givers: ReadonlySet<number>): number {
	const even = evenOf(desk);
	let best = -1;
	let most = 1e-6;
	for (const k of givers) {
		const excess = desk.loads[k]! - even * desk.compiled.capacity[k]!;
		if (excess > most) {
			best = k;
			most = excess;
		}
	}
	return best;
}
