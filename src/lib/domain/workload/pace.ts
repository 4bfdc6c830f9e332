import type { Efforts } from './effort.ts';
import type { Measured } from './handling.ts';
import { quantilesOf, type Quantiles } from './quantiles.ts';

/** Pace of officials: actual ÷ planned minutes of a stretch of work, as quantiles. */
export type Pace = Quantiles;

/** Assumed until enough weeks are measured (`paceOf`): one week in ten takes 1.6 times the plan or more. */
export const USUAL_PACE: Pace = [0.6, 0.8, 1, 1.25, 1.6];

/** Fewer measured stretches than this say too little of how pace varies. */
const FEWEST_STRETCHES = 30;
/** A stretch is so many closed dossiers of one official in a row: long enough for single cases to even out. */
const STRETCH = 10;

/** What was measured, for the page: `stretches` 0 means the pace is assumed. */
export interface MeasuredPace {
	readonly pace: Pace;
	readonly stretches: number;
}

/**
 * How officials' work compares with the weights: for each ten dossiers an official closed in a row, the minutes that went
 * into them ÷ the minutes their weights promise. `byOfficial` holds each official's measured handlings.
 */
export function paceOf(byOfficial: readonly (readonly Measured[])[], efforts: Efforts): MeasuredPace {
	const ratios: number[] = [];
	for (const measured of byOfficial) {
		const closed = measured
			.filter(({ handling, effort }) => handling.closed && effort > 0)
			.sort((a, b) => a.handling.endedAt - b.handling.endedAt);
		for (let from = 0; from + STRETCH <= closed.length; from += STRETCH) {
			const stretch = closed.slice(from, from + STRETCH);
			const actual = stretch.reduce((sum, { effort }) => sum + effort, 0);
			ratios.push(actual / stretch.reduce((sum, { handling }) => sum + efforts.of(handling.procedure).minutes, 0));
		}
	}
	if (ratios.length < FEWEST_STRETCHES) return { pace: USUAL_PACE, stretches: 0 };
	return { pace: quantilesOf(ratios), stretches: ratios.length };
}
