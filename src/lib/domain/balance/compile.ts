import { mayHandle } from '../workload/official.ts';
import type { LateChances } from '../workload/past-lateness.ts';
import type { QueueRule } from '../workload/risk.ts';
import type { BalanceDossier, BalanceProblem, Pin } from './problem.ts';

/** The pool in an assignment. */
export const POOL = -1;

/**
 * A problem as columns of numbers. Dossiers are in the order of work (due, then code), so an official's queue is a rising
 * list of their indices.
 */
export interface Compiled {
	readonly problem: BalanceProblem;
	readonly dossiers: readonly BalanceDossier[];
	readonly effort: Float64Array;
	/** Index into dues; -1: not counted as overdue (no date, or too far away). */
	readonly due: Int32Array;
	readonly pasts: readonly LateChances[];
	/** Official who has it now; POOL. */
	readonly home: Int32Array;
	/** Where the search begins: home, or the target of a pin. */
	readonly start: Int32Array;
	/** 1: may not be moved away from `start` (locked, dropped, pinned, nobody else can take it). */
	readonly fixed: Uint8Array;
	/** Officials who may get it, home left out; empty where fixed. */
	readonly candidates: readonly (readonly number[])[];
	/** Per official: minutes until each due. */
	readonly available: readonly Float64Array[];
	readonly capacity: Float64Array;
	/** Most load of an official who gets something. */
	readonly limit: Float64Array;
	readonly load: number;
	readonly even: number;
	/** Moves left to the search after the pins. */
	readonly mostMoves: number;
	/** Pins that cannot be: unknown dossier or official, no skill, locked, or beyond the cap. */
	readonly refusedPins: readonly Pin[];
	readonly queue: QueueRule;
}

/** Throws when a dossier has no effort, since its chance of lateness would have no meaning. */
export function compile(problem: BalanceProblem): Compiled {
	const { officials } = problem;
	const place = new Map(officials.map(({ id }, index) => [id, index]));
	const dossiers = problem.dossiers
		.filter(({ handler }) => handler === null || place.has(handler))
		.sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
	const size = dossiers.length;
	const compiled = {
		effort: new Float64Array(size),
		due: new Int32Array(size).fill(-1),
		home: new Int32Array(size).fill(POOL),
		fixed: new Uint8Array(size)
	};
	const drops = new Set(problem.drops);
	for (const [i, dossier] of dossiers.entries()) {
		if (!(dossier.effort > 0)) throw new RangeError(`dossier ${dossier.code} has no effort`);
		compiled.effort[i] = dossier.effort;
		if (dossier.due !== null && dossier.due < problem.countedDues) compiled.due[i] = dossier.due;
		if (dossier.handler !== null) compiled.home[i] = place.get(dossier.handler)!;
		if (dossier.locked || drops.has(dossier.code)) compiled.fixed[i] = 1;
	}
	const receivers = toReceivers(problem);
	const candidates = dossiers.map(({ procedure }, i) => {
		if (compiled.fixed[i] === 1) return [];
		const able = receivers(procedure).filter((k) => k !== compiled.home[i]);
		if (able.length === 0) compiled.fixed[i] = 1;
		return able;
	});
	const { start, refused, moves } = applyPins(problem, dossiers, compiled, candidates, place);
	const load = compiled.effort.reduce((sum, one) => sum + one, 0);
	const capacity = Float64Array.from(officials, (one) => one.capacity);
	const whole = capacity.reduce((sum, one) => sum + one, 0);
	const even = whole > 0 ? load / whole : 0;
	return {
		...compiled,
		problem,
		dossiers,
		pasts: dossiers.map(({ past }) => past),
		start,
		candidates,
		available: officials.map((one) => Float64Array.from(one.available)),
		capacity,
		// Nobody is filled beyond his capacity; where the whole office is beyond it, nobody beyond the even share.
		limit: capacity.map((one) => one * Math.max(1, even)),
		load,
		even,
		mostMoves: Math.max(0, problem.mostMoves - moves),
		refusedPins: refused,
		queue: problem.queue
	};
}

/** Who may get a dossier of a procedure; worked out once per procedure. */
function toReceivers({ officials }: BalanceProblem): (procedure: string | null) => readonly number[] {
	const known = new Map<string | null, readonly number[]>();
	return (procedure) => {
		let able = known.get(procedure);
		if (able === undefined) {
			able = officials.flatMap(({ receives, skills }, k) => (receives && mayHandle(skills, procedure) ? [k] : []));
			known.set(procedure, able);
		}
		return able;
	};
}

function applyPins(
	{ pins, mostMoves }: BalanceProblem,
	dossiers: readonly BalanceDossier[],
	{ home, fixed }: { readonly home: Int32Array; readonly fixed: Uint8Array },
	candidates: (readonly number[])[],
	place: ReadonlyMap<string, number>
): { start: Int32Array; refused: Pin[]; moves: number } {
	const start = home.slice();
	const refused: Pin[] = [];
	let moves = 0;
	const byCode = pins.length === 0 ? new Map<string, number>() : new Map(dossiers.map(({ code }, i) => [code, i]));
	for (const pin of pins) {
		const i = byCode.get(pin.code);
		const to = place.get(pin.to);
		if (i === undefined || to === undefined || fixed[i] === 1 || !candidates[i]!.includes(to) || moves >= mostMoves) {
			refused.push(pin);
			continue;
		}
		start[i] = to;
		fixed[i] = 1;
		candidates[i] = [];
		moves++;
	}
	return { start, refused, moves };
}
