import { chanceOf, overdueOfQueue, toQueues, type Assignment } from './assess.ts';
import { POOL, type Compiled } from './compile.ts';

/** From this chance on the baseline finds a dossier worth moving. */
const WORTH_MOVING = 0.2;
/** Loads are sums in different orders; this much of a minute is no difference. */
export const MINUTE_TOLERANCE = 1e-6;

/**
 * What a careful head does by hand: take the riskiest dossier, give it to whoever carries least for his capacity among those
 * who may handle it, keep the move if fewer become overdue, go on with the next. Each dossier is looked at once.
 */
export function solveGreedily(compiled: Compiled, from: Assignment = compiled.start): Assignment {
	const { start, effort, capacity, limit, candidates } = compiled;
	const assignment = from.slice();
	const queues = toQueues(compiled, assignment);
	const loads = Float64Array.from(queues, (queue) => queue.reduce((sum, i) => sum + effort[i]!, 0));
	let left = compiled.mostMoves - from.reduce((moves, k, i) => moves + (k === start[i] ? 0 : 1), 0);
	for (const { i } of byRisk(compiled, assignment, queues)) {
		if (left === 0) break;
		const hand = assignment[i]!;
		// What was moved already stays there: this is the end of a plan, not its correction.
		if (hand !== start[i]) continue;
		const fits = (k: number) => loads[k]! + effort[i]! <= limit[k]! + MINUTE_TOLERANCE;
		const to = candidates[i]!.filter(fits).reduce(
			(best, k) => (best < 0 || loads[k]! / capacity[k]! < loads[best]! / capacity[best]! ? k : best),
			-1
		);
		if (to < 0) continue;
		const fuller = insert(queues[to]!, i);
		const rises = overdueOfQueue(compiled, to, fuller) - overdueOfQueue(compiled, to, queues[to]!);
		const emptier = hand === POOL ? [] : queues[hand]!.filter((other) => other !== i);
		const falls =
			hand === POOL ? 1 : overdueOfQueue(compiled, hand, queues[hand]!) - overdueOfQueue(compiled, hand, emptier);
		if (falls - rises <= MINUTE_TOLERANCE) continue;
		if (hand !== POOL) {
			queues[hand] = emptier;
			loads[hand]! -= effort[i]!;
		}
		queues[to] = fuller;
		loads[to]! += effort[i]!;
		assignment[i] = to;
		left--;
	}
	return assignment;
}

function byRisk(
	compiled: Compiled,
	assignment: Assignment,
	queues: readonly (readonly number[])[]
): { i: number; chance: number }[] {
	const risky: { i: number; chance: number }[] = [];
	const look = (i: number, k: number, ahead: number) => {
		const chance = compiled.fixed[i] === 1 ? 0 : chanceOf(compiled, i, k, ahead);
		if (chance >= WORTH_MOVING) risky.push({ i, chance });
	};
	for (const [k, queue] of queues.entries()) {
		let ahead = 0;
		for (const i of queue) {
			look(i, k, ahead);
			ahead += compiled.effort[i]!;
		}
	}
	for (let i = 0; i < assignment.length; i++) if (assignment[i] === POOL) look(i, POOL, 0);
	return risky.sort((a, b) => b.chance - a.chance || a.i - b.i);
}

/** A rising list with one more. */
export function insert(queue: readonly number[], i: number): number[] {
	const at = queue.findIndex((other) => other > i);
	return at < 0 ? [...queue, i] : queue.toSpliced(at, 0, i);
}
