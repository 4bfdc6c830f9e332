import type { Instant } from '../time/instant.ts';

/** One dossier in somebody's hand or in the pool, with its weight and its clock. */
export interface Task {
	readonly code: string;
	readonly procedure: string | null;
	/** Working minutes by the weight of its procedure. */
	readonly effort: number;
	/** Null: no return date, or the clock stands still. */
	readonly dueAt: Instant | null;
	/** Waiting for the citizen: nothing can be done on it now. */
	readonly standsStill: boolean;
}

/** Working minutes of the office ahead within which a deadline presses: five working days. */
export const PRESSING_MINUTES = 5 * 480;

/**
 * How much more a dossier weighs because time is short: 1 with five working days or more left, rising evenly to 2 at the
 * deadline, and 2 beyond it. The work itself is not doubled; the weight says how soon it must be done, and two dossiers due
 * now claim the official like four with plenty of time. It stops at 2 so that a dossier that is long overdue, which costs no
 * more work than before, does not hide everything else. `remaining`: working minutes to the deadline, null when none runs.
 */
export function urgencyOf(remaining: number | null): number {
	if (remaining === null) return 1;
	return 1 + Math.min(1, Math.max(0, 1 - remaining / PRESSING_MINUTES));
}

/** Load (khối lượng) in working minutes; the parts are effort without urgency and add up to `effort`. */
export interface Load {
	readonly dossiers: number;
	readonly overdueDossiers: number;
	readonly dueSoonDossiers: number;
	/** Waiting for the citizen; in no part of the load. */
	readonly waitingDossiers: number;
	readonly overdue: number;
	readonly dueSoon: number;
	/** In time, or without a return date. */
	readonly inTime: number;
	/** Sum of the three. */
	readonly effort: number;
	/** Σ effort × urgency. At least `effort`, at most twice that. */
	readonly weighted: number;
}

/** What the clock must answer: which deadlines are due soon (see momentsAt), and how many working minutes are left. */
export interface LoadClock {
	readonly now: Instant;
	readonly soon: Instant;
	remainingUntil(dueAt: Instant): number;
}

export function toLoad(tasks: Iterable<Task>, clock: LoadClock): Load {
	const sum = {
		dossiers: 0,
		overdueDossiers: 0,
		dueSoonDossiers: 0,
		waitingDossiers: 0,
		overdue: 0,
		dueSoon: 0,
		inTime: 0
	};
	let weighted = 0;
	for (const { effort, dueAt, standsStill } of tasks) {
		sum.dossiers++;
		if (standsStill) {
			sum.waitingDossiers++;
			continue;
		}
		weighted += effort * urgencyOf(dueAt === null ? null : clock.remainingUntil(dueAt));
		if (dueAt !== null && dueAt < clock.now) {
			sum.overdueDossiers++;
			sum.overdue += effort;
		} else if (dueAt !== null && dueAt < clock.soon) {
			sum.dueSoonDossiers++;
			sum.dueSoon += effort;
		} else sum.inTime += effort;
	}
	return { ...sum, effort: sum.overdue + sum.dueSoon + sum.inTime, weighted };
}

/** A load in dossiers of usual difficulty (hồ sơ quy đổi), as the bars are labelled. `standard`: minutes of such a dossier. */
export function toStandardDossiers(minutes: number, standard: number): number {
	return standard > 0 ? minutes / standard : 0;
}
