import { dayOf, startOfDay, type Instant } from '../../lib/domain/time/instant.ts';
import type { Period } from '../../simulation/player.ts';
import { LONGEST_BUSY_STORY_MS } from '../../simulation/simulate-busy-hours.ts';
import { toBegin } from '../../simulation/simulated-clock.ts';
import { toResumption } from './history.ts';
import type { SimulateOptions } from './options.ts';

/** What of a run lies in which time. */
export interface RunTimes {
	/** Null: no history. `resume`: the feed has all that was to be sent before `from`. */
	readonly history: { readonly from: Instant; readonly resume: boolean } | null;
	/** What the simulated clock shows when live begins; null: real time, whenever that is. */
	readonly liveFrom: Instant | null;
}

/** `last`: time of the newest event that the feed has; null: it is empty. */
export function toTimes(options: SimulateOptions, last: Instant | null, now: Instant): RunTimes {
	const { days, rate, speed, seconds } = options;
	const firstDay = days === 0 ? now : startOfDay(dayOf(now) - days);
	const isFast = speed > 1;
	const lastingAgo = seconds === undefined ? Number.NEGATIVE_INFINITY : toBegin(now, speed, seconds * 1000);
	if (rate !== undefined) {
		const hasHistory = days > 0 && last === null && !isFast;
		const begin = seconds === undefined ? firstDay : lastingAgo;
		return { history: hasHistory ? { from: firstDay, resume: false } : null, liveFrom: isFast ? begin : null };
	}
	const history = last === null ? { from: firstDay, resume: false } : toResumption(last, now, options);
	return { history, liveFrom: isFast ? Math.max(history.from, lastingAgo) : null };
}

/** From live on; and those that may have been under way when the last run ended. */
export function toBusyPeriods(last: Instant | null, liveFrom: Instant): Period[] {
	const period = { from: liveFrom - LONGEST_BUSY_STORY_MS, until: Number.POSITIVE_INFINITY };
	return last === null ? [period] : [period, { from: last - LONGEST_BUSY_STORY_MS, until: last }];
}
