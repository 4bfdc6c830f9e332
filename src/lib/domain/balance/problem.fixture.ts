import { LEFT_KNOTS, type LateChances } from '../workload/past-lateness.ts';
import type { QueueRule } from '../workload/risk.ts';
import type { BalanceDossier, BalanceOfficial, BalanceProblem } from './problem.ts';

/** Minutes of a full working day in made-up problems. */
const DAY = 480;

/** Five due instants, one at the end of each working day. */
const DUES = [1, 2, 3, 4, 5];

/** A queue that counts in full: each minute before a dossier is a minute less for it. */
const FULL_QUEUE: QueueRule = { claim: 0, sway: 1 };

/** Late for certain at the date, hardly ever with so many minutes left. */
export function lateWithin(minutes: number): LateChances {
	return LEFT_KNOTS.map((left) => Math.max(0, 1 - left / minutes));
}

const USUAL_PAST = lateWithin(480);

export function anOfficial(
	id: string,
	more: Partial<BalanceOfficial> & { readonly share?: number } = {}
): BalanceOfficial {
	const { share = 1, ...rest } = more;
	const capacity = share * DAY * 5;
	return { id, available: DUES.map((day) => day * DAY * share), capacity, skills: 'all', receives: true, ...rest };
}

export function aTask(code: string, more: Partial<BalanceDossier> = {}): BalanceDossier {
	return { code, procedure: 'P', effort: 120, due: 0, handler: null, locked: false, past: USUAL_PAST, ...more };
}

export function aProblem(more: Partial<BalanceProblem> = {}): BalanceProblem {
	const usual = { dues: DUES, countedDues: DUES.length, queue: FULL_QUEUE, mostMoves: 100, pins: [], drops: [] };
	return { officials: [], dossiers: [], ...usual, ...more };
}
