import type { Day } from '../time/instant.ts';

/** Figures a unit may have a target of: counts are of dossiers or procedures, shares are 0–1. */
export const TARGET_FIGURES = ['cross-received-month', 'procedures-used', 'online-month', 'on-time-month'] as const;
export type TargetFigure = (typeof TARGET_FIGURES)[number];

export const TARGET_IS_SHARE: Readonly<Record<TargetFigure, boolean>> = {
	'cross-received-month': false,
	'procedures-used': false,
	'online-month': true,
	'on-time-month': true
};

/** `under-way`: not there yet, and as near as the time that has gone asks for. */
export const TARGET_STATES = ['missed', 'at-risk', 'under-way', 'reached'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export interface TargetTerms {
	/** At least this much. */
	readonly value: number;
	/** Where it stood when the target was set. Null: nothing to measure then. */
	readonly startedAt: number | null;
	/** Day it was set, and the last day for reaching it. */
	readonly setOn: Day;
	readonly dueOn: Day;
}

/**
 * How a target stands today. `actual`: the figure today, and once its day is over that at the end of the day, so that what
 * comes later changes nothing. Reached: it is there. Missed: the day is over and it was not.
 * At risk: less of the way is done than of the time gone, or the last tenth of the time has begun.
 */
export function judgeTarget(actual: number | null, terms: TargetTerms, today: Day): TargetState {
	if (actual !== null && actual >= terms.value) return 'reached';
	if (today > terms.dueOn) return 'missed';
	const days = terms.dueOn - terms.setOn;
	const gone = days <= 0 ? 1 : Math.max(0, (today - terms.setOn) / days);
	if (gone === 0) return 'under-way';
	const start = terms.startedAt ?? 0;
	const way = terms.value - start;
	const done = way <= 0 ? 0 : Math.max(0, ((actual ?? start) - start) / way);
	return gone >= 0.9 || done < gone ? 'at-risk' : 'under-way';
}

export function isTargetFigure(text: unknown): text is TargetFigure {
	return TARGET_FIGURES.some((one) => one === text);
}
