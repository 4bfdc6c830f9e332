import { type Day, dayOf, type Instant } from '../time/instant.ts';
import { type UnitFacts, weekOf } from './facts.ts';
import {
	EXPECTED_WITHIN,
	type HandMilestone,
	LEDGER_MILESTONES,
	type LedgerMilestone,
	type Milestone,
	MILESTONES,
	QUIET_WORKING_DAYS
} from './milestone.ts';
import type { PlannedUnit } from './plan.ts';

/** `ahead`: not expected yet; `late`: expected and not there. */
export type MilestoneState = 'reached' | 'ahead' | 'late';

export interface MilestoneProgress {
	readonly id: Milestone;
	readonly state: MilestoneState;
	/** Day on which it was reached. */
	readonly day: Day | null;
	/** Days of the calendar after go-live; negative: before it. */
	readonly afterGoLive: number | null;
	/** The dossier that reached it, where one did. */
	readonly dossier: string | null;
	/** Who ticked it, where somebody did. */
	readonly by: string | null;
}

export interface Tick {
	readonly milestone: HandMilestone;
	readonly day: Day;
	readonly by: string;
}

export interface UnitProgress extends PlannedUnit {
	readonly isLive: boolean;
	readonly milestones: readonly MilestoneProgress[];
	readonly reached: number;
	readonly late: number;
	/** Whole working days since it last received or resolved for another unit, or since go-live; null: not live yet. */
	readonly quietDays: number | null;
	readonly isQuiet: boolean;
	/** Something expected is not there, or nothing happens. */
	readonly lags: boolean;
}

/** How far units are, as a wave counts them: live by the plan, first dossier received for another, all milestones, behind. */
export const STAGES = ['live', 'started', 'complete', 'lagging'] as const;
export type Stage = (typeof STAGES)[number];

export function isAt(stage: Stage, { isLive, milestones, reached, lags }: UnitProgress): boolean {
	switch (stage) {
		case 'live':
			return isLive;
		case 'started':
			return milestones.some(({ id, day }) => id === 'first-received' && day !== null);
		case 'complete':
			return reached === milestones.length;
		case 'lagging':
			return lags;
	}
}

export function isStage(text: unknown): text is Stage {
	return STAGES.some((one) => one === text);
}

/** How far a unit is at `now`. `isWorkingDay` is that of its own calendar. */
export function toProgress(
	planned: PlannedUnit,
	facts: UnitFacts,
	ticks: readonly Tick[],
	now: Instant,
	isWorkingDay: (day: Day) => boolean
): UnitProgress {
	const today = dayOf(now);
	const isLive = planned.goLiveOn <= today;
	const sinceGoLive = isLive ? workingDaysBetween(planned.goLiveOn, today, isWorkingDay) : -1;
	const milestones = MILESTONES.map((id): MilestoneProgress => {
		const found = findReached(id, planned, facts, ticks, today);
		const state = found !== null ? 'reached' : isLive && sinceGoLive > EXPECTED_WITHIN[id] ? 'late' : 'ahead';
		return {
			id,
			state,
			day: found?.day ?? null,
			afterGoLive: found === null ? null : found.day - planned.goLiveOn,
			dossier: found?.dossier ?? null,
			by: found?.by ?? null
		};
	});
	const lastActiveDay = facts.lastActive === null ? planned.goLiveOn : dayOf(facts.lastActive);
	const quietDays = isLive
		? Math.max(0, workingDaysBetween(Math.max(lastActiveDay, planned.goLiveOn), today, isWorkingDay) - 1)
		: null;
	const isQuiet = quietDays !== null && quietDays >= QUIET_WORKING_DAYS;
	const late = milestones.filter(({ state }) => state === 'late').length;
	return {
		...planned,
		isLive,
		milestones,
		reached: milestones.filter(({ state }) => state === 'reached').length,
		late,
		quietDays,
		isQuiet,
		lags: late > 0 || isQuiet
	};
}

/** Most behind first: by milestones that are late, then by silence, then by code. Units not live yet come last. */
export function byLag(a: UnitProgress, b: UnitProgress): number {
	return (
		Number(b.isLive) - Number(a.isLive) ||
		b.late - a.late ||
		Number(b.isQuiet) - Number(a.isQuiet) ||
		(b.quietDays ?? 0) - (a.quietDays ?? 0) ||
		a.reached - b.reached ||
		(a.unit < b.unit ? -1 : 1)
	);
}

interface Reached {
	readonly day: Day;
	readonly dossier: string | null;
	readonly by: string | null;
}

function findReached(
	id: Milestone,
	{ goLiveOn }: PlannedUnit,
	facts: UnitFacts,
	ticks: readonly Tick[],
	today: Day
): Reached | null {
	if (!isOfLedger(id)) {
		const tick = ticks.find(({ milestone }) => milestone === id);
		return tick === undefined ? null : { day: tick.day, dossier: null, by: tick.by };
	}
	if (id === 'first-full-week') {
		const week = firstFullWeek(facts.weeks, goLiveOn, today);
		// Reached with its last day.
		return week === null ? null : { day: week + 6, dossier: null, by: null };
	}
	const first = {
		'first-received': facts.received,
		'first-resolved': facts.resolved,
		'first-returned': facts.returned
	}[id];
	return first === null ? null : { day: dayOf(first.at), dossier: first.code, by: null };
}

/** The first week, Monday to Sunday, wholly after go-live and wholly over, in which the unit ended dossiers and none late. */
export function firstFullWeek(weeks: ReadonlyMap<Day, boolean>, goLiveOn: Day, today: Day): Day | null {
	let first: Day | null = null;
	for (const [week, late] of weeks) {
		if (!late && week >= goLiveOn && week + 7 <= today && (first === null || week < first)) first = week;
	}
	return first;
}

/** The first Monday from which a week may be the first full one. */
export function firstWeekFrom(goLiveOn: Day): Day {
	const week = weekOf(goLiveOn);
	return week === goLiveOn ? week : week + 7;
}

/** Working days after `from` up to and with `to`. */
export function workingDaysBetween(from: Day, to: Day, isWorkingDay: (day: Day) => boolean): number {
	let count = 0;
	for (let day = from + 1; day <= to; day++) if (isWorkingDay(day)) count++;
	return count;
}

function isOfLedger(id: Milestone): id is LedgerMilestone {
	return LEDGER_MILESTONES.some((one) => one === id);
}
