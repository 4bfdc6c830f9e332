import { listHref } from '$lib/client/dossiers/list-href.ts';
import { isMilestone } from '$lib/domain/rollout/milestone.ts';
import type { Blocked } from '$lib/domain/rollout/difficulty.ts';
import type { TargetFigure } from '$lib/domain/rollout/target.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import { periodWith } from '$lib/domain/report/period.ts';
import { type Day, dayOf, type Instant, toIsoDay } from '$lib/domain/time/instant.ts';

/** The dossiers a figure of a unit counts. `past`: the instant of the page, as its lists take it. */
export function figureHref(figure: TargetFigure, unit: string, asOf: Instant, past: Filter = {}): string {
	switch (figure) {
		case 'cross-received-month':
			return listHref({ figure: 'cross-boundary-month', receiving: unit, ...past });
		case 'procedures-used':
			return listHref({ receiving: unit, ...past });
		case 'online-month':
			return listHref({
				part: 'received-online',
				period: periodWith('month', dayOf(asOf)).key,
				receiving: unit,
				...past
			});
		case 'on-time-month':
			return listHref({ figure: 'on-time-month', resolving: unit, ...past });
	}
}

/** The dossiers that decided a target on a day that is over: of the month until its end. */
export function decidedHref(figure: TargetFigure, unit: string, day: Day, past: Filter = {}): string {
	const period = periodWith('free', day).key;
	switch (figure) {
		case 'cross-received-month':
			return listHref({ part: 'received-across', period, receiving: unit, ...past });
		case 'procedures-used':
			return listHref({ part: 'received', period: `${LONG_AGO}..${toIsoDay(day)}`, receiving: unit, ...past });
		case 'online-month':
			return listHref({ part: 'received-online', period, receiving: unit, ...past });
		case 'on-time-month':
			return listHref({ part: 'resolved-in-time', period, resolving: unit, ...past });
	}
}

/** No dossier is older. */
const LONG_AGO = '2000-01-01';

/** What a unit ended in the week whose last day is `last`. */
export function weekHref(unit: string, last: Day, past: Filter = {}): string {
	const period = `${toIsoDay(last - 6)}..${toIsoDay(last)}`;
	return listHref({ part: 'resolved', period, resolving: unit, ...past });
}

/** Where one sees what a difficulty holds up; null for nothing, or for a figure of no one unit. */
export function blockedHref(blocks: Blocked | null, unit: string | null, asOf: Instant): string | null {
	if (blocks === null) return null;
	if (isMilestone(blocks)) return unit === null ? '/rollout' : `/rollout?unit=${unit}#unit`;
	return unit === null ? null : figureHref(blocks, unit, asOf);
}
