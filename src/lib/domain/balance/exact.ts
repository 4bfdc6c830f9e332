import { assess, chanceOf, type Assignment } from './assess.ts';
import { POOL, type Compiled } from './compile.ts';
import { MINUTE_TOLERANCE } from './greedy.ts';
import { OVERDUE_STEP, compareScores, toSteps, type Score } from './problem.ts';

/** What the search through all assignments found. */
export interface Exact {
	readonly assignment: Assignment;
	/** Every assignment was tried or shown to be no better: this one is the best. */
	readonly isComplete: boolean;
}

/**
 * Branch and bound over all assignments, at most `mostNodes` steps. Goes through the dossiers in the order of work, so the
 * chance of each is known when it is placed and never changes: what is ahead of it has been placed before. The rest can
 * at best do as well as behind what is placed so far, which cuts most branches. `known` is an assignment to beat.
 */
export function solveExactly(compiled: Compiled, known: Assignment, mostNodes: number): Exact {
	const { start, effort, candidates, limit, fixed, mostMoves } = compiled;
	const size = start.length;
	const officials = limit.length;
	let best = known.slice();
	let bestScore = assess(compiled, known).score;
	const current = start.slice();
	const ahead = new Float64Array(officials);
	const gets = new Int32Array(officials);
	const pinned = start.reduce((sum, k, i) => sum + (k === compiled.home[i] ? 0 : 1), 0);
	let nodes = 0;

	const leastOfRest = (from: number) => {
		let sum = 0;
		for (let i = from; i < size && compiled.due[i]! >= 0; i++) {
			let least = chanceOf(compiled, i, start[i]!, start[i] === POOL ? 0 : ahead[start[i]!]!);
			for (const k of candidates[i]!) least = Math.min(least, chanceOf(compiled, i, k, ahead[k]!));
			sum += least;
		}
		return sum;
	};
	const place = (i: number, overdue: number, moves: number) => {
		if (++nodes > mostNodes) return;
		if (i === size) {
			const { score } = assess(compiled, current);
			if (compareScores(score, bestScore) < 0) {
				best = current.slice();
				bestScore = score;
			}
			return;
		}
		// A hair less, because sums in another order may differ in the last digit.
		const hope: Score = [toSteps(overdue + leastOfRest(i) - 1e-9, OVERDUE_STEP), 0, pinned + moves];
		if (compareScores(hope, bestScore) >= 0) return;
		const options = fixed[i] === 1 ? [start[i]!] : [start[i]!, ...candidates[i]!];
		for (const k of options) {
			const isMove = k !== start[i];
			if (isMove && moves >= mostMoves) break;
			const chance = chanceOf(compiled, i, k, k === POOL ? 0 : ahead[k]!);
			current[i] = k;
			if (k === POOL) {
				place(i + 1, overdue + chance, moves);
				continue;
			}
			ahead[k]! += effort[i]!;
			if (isMove) gets[k]!++;
			// Loads and what was got only grow from here, so a limit once broken stays broken.
			if (gets[k] === 0 || ahead[k]! <= limit[k]! + MINUTE_TOLERANCE)
				place(i + 1, overdue + chance, moves + (isMove ? 1 : 0));
			if (isMove) gets[k]!--;
			ahead[k]! -= effort[i]!;
		}
		current[i] = start[i]!;
	};
	place(0, 0, 0);
	return { assignment: best, isComplete: nodes <= mostNodes };
}
