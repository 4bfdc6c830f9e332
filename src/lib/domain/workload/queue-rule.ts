import type { Calendar } from '../clock/calendar.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import type { Efforts } from './effort.ts';
import { dateToKeep, type DatedState, type PastLateness } from './past-lateness.ts';
import { chanceLate, compareInQueue, LEAST_SWAY, USUAL_QUEUE, type QueueRule } from './risk.ts';

/** Queues are looked at on so many days, a week apart. */
const WEEKS = 8;
/** Fewer dossiers in those queues say too little. */
const FEWEST = 100;
/** What is due later has the whole queue before it whatever its date. */
const FAR_MINUTES = 10 * 480;
/** How strongly a queue may count; see `QueueRule`. */
const SWAYS = [LEAST_SWAY, 0.25, 0.5, 1] as const;

interface InQueue {
	readonly code: string;
	readonly procedure: string | null;
	readonly effort: number;
	readonly dueAt: Instant;
	readonly isLate: boolean;
}

interface Case {
	readonly ahead: number;
	readonly available: number;
	readonly chances: readonly number[];
	readonly isLate: boolean;
}

/** What was measured, for the page: `cases` 0 means it is assumed. */
export interface MeasuredQueue {
	readonly rule: QueueRule;
	readonly cases: number;
}

/**
 * How queues of the last weeks were filled, and how much it mattered: `claim` is the work ahead ÷ the time left over all
 * dossiers in a queue; `sway` the one of a few values that would have foreseen best what became of them (least squares). Only
 * what is known at `now` is looked at.
 */
export function measureQueue(
	states: readonly DatedState[],
	efforts: Efforts,
	lateness: PastLateness,
	calendar: Calendar,
	now: Instant
): MeasuredQueue {
	const cases: Case[] = [];
	let [aheadOfAll, timeOfAll] = [0, 0];
	for (let week = 1; week <= WEEKS; week++) {
		const at = now - week * 7 * DAY_MS;
		const queues = queuesAt(states, efforts, at, now);
		for (const queue of queues.values()) {
			let ahead = 0;
			for (const { dueAt, effort, isLate, procedure } of queue.sort(compareInQueue)) {
				const available = dueAt > at ? calendar.workingMinutesBetween(at, dueAt) : 0;
				if (available > 0 && available <= FAR_MINUTES) {
					aheadOfAll += ahead;
					timeOfAll += available;
					if (dueAt <= now) cases.push({ ahead, available, chances: lateness.of(procedure).chances, isLate });
				}
				ahead += effort;
			}
		}
	}
	if (cases.length < FEWEST) return { rule: USUAL_QUEUE, cases: 0 };
	const claim = aheadOfAll / timeOfAll;
	let best: { sway: number; squares: number } | null = null;
	for (const sway of SWAYS) {
		let squares = 0;
		for (const { ahead, available, chances, isLate } of cases)
			squares += (chanceLate(chances, ahead, available, { claim, sway }) - (isLate ? 1 : 0)) ** 2;
		// A stronger one has to earn it.
		if (best === null || squares < best.squares) best = { sway, squares };
	}
	return { rule: { claim, sway: best!.sway }, cases: cases.length };
}

function queuesAt(states: readonly DatedState[], efforts: Efforts, at: Instant, now: Instant): Map<string, InQueue[]> {
	const queues = new Map<string, InQueue[]>();
	for (const state of states) {
		const { code, closedAt, pauses, handovers } = state;
		if (closedAt !== null && closedAt <= at) continue;
		const handler = handovers.find(({ from, to }) => from <= at && (to === null || to > at))?.handler;
		const dueAt = dateToKeep(state);
		if (handler === undefined || dueAt === null) continue;
		if (pauses.some(({ from, to }) => from <= at && (to === null || to > at))) continue;
		const { procedure } = state.facts;
		const isLate = (closedAt ?? now) > dueAt;
		const one = { code, procedure, effort: efforts.of(procedure).minutes, dueAt, isLate };
		const queue = queues.get(handler);
		if (queue === undefined) queues.set(handler, [one]);
		else queue.push(one);
	}
	return queues;
}
