import type { Day } from '../time/instant.ts';
import type { Milestone } from './milestone.ts';
import type { PlannedUnit } from './plan.ts';
import type { UnitProgress } from './progress.ts';

/** A step: from this day on, so many. */
export interface Step {
	readonly day: Day;
	readonly units: number;
}

/** How many units were to be live by each day on which that changes. */
export function toPlanCurve(plan: readonly PlannedUnit[]): Step[] {
	return toSteps(plan.map(({ goLiveOn }) => goLiveOn));
}

/** How many units had passed a milestone by each day on which that changes. */
export function toActualCurve(units: readonly UnitProgress[], milestone: Milestone): Step[] {
	return toSteps(
		units.flatMap(({ milestones }) => {
			const day = milestones.find(({ id }) => id === milestone)?.day ?? null;
			return day === null ? [] : [day];
		})
	);
}

function toSteps(days: readonly Day[]): Step[] {
	const sorted = [...days].sort((a, b) => a - b);
	return sorted.flatMap((day, place) => (sorted[place + 1] === day ? [] : [{ day, units: place + 1 }]));
}

/** How many units by the end of `day`. */
export function unitsBy(steps: readonly Step[], day: Day): number {
	return steps.findLast((step) => step.day <= day)?.units ?? 0;
}

/** A unit's milestones counted from its own day 0: after so many days so many reached; before it counts as on it. */
export interface AlignedStep {
	readonly after: number;
	readonly reached: number;
}

export function toAlignedCurve({ milestones }: UnitProgress): AlignedStep[] {
	const days = milestones
		.flatMap(({ afterGoLive }) => (afterGoLive === null ? [] : [Math.max(0, afterGoLive)]))
		.sort((a, b) => a - b);
	const steps = days.flatMap((after, place) => (days[place + 1] === after ? [] : [{ after, reached: place + 1 }]));
	return steps[0]?.after === 0 ? steps : [{ after: 0, reached: 0 }, ...steps];
}

/** Milestones reached after so many days by the average unit, at each day on which that changes. */
export function toAverageCurve(curves: readonly (readonly AlignedStep[])[]): AlignedStep[] {
	const days = [...new Set(curves.flatMap((curve) => curve.map(({ after }) => after)))].sort((a, b) => a - b);
	return days.map((after) => ({
		after,
		reached: curves.reduce((sum, curve) => sum + reachedBy(curve, after), 0) / curves.length
	}));
}

/** Milestones a unit had reached after so many days. */
export function reachedBy(curve: readonly AlignedStep[], after: number): number {
	return curve.findLast((step) => step.after <= after)?.reached ?? 0;
}
