import type { Instant } from '../domain/time/instant.ts';
import type { Backtest } from '../domain/workload/backtest.ts';
import type { Named } from './named.ts';

/** How well lateness was foreseen in a unit (`/workload/hit-rate`): forecasts of past Mondays against what came. */
export interface HitRate {
	readonly unit: Named;
	/** When it was worked out; once a day. */
	readonly asOf: Instant;
	/** The instants looked from, oldest first. */
	readonly instants: readonly HitRateInstant[];
	readonly backtest: Backtest;
	/** Dossiers that were open then and are not judged, by why. */
	readonly leftOut: Readonly<Record<LeftOut, number>>;
	/** The unit had too much in these weeks: only the latest of them were looked at. */
	readonly isShortened: boolean;
}

/** `overdue`: late already, nothing to foresee. `not-due`: the day has not come yet. `paused`: its clock stopped afterwards. */
export const LEFT_OUT = ['overdue', 'no-date', 'no-handler', 'not-due', 'paused'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export interface HitRateInstant {
	readonly at: Instant;
	/** Judged forecasts. */
	readonly forecasts: number;
	/** Sum of their chances: how many were expected to become late. */
	readonly expected: number;
	readonly late: number;
}
