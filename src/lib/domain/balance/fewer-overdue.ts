import type { Desk } from './desk.ts';
import { POOL } from './compile.ts';

/** A move is not worth proposing for less than this much of an expected overdue dossier. */
const LEAST_GAIN = 0.001;
/** How many dossiers of a queue, and how many targets of a dossier, are looked at exactly. */
const CLOSER_DOSSIERS = 8;
const CLOSER_TARGETS = 3;

interface Step {
	readonly i: number;
	readonly to: number;
	/** Expected overdue saved. */
	readonly gain: number;
}

/**
 * First goal: moves that lower the expected overdue, the best of the whole office first, until none does, the cap is reached and no
 * exchange helps, or the time is up. True: it went to the end.
 */
export function lowerOverdue(desk: Desk, isTimeUp: () => boolean): boolean {
	// What each hand could give when it was last looked at. Gains mostly fall as work is moved, so only the best is looked at anew.
	const hands = [POOL, ...desk.queues.keys()];
	const hopes = new Map<number, number>(hands.map((hand) => [hand, Infinity]));
	for (;;) {
		if (isTimeUp()) return false;
		const hand = greatest(hopes);
		if (hopes.get(hand)! < LEAST_GAIN) break;
		const step = findStep(desk, hand);
		const gain = step?.gain ?? 0;
		hopes.set(hand, gain);
		if (step === null || gain < LEAST_GAIN || gain < hopes.get(greatest(hopes))! - LEAST_GAIN) continue;
		desk.move(step.i, step.to);
		// The receiver may now have something to give; the giver's next step is to be found.
		hopes.set(hand, Infinity);
		if (hopes.get(step.to)! < gain) hopes.set(step.to, gain);
	}
	return exchange(desk, isTimeUp);
}

/** With the cap reached: takes back the move that saves least where a better one is left. */
function exchange(desk: Desk, isTimeUp: () => boolean): boolean {
	if (desk.moves < desk.compiled.mostMoves) return true;
	const { start } = desk.compiled;
	const tried = new Set<number>();
	for (;;) {
		let weakest: { i: number; loss: number } | null = null;
		for (let i = 0; i < start.length; i++) {
			if (desk.assignment[i] === start[i] || tried.has(i) || !desk.mayMove(i, start[i]!)) continue;
			if (isTimeUp()) return false;
			const loss = desk.leaving(i) + desk.coming(i, start[i]!);
			if (weakest === null || loss < weakest.loss) weakest = { i, loss };
		}
		if (weakest === null) return true;
		tried.add(weakest.i);
		const from = desk.assignment[weakest.i]!;
		desk.move(weakest.i, start[weakest.i]!);
		let best: Step | null = null;
		for (const hand of [POOL, ...desk.queues.keys()]) {
			if (isTimeUp()) break;
			const step = findStep(desk, hand);
			if (step !== null && step.gain > (best?.gain ?? weakest.loss + LEAST_GAIN)) best = step;
		}
		if (best === null) {
			desk.move(weakest.i, from);
			// The weakest could not be bettered: neither will the others be, as a rule.
			return !isTimeUp();
		}
		desk.move(best.i, best.to);
	}
}

/** The best step that takes a dossier out of this hand; null: none saves anything. */
function findStep(desk: Desk, hand: number): Step | null {
	const { fixed, due, start } = desk.compiled;
	const queue = hand === POOL ? inPool(desk) : desk.queues[hand]!;
	if (hand !== POOL && desk.overdueOf(hand) < LEAST_GAIN) return null;
	const leaving: { i: number; gain: number }[] = [];
	for (const i of queue) {
		if (due[i]! < 0) break;
		if (fixed[i] === 1) continue;
		// At the cap only what has been moved already may move on.
		if (desk.moves >= desk.compiled.mostMoves && desk.assignment[i] === start[i]) continue;
		const gain = -desk.leavingAbout(i);
		if (gain >= LEAST_GAIN) leaving.push({ i, gain });
	}
	leaving.sort((a, b) => b.gain - a.gain || a.i - b.i);
	let best: Step | null = null;
	for (const { i } of closest(leaving, desk)) {
		const gain = -desk.leaving(i);
		const targets: { k: number; about: number }[] = [];
		for (const k of desk.targetsOf(i)) {
			if (k === hand || !desk.mayMove(i, k)) continue;
			const about = k === POOL ? 1 : desk.comingAbout(i, k);
			if (about < gain + LEAST_GAIN) targets.push({ k, about });
		}
		// Equal for the deadlines: to whoever carries least.
		targets.sort((a, b) => a.about - b.about || fullness(desk, a.k) - fullness(desk, b.k));
		for (const { k } of targets.slice(0, CLOSER_TARGETS)) {
			const saved = gain - desk.coming(i, k);
			if (saved > (best?.gain ?? LEAST_GAIN)) best = { i, to: k, gain: saved };
		}
	}
	return best;
}

/** Those whose leaving saves most, and those that save most for the effort somebody else must find for them. */
function closest(leaving: readonly { i: number; gain: number }[], desk: Desk): { i: number; gain: number }[] {
	const { effort } = desk.compiled;
	const byEffort = leaving.toSorted((a, b) => b.gain / effort[b.i]! - a.gain / effort[a.i]! || a.i - b.i);
	return [...new Set([...leaving.slice(0, CLOSER_DOSSIERS), ...byEffort.slice(0, CLOSER_DOSSIERS)])];
}

function fullness(desk: Desk, k: number): number {
	return k === POOL ? 0 : desk.loads[k]! / desk.compiled.capacity[k]!;
}

function inPool(desk: Desk): number[] {
	const pool: number[] = [];
	for (let i = 0; i < desk.assignment.length; i++) if (desk.assignment[i] === POOL) pool.push(i);
	return pool;
}

function greatest(hopes: ReadonlyMap<number, number>): number {
	let best = POOL;
	for (const [hand, hope] of hopes) if (hope > hopes.get(best)!) best = hand;
	return best;
}
