import type { Day } from '../time/instant.ts';

/** When a unit is to receive for others (kế hoạch triển khai). Its go-live is its day 0. */
export interface PlannedUnit {
	readonly unit: string;
	/** Wave (đợt) it belongs to. */
	readonly wave: number;
	readonly goLiveOn: Day;
}

/** A wave as the plan has it; its units may start on several days. */
export interface Wave {
	readonly wave: number;
	readonly firstDay: Day;
	readonly lastDay: Day;
	readonly units: readonly string[];
}

/** The waves of a plan in their order. */
export function toWaves(plan: readonly PlannedUnit[]): Wave[] {
	return [...Map.groupBy(plan, ({ wave }) => wave)]
		.map(([wave, units]) => ({
			wave,
			firstDay: Math.min(...units.map(({ goLiveOn }) => goLiveOn)),
			lastDay: Math.max(...units.map(({ goLiveOn }) => goLiveOn)),
			units: units.map(({ unit }) => unit).sort()
		}))
		.sort((a, b) => a.wave - b.wave);
}
