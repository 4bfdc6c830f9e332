import { chanceOf, toQueues, type Assignment } from './assess.ts';
import { POOL, type Compiled } from './compile.ts';
import { MINUTE_TOLERANCE, insert } from './greedy.ts';

/** Dossiers of like effort are estimated together: eight bands to a doubling. Numbered from 1, so that −1 has an opposite. */
const BANDS = 8;
const bandOf = (effort: number) => Math.max(1, Math.round(Math.log2(effort) * BANDS));

/**
 * An assignment that is being changed, with what is needed to know at once what a change would do to the expected overdue.
 * All changes are in expected dossiers; below zero is better.
 */
export class Desk {
	readonly compiled: Compiled;
	readonly assignment: Assignment;
	readonly queues: number[][];
	readonly loads: Float64Array;
	/** How many dossiers each official gets that he did not have at the start. */
	readonly gets: Int32Array;
	/** Changes against the start. */
	moves = 0;
	/** Per official, along the queue: work ahead of each place, and the chances before it. One longer than the queue. */
	readonly #ahead: number[][] = [];
	readonly #sums: number[][] = [];
	readonly #bands: Int32Array;
	/** Per official: what `#behind` found since his queue last changed. */
	readonly #estimates: Map<number, Float64Array>[] = [];

	constructor(compiled: Compiled, assignment: Assignment) {
		this.compiled = compiled;
		this.assignment = assignment.slice();
		this.#bands = Int32Array.from(compiled.effort, bandOf);
		this.queues = toQueues(compiled, assignment);
		this.loads = new Float64Array(this.queues.length);
		this.gets = new Int32Array(this.queues.length);
		for (let i = 0; i < assignment.length; i++) {
			const k = assignment[i]!;
			if (k !== POOL) this.loads[k]! += compiled.effort[i]!;
			if (k === compiled.start[i]) continue;
			this.moves++;
			this.gets[k]!++;
		}
		for (const k of this.queues.keys()) this.#retell(k);
	}

	/** Expected overdue of one official. */
	overdueOf(k: number): number {
		return this.#sums[k]!.at(-1)!;
	}

	/** Whether `i` may go to `k` as far as limits and cap are concerned. */
	mayMove(i: number, k: number): boolean {
		const { effort, limit, start, mostMoves } = this.compiled;
		const isBack = k === start[i];
		if (!isBack && this.assignment[i] === start[i] && this.moves >= mostMoves) return false;
		if (k === POOL || (isBack && this.gets[k] === 0)) return true;
		return this.loads[k]! + effort[i]! <= limit[k]! + MINUTE_TOLERANCE;
	}

	/** Change when `i` leaves the hand it is in, itself included. */
	leaving(i: number): number {
		const k = this.assignment[i]!;
		const { compiled } = this;
		if (compiled.due[i]! < 0) return 0;
		if (k === POOL) return -1;
		const queue = this.queues[k]!;
		const [aheads, sums] = [this.#ahead[k]!, this.#sums[k]!];
		const at = placeIn(queue, i);
		const effort = compiled.effort[i]!;
		let after = sums[at]!;
		for (let q = at + 1; q < queue.length && compiled.due[queue[q]!]! >= 0; q++)
			// Who is sure to be in time stays so with less ahead.
			if (sums[q + 1]! > sums[q]!) after += chanceOf(compiled, queue[q]!, k, aheads[q]! - effort);
		return after - sums.at(-1)!;
	}

	/** Change when `i` comes to `k`, itself included. */
	coming(i: number, k: number): number {
		const { compiled } = this;
		if (compiled.due[i]! < 0) return 0;
		if (k === POOL) return 1;
		const queue = this.queues[k]!;
		const [aheads, sums] = [this.#ahead[k]!, this.#sums[k]!];
		const at = placeIn(queue, i);
		const effort = compiled.effort[i]!;
		let after = sums[at]! + chanceOf(compiled, i, k, aheads[at]!);
		for (let q = at; q < queue.length && compiled.due[queue[q]!]! >= 0; q++)
			after += chanceOf(compiled, queue[q]!, k, aheads[q]! + effort);
		return after - sums.at(-1)!;
	}

	/** `leaving` of a dossier of about this effort: quick, for finding the few worth an exact look. */
	leavingAbout(i: number): number {
		const k = this.assignment[i]!;
		if (k === POOL || this.compiled.due[i]! < 0) return this.leaving(i);
		const at = placeIn(this.queues[k]!, i);
		const sums = this.#sums[k]!;
		return sums[at]! - sums[at + 1]! + this.#behind(k, this.#bands[i]!, -1)[at + 1]!;
	}

	/** `coming` of a dossier of about this effort. */
	comingAbout(i: number, k: number): number {
		if (k === POOL || this.compiled.due[i]! < 0) return this.coming(i, k);
		const at = placeIn(this.queues[k]!, i);
		const own = chanceOf(this.compiled, i, k, this.#ahead[k]![at]!);
		return own + this.#behind(k, this.#bands[i]!, 1)[at]!;
	}

	/**
	 * For each place of a queue: how the chances from there on change when there is more (sign 1) or less (−1) ahead by an effort
	 * of this band. One walk serves all places, and is remembered until the queue changes.
	 */
	#behind(k: number, band: number, sign: 1 | -1): Float64Array {
		const known = this.#estimates[k]!.get(band * sign);
		if (known !== undefined) return known;
		const { compiled } = this;
		const queue = this.queues[k]!;
		const [aheads, sums] = [this.#ahead[k]!, this.#sums[k]!];
		const shift = sign * 2 ** (band / BANDS);
		const changes = new Float64Array(queue.length + 1);
		for (let q = queue.length - 1; q >= 0; q--) {
			const chance = sums[q + 1]! - sums[q]!;
			// Whoever is sure to be in time stays so with less ahead, and whoever is sure to be late with more.
			const stays = compiled.due[queue[q]!]! < 0 || (sign < 0 ? chance <= 0 : chance >= 1);
			const change = stays ? 0 : chanceOf(compiled, queue[q]!, k, Math.max(0, aheads[q]! + shift)) - chance;
			changes[q] = changes[q + 1]! + change;
		}
		this.#estimates[k]!.set(band * sign, changes);
		return changes;
	}

	/** Who could take `i`: those who have the skill, and the one it came from. */
	targetsOf(i: number): readonly number[] {
		const { start, candidates } = this.compiled;
		return this.assignment[i] === start[i] ? candidates[i]! : [start[i]!, ...candidates[i]!];
	}

	move(i: number, to: number): void {
		const { effort, start } = this.compiled;
		const from = this.assignment[i]!;
		if (from !== POOL) {
			this.queues[from] = this.queues[from]!.filter((other) => other !== i);
			this.loads[from]! -= effort[i]!;
			if (from !== start[i]) this.gets[from]!--;
			this.#retell(from);
		}
		if (to !== POOL) {
			this.queues[to] = insert(this.queues[to]!, i);
			this.loads[to]! += effort[i]!;
			if (to !== start[i]) this.gets[to]!++;
			this.#retell(to);
		}
		if (from !== start[i]) this.moves--;
		if (to !== start[i]) this.moves++;
		this.assignment[i] = to;
	}

	#retell(k: number): void {
		const aheads = [0];
		const sums = [0];
		let [ahead, sum] = [0, 0];
		for (const i of this.queues[k]!) {
			sum += chanceOf(this.compiled, i, k, ahead);
			ahead += this.compiled.effort[i]!;
			aheads.push(ahead);
			sums.push(sum);
		}
		this.#ahead[k] = aheads;
		this.#sums[k] = sums;
		this.#estimates[k] = new Map();
	}
}

/** Where `i` is, or would be, in a rising list. */
function placeIn(queue: readonly number[], i: number): number {
	let low = 0;
	let high = queue.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (queue[middle]! < i) low = middle + 1;
		else high = middle;
	}
	return low;
}
