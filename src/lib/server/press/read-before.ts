import type { Transaction } from 'kysely';
import { momentsAt } from '../../domain/figure/moments.ts';
import { type Days, periodBefore, type RawTotals, toToldBefore } from '../../domain/press/before.ts';
import type { FrozenBefore } from '../../domain/press/frozen-content.ts';
import { FAMILIES } from '../../domain/press/press-figure.ts';
import { type Period, readPeriod } from '../../domain/report/period.ts';
import { dayOf, startOfDay, toIsoDay } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from '../read/as-of.ts';
import { countPress, type PressCounts } from './count-press.ts';
import type { FreezeWish } from './freeze-wish.ts';

/**
 * The same figures as they stood at the end of an earlier day, by what is known for the freeze itself, so that both sides
 * count the same late records. Null: not asked for.
 */
export async function readBefore(
	trx: Transaction<Tables>,
	catalogue: KnownCatalogue,
	{ from, at, before, smallBelow }: FreezeWish,
	{ known }: AsOf,
	{ counts, isReceivedTold }: { readonly counts: PressCounts; readonly isReceivedTold: boolean }
): Promise<FrozenBefore | null> {
	if (before === null) return null;
	const days = periodBefore({ from, last: dayOf(at) }, before);
	const end = startOfDay(before + 1) - 1;
	const then = await countPress(trx, {
		period: toPeriod(days),
		moments: momentsAt(end, catalogue.calendarFor(null, end)),
		asOf: { until: end, known },
		catalogue
	});
	const told = { isBeginning: days.from === from, isReceivedTold };
	return {
		period: { from: toIsoDay(days.from), to: toIsoDay(days.last) },
		totals: toToldBefore(toTotals(then), toTotals(counts), smallBelow, told)
	};
}

export function toPeriod({ from, last }: Days): Period {
	const period = readPeriod(`${toIsoDay(from)}..${toIsoDay(last)}`);
	if (period === null) throw new RangeError('the period ends before it begins');
	return period;
}

function toTotals({ pairs }: PressCounts): RawTotals {
	const totals = FAMILIES.map((family) => {
		const sum = (what: 'all' | 'part') => pairs.reduce((total, { counts }) => total + counts[family][what], 0);
		return [family, { all: sum('all'), part: sum('part') }] as const;
	});
	return Object.fromEntries(totals) as unknown as RawTotals;
}
