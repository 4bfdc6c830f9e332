import { assess, type Assignment } from './assess.ts';
import { overdueAtLeast } from './bound.ts';
import { compile, type Compiled } from './compile.ts';
import { describe, totalOf } from './describe.ts';
import { Desk } from './desk.ts';
import { evenOut, takeBackNeedless } from './evener.ts';
import { solveExactly } from './exact.ts';
import { lowerOverdue } from './fewer-overdue.ts';
import { solveGreedily } from './greedy.ts';
import { compareScores, type BalanceProblem } from './problem.ts';
import type { Proposal } from './proposal.ts';

/** Steps of the search through all assignments: enough for a handful of dossiers, over at once for thousands. */
const MOST_NODES = 20_000;
/** More than so many movable dossiers cannot be searched through within the steps. */
const MOST_FOR_ALL = 14;

/** Solves the problem as well as the time allows. `isTimeUp` is asked often; the result is never worse than by hand. */
export function propose(problem: BalanceProblem, isTimeUp: () => boolean): Proposal {
	const compiled = compile(problem);
	const byHand = solveGreedily(compiled);
	let { assignment, isDone } = search(compiled, compiled.start, isTimeUp);
	let score = assess(compiled, assignment).score;
	for (const other of [byHand, compiled.start]) {
		if (compareScores(assess(compiled, other).score, score) >= 0) continue;
		const again = search(compiled, other, isTimeUp);
		isDone = again.isDone;
		const scoreAgain = assess(compiled, again.assignment).score;
		assignment = compareScores(scoreAgain, assess(compiled, other).score) <= 0 ? again.assignment : other.slice();
		score = assess(compiled, assignment).score;
	}
	let isBest = false;
	if (compiled.fixed.reduce((sum, one) => sum + 1 - one, 0) <= MOST_FOR_ALL) {
		const exact = solveExactly(compiled, assignment, MOST_NODES);
		assignment = exact.assignment;
		isBest = exact.isComplete;
	}
	const after = assess(compiled, assignment);
	const least = isBest ? after.overdue : Math.min(after.overdue, overdueAtLeast(compiled));
	return {
		...describe(compiled, assignment, after),
		byHand: totalOf(assess(compiled, byHand)),
		ended: isBest ? 'best' : isDone ? 'no-better-step' : 'time',
		overdueAtLeast: least,
		gap: after.overdue - least,
		refusedPins: compiled.refusedPins
	};
}

/** Improves a plan goal by goal. Stopped early, the moves that are left are made by hand, which takes no time. */
function search(
	compiled: Compiled,
	from: Assignment,
	isTimeUp: () => boolean
): { assignment: Assignment; isDone: boolean } {
	const desk = new Desk(compiled, from);
	const isDone = lowerOverdue(desk, isTimeUp) && evenOut(desk, isTimeUp) && takeBackNeedless(desk, isTimeUp);
	return { assignment: isDone ? desk.assignment : solveGreedily(compiled, desk.assignment), isDone };
}
