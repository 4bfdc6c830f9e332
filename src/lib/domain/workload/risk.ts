import type { Instant } from '../time/instant.ts';
import type { Availability } from './capacity.ts';
import { type Alike, alikeAt, chanceAt, type LateChances, type Past } from './past-lateness.ts';

/**
 * Risk that a dossier is late in its handler's queue: a plain baseline, in one sentence. Of the past dossiers of its procedure
 * in this unit that were still open with as much working time left, so many were late; and time is counted as shorter or longer
 * by how much more or less work than usual lies before it.
 *
 * 1. The past already holds the usual queue, the usual pace and the usual pauses: nothing of them is assumed.
 * 2. Time left is the handler's own working time until the date. None of it: late for certain.
 * 3. Usual is what lay ahead of dossiers in the last weeks (`claim`, a part of the time left). Each minute of weight above it
 *    takes `sway` minutes from the time left, each below it gives as many. How strong `sway` is was measured too; it is never
 *    nothing, so that moving work from a full desk to an empty one always lowers what is expected to be late, and the
 *    proposal and the preview of a move see it.
 * 4. Late means: not finished at its return instant, as the figure `overdue` counts.
 */
export interface QueueEntry {
	readonly code: string;
	/** Working minutes by the weight of its procedure, above 0. */
	readonly effort: number;
	/** Null: no return date; last in the queue and never late. Dossiers whose clock stands still are not in a queue. */
	readonly dueAt: Instant | null;
	/** How its like met their dates. */
	readonly past: Past;
}

/** What a queue does to the time left. */
export interface QueueRule {
	/** Work usually ahead of a dossier ÷ the time it has left. */
	readonly claim: number;
	/** Minutes of time that a minute of work more than usual costs, above 0. */
	readonly sway: number;
}

/** Below this the queue would not count at all, and there would be nothing to balance. */
export const LEAST_SWAY = 0.1;

/** Assumed until enough queues are measured (`measureQueue`). */
export const USUAL_QUEUE: QueueRule = { claim: 0.5, sway: 0.25 };

export type RiskLevel = 'low' | 'medium' | 'high';

/** From these chances on a dossier’s risk is medium and high: about twice and six times the share that is late as a rule. */
export const RISK_FROM = { medium: 0.1, high: 0.3 } as const;

/** From so many dossiers expected to become overdue on, an official's risk is medium and high. */
export const EXPECTED_FROM = { medium: 1, high: 3 } as const;

/** The numbers behind one chance, so that a page can print why. Minutes are working minutes. */
export interface LatenessRisk {
	readonly code: string;
	/** 0 to 1. */
	readonly chance: number;
	readonly level: RiskLevel;
	/** 1 is worked on now. */
	readonly position: number;
	/** Weights of all that is ahead of it, and what usually is with so much time left. */
	readonly workAhead: number;
	readonly usualAhead: number;
	readonly effort: number;
	/** Minutes its handler works until the return date; null: there is none. */
	readonly available: number | null;
	/** What the chance was counted from, before the queue shifts it; null where there is nothing to count. */
	readonly alike: Alike | null;
}

export function levelOfChance(chance: number): RiskLevel {
	return chance >= RISK_FROM.high ? 'high' : chance >= RISK_FROM.medium ? 'medium' : 'low';
}

export function levelOfExpected(expected: number): RiskLevel {
	return expected >= EXPECTED_FROM.high ? 'high' : expected >= EXPECTED_FROM.medium ? 'medium' : 'low';
}

/** More work ahead never lowers it, more time never raises it. */
export function chanceLate(
	past: LateChances,
	workAhead: number,
	available: number,
	{ claim, sway }: QueueRule
): number {
	if (available <= 0) return 1;
	return chanceAt(past, available - sway * (workAhead - claim * available));
}

/** The order in which an official works: earliest return date first, then by code; without a date last. */
export function compareInQueue(a: Pick<QueueEntry, 'code' | 'dueAt'>, b: Pick<QueueEntry, 'code' | 'dueAt'>): number {
	const byDue = (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity);
	// Infinity − Infinity is not a number.
	return byDue || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

/** Every dossier of one official's queue with its risk, in the order of work. */
export function risksOf(queue: readonly QueueEntry[], availability: Availability, rule: QueueRule): LatenessRisk[] {
	let workAhead = 0;
	return queue.toSorted(compareInQueue).map(({ code, effort, dueAt, past }, index) => {
		const available = dueAt === null ? null : availability.minutesUntil(dueAt);
		const chance = available === null ? 0 : chanceLate(past.chances, workAhead, available, rule);
		const risk: LatenessRisk = {
			code,
			chance,
			level: levelOfChance(chance),
			position: index + 1,
			workAhead,
			usualAhead: rule.claim * (available ?? 0),
			effort,
			available,
			alike: available === null || available <= 0 ? null : alikeAt(past, available)
		};
		workAhead += effort;
		return risk;
	});
}
