import type { Format } from '$lib/client/format.ts';
import type { LeftOut } from '$lib/contract/desk-hit-rate.ts';
import type { Backtest } from '$lib/domain/workload/backtest.ts';
import { m } from '$lib/paraglide/messages.js';

const LEFT: Record<LeftOut, () => string> = {
	overdue: m.hitrate_left_overdue,
	'no-date': m.hitrate_left_no_date,
	'no-handler': m.hitrate_left_no_handler,
	'not-due': m.hitrate_left_not_due,
	paused: m.hitrate_left_paused
};
export const leftOutName = (why: LeftOut): string => LEFT[why]();

/** From this many judged forecasts on the numbers say something. */
const ENOUGH = 50;
/** From this skill on a forecast is worth following; below it, it is hardly better than knowing how many are late. */
const USEFUL = 0.1;

export type Verdict = 'none' | 'few' | 'same' | 'worse' | 'little' | 'useful';

/** How good the forecasts were, in one word for tests and colours. */
export function verdictOf({ forecasts, skill }: Pick<Backtest, 'forecasts' | 'skill'>): Verdict {
	if (forecasts === 0) return 'none';
	if (forecasts < ENOUGH) return 'few';
	if (skill === null) return 'same';
	if (skill <= 0) return 'worse';
	return skill < USEFUL ? 'little' : 'useful';
}

/** The verdict in words; a poor one is said as plainly as a good one. */
export function verdictWords({ forecasts, skill }: Pick<Backtest, 'forecasts' | 'skill'>, format: Format): string {
	switch (verdictOf({ forecasts, skill })) {
		case 'none':
			return m.hitrate_verdict_none();
		case 'few':
			return m.hitrate_verdict_few({ count: format.integer(forecasts) });
		case 'same':
			return m.hitrate_verdict_same();
		case 'worse':
			return m.hitrate_verdict_worse();
		case 'little':
			return m.hitrate_verdict_little({ percent: format.percent(skill, 0) });
		case 'useful':
			return m.hitrate_verdict_useful({ percent: format.percent(skill, 0) });
	}
}
