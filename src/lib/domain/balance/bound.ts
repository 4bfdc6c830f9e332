import { chanceOf, toQueues } from './assess.ts';
import { POOL, type Compiled } from './compile.ts';

/**
 * A number of expected overdue dossiers that no assignment within the cap can go below. Valid, not tight: the truth lies
 * between it and what was found.
 *
 * Each official is looked at alone. Whatever k dossiers leave his queue, each that stays has at least what was ahead of
 * it less the k longest of those that may leave, and each that leaves costs at least its chance with nothing ahead of it in the
 * best hand. Getting work never lowers what an official has. So the fall by k moves is bounded per official, and the cap is
 * shared out where the bounds fall fastest.
 */
export function overdueAtLeast(compiled: Compiled): number {
	const { start, candidates, mostMoves, fixed } = compiled;
	const steps: number[] = [];
	let now = 0;
	const alone = (i: number) => candidates[i]!.reduce((least, k) => Math.min(least, chanceOf(compiled, i, k, 0)), 1);
	for (let i = 0; i < start.length; i++) {
		if (start[i] !== POOL || compiled.due[i]! < 0) continue;
		now += 1;
		if (fixed[i] === 0) steps.push(1 - alone(i));
	}
	for (const [k, queue] of toQueues(compiled, start).entries()) {
		const falls = fallsOf(compiled, k, queue, alone);
		now += falls.now;
		steps.push(...concaveSteps(falls.most));
	}
	const best = steps.sort((a, b) => b - a).slice(0, mostMoves);
	return Math.max(0, now - best.reduce((sum, one) => sum + Math.max(0, one), 0));
}

/** `most[k]`: by how much the expected overdue of this queue, with what left it, can fall when k dossiers leave. */
function fallsOf(
	compiled: Compiled,
	official: number,
	queue: readonly number[],
	alone: (i: number) => number
): { now: number; most: number[] } {
	const counted = queue.filter((i) => compiled.due[i]! >= 0);
	const chances: number[] = [];
	const aheads: number[] = [];
	let ahead = 0;
	let now = 0;
	for (const i of counted) {
		const chance = chanceOf(compiled, i, official, ahead);
		chances.push(chance);
		aheads.push(ahead);
		ahead += compiled.effort[i]!;
		now += chance;
	}
	const most = [0];
	if (now === 0) return { now, most };
	const movable = counted.filter((i) => compiled.fixed[i] === 0);
	const longest = movable.map((i) => compiled.effort[i]!).sort((a, b) => b - a);
	const elsewhere = counted.map((i) => (compiled.fixed[i] === 0 ? alone(i) : Infinity));
	let relief = 0;
	for (const effort of longest) {
		relief += effort;
		let stay = 0;
		const extra: number[] = [];
		for (let q = 0; q < counted.length; q++) {
			const chance = chances[q] === 0 ? 0 : chanceOf(compiled, counted[q]!, official, Math.max(0, aheads[q]! - relief));
			stay += chance;
			// Leaving also spares this dossier what staying would still cost.
			if (chance > elsewhere[q]!) extra.push(chance - elsewhere[q]!);
		}
		extra.sort((a, b) => b - a);
		const spared = extra.slice(0, most.length).reduce((sum, one) => sum + one, 0);
		most.push(Math.max(most.at(-1)!, now - stay + spared));
		// Everything that is not lost already is saved: more leaving cannot save more.
		if (stay - spared <= 0) break;
	}
	return { now, most };
}

/** Increments of the least concave curve above `values`, falling, so that they can be shared out greatest first. */
function concaveSteps(values: readonly number[]): number[] {
	const corners: number[] = [0];
	for (let at = 1; at < values.length; at++) {
		const slope = (a: number, b: number) => (values[b]! - values[a]!) / (b - a);
		while (corners.length > 1 && slope(corners.at(-1)!, at) >= slope(corners.at(-2)!, corners.at(-1)!)) corners.pop();
		corners.push(at);
	}
	return corners.slice(1).flatMap((to, c) => {
		const from = corners[c]!;
		return Array.from({ length: to - from }, () => (values[to]! - values[from]!) / (to - from));
	});
}
