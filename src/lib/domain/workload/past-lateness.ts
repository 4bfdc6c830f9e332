import type { Calendar } from '../clock/calendar.ts';
import type { GivenPromise } from '../dossier/fold.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import type { HandledState } from './handling.ts';

/** How dossiers of the past met their dates is told by those that came due in so many days: a quarter. */
export const PAST_DAYS = 90;

/** A dossier of the past, as far as its date goes. */
export interface DatedState extends HandledState {
	readonly firstDueAt: Instant | null;
	/** The governing date as known last; null: none, or the clock stands still. */
	readonly dueAt: Instant | null;
	/** Empty also stands for "never reappointed". */
	readonly promises: readonly Pick<GivenPromise, 'returnAt' | 'cause'>[];
}

/** One that came due. */
export interface PastCase {
	readonly procedure: string | null;
	/** Working minutes between its end and its date; null: late. */
	readonly spare: number | null;
}

/** The date that was to be kept: a reappointment moves it because it is not kept, so the one before counts. */
export function dateToKeep({ promises, dueAt, firstDueAt }: DatedState): Instant | null {
	const moved = promises.findIndex(({ cause }) => cause === 'reappointment');
	return moved < 0 ? dueAt : (promises[moved - 1]?.returnAt ?? firstDueAt);
}

/** How those that came due in the `PAST_DAYS` before `at` ended, as it was known then. */
export function toPastCases(states: Iterable<DatedState>, calendar: Calendar, at: Instant): PastCase[] {
	const cases: PastCase[] = [];
	for (const state of states) {
		const dueAt = dateToKeep(state);
		// By date, not by end: those that ended early would otherwise be counted before those that ended late.
		if (dueAt === null || dueAt > at || dueAt < at - PAST_DAYS * DAY_MS) continue;
		const { closedAt } = state;
		// Late whether it has been closed meanwhile or not: the end need not be known.
		const spare = closedAt === null || closedAt > dueAt ? null : calendar.workingMinutesBetween(closedAt, dueAt);
		cases.push({ procedure: state.facts.procedure, spare });
	}
	return cases;
}

/** Working minutes left at which chances are kept; between them they are read off a straight line. */
export const LEFT_KNOTS = [0, 30, 60, 120, 240, 480, 960, 1440, 1920, 2400, 3360, 4800, 7200, 9600] as const;

/** Chances at `LEFT_KNOTS`: 1 at the date itself, never rising with the time left. */
export type LateChances = readonly number[];

export function chanceAt(chances: LateChances, left: number): number {
	if (!(left > 0)) return 1;
	for (let i = 1; i < LEFT_KNOTS.length; i++) {
		const right = LEFT_KNOTS[i]!;
		if (left >= right) continue;
		const from = LEFT_KNOTS[i - 1]!;
		const before = chances[i - 1]!;
		return before + ((chances[i]! - before) * (left - from)) / (right - from);
	}
	return chances.at(-1)!;
}

/** Those of the past that were still open with as much time left, and how many of them were late. */
export interface Alike {
	readonly open: number;
	readonly late: number;
	/** False: the procedure has too few, these are of all procedures. */
	readonly ofProcedure: boolean;
}

interface Group {
	late: number;
	/** Of those in time; rises. */
	readonly spares: number[];
}

/** What the past says of one procedure. Plain data. */
export interface Past {
	readonly chances: LateChances;
	readonly counted: { readonly late: number; readonly spares: readonly number[]; readonly ofProcedure: boolean };
}

/**
 * The wider group counts as so many dossiers of the narrower one: a procedure with few is judged by its unit, one with
 * hundreds by itself.
 */
const WIDER_WEIGHT = 20;
/** While nothing is known: of twenty one is late, the others end evenly over the last two working days. An assumption. */
const ASSUMED_LATE = 0.05;
const ASSUMED_SPREAD = 2 * 480;

/**
 * How often dossiers are late that are still open with so much time left: of the past dossiers of the procedure in the unit that
 * ended with less to spare than that, or late, the part that was late. As the date comes nearer those that end in time have
 * ended, and what is left is more and more often late.
 */
export class PastLateness {
	readonly cases: number;
	readonly #all: Group = { late: 0, spares: [] };
	readonly #groups = new Map<string | null, Group>();
	readonly #known = new Map<string | null, Past>();

	constructor(cases: readonly PastCase[]) {
		this.cases = cases.length;
		for (const { procedure, spare } of cases) {
			let own = this.#groups.get(procedure);
			if (own === undefined) this.#groups.set(procedure, (own = { late: 0, spares: [] }));
			for (const group of [own, this.#all]) {
				if (spare === null) group.late++;
				else group.spares.push(spare);
			}
		}
		for (const { spares } of [this.#all, ...this.#groups.values()]) spares.sort((a, b) => a - b);
	}

	of(procedure: string | null): Past {
		let past = this.#known.get(procedure);
		if (past === undefined) this.#known.set(procedure, (past = this.#past(procedure)));
		return past;
	}

	#past(procedure: string | null): Past {
		const own = procedure === null ? undefined : this.#groups.get(procedure);
		const chances = LEFT_KNOTS.map((left) => {
			if (left === 0) return 1;
			const assumed = ASSUMED_LATE / (ASSUMED_LATE + (1 - ASSUMED_LATE) * Math.min(1, left / ASSUMED_SPREAD));
			const wider = shareOf(this.#all, left, assumed);
			return own === undefined ? wider : shareOf(own, left, wider);
		});
		// Mixing two falling lines by rising weights can rise by a hair.
		for (let i = 1; i < chances.length; i++) chances[i] = Math.min(chances[i]!, chances[i - 1]!);
		const ofProcedure = own !== undefined && own.late + own.spares.length >= WIDER_WEIGHT;
		return { chances, counted: { ...(ofProcedure ? own : this.#all), ofProcedure } };
	}
}

export function alikeAt({ counted: { late, spares, ofProcedure } }: Past, left: number): Alike {
	return { open: late + countBelow(spares, left), late, ofProcedure };
}

function shareOf({ late, spares }: Group, left: number, wider: number): number {
	return (late + WIDER_WEIGHT * wider) / (late + countBelow(spares, left) + WIDER_WEIGHT);
}

function countBelow(sorted: readonly number[], value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
