import type { Instant } from '../domain/time/instant.ts';
import type { ForecastDay } from '../domain/workload/forecast.ts';
import type { Named } from './named.ts';

/** "What if" of one unit (`/workload/forecast`), as its address says it. Parts that change nothing are at their rest. */
export interface WhatIf {
	/** Full-time officials more, from the first working day on. */
	readonly more: number;
	/** For so many working days. */
	readonly days: number;
	/** Name of an official who is absent between two days, both included. Null: nobody more than is known. */
	readonly absent: { readonly official: string; readonly from: string; readonly to: string } | null;
	/** Change of intake: 0.3 for 30 % more. */
	readonly intake: number;
}

/** Bounds of the sliders. */
export const MOST_MORE = 10;
export const LEAST_INTAKE = -0.5;
export const MOST_INTAKE = 1;

/** What of an address could not be taken: the forecast is without it. */
export type WhatIfProblem = 'unknown-official' | 'bad-days' | 'outside';

/** Backlog and overdue of a unit at the end of each of the coming working days. */
export interface Outlook {
	readonly unit: Named;
	readonly asOf: Instant;
	readonly version: number;
	/** ISO working days of the forecast, first to last. */
	readonly days: readonly string[];
	readonly whatIf: WhatIf;
	readonly problem: WhatIfProblem | null;
	/** Whether anything is changed: else `then` is `base`. */
	readonly isChanged: boolean;
	readonly base: readonly ForecastDay[];
	readonly then: readonly ForecastDay[];
	/** Open and worked on now; those waiting for citizens stand beside. */
	readonly now: { readonly backlog: number; readonly overdue: number; readonly waiting: number };
	/** Names of officials who can be away. */
	readonly officials: readonly string[];
	/** What the forecast is made from, to be said on the page. */
	readonly basis: {
		/** Working days whose intake is drawn from, and how many dossiers they brought. */
		readonly intakeDays: number;
		readonly intake: number;
		/** 0: the pace of officials is assumed. */
		readonly paceStretches: number;
		/** How often the days were played forward. */
		readonly runs: number;
	};
}
