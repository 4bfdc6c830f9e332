import type { Dossier } from '../dossier/dossier.ts';
import type { FindingCode } from '../dossier/finding.ts';
import type { Instant } from '../time/instant.ts';

/**
 * A condition over a dossier as data, so that one declaration becomes a predicate in memory and a WHERE clause in SQL.
 * Comparison with null is false, as in SQL; `known` asks for the value's presence.
 */
export type Condition =
	| { readonly all: readonly Condition[] }
	| { readonly any: readonly Condition[] }
	| { readonly not: Condition }
	| { readonly field: keyof Dossier; readonly known: boolean }
	| { readonly field: PlainField; readonly in: readonly (string | number | boolean)[] }
	| { readonly field: TimeField; readonly from: Moment | Instant }
	| { readonly field: TimeField; readonly before: Moment | Instant }
	| { readonly field: 'findings'; readonly has: FindingCode }
	/** Ended on a day on which its unit ended far more than usual: about the unit, so only a query over the days can tell. */
	| { readonly peak: 'closing' };

export type TimeField =
	| 'filedAt'
	| 'acceptedAt'
	| 'closedAt'
	| 'returnedAt'
	| 'dueAt'
	| 'firstDueAt'
	| 'transferringSince'
	| 'apologisedAt'
	| 'unopenedSince';
export type PlainField = Exclude<keyof Dossier, TimeField | 'findings'>;

/** Named instants that move with the clock; `Moments` gives each its value for a given now. */
export type Moment =
	| 'now'
	/** Midnight in the office at which today began. */
	| 'day-start'
	/** Midnight at which this month began. */
	| 'month-start'
	/** Midnight at which last month began. */
	| 'last-month-start'
	/** One working day from now: what is due before it is due soon. */
	| 'soon'
	/** One working day ago: who has waited since before it has waited longer than a working day. */
	| 'working-day-ago'
	/** So many working hours ago that what was moved before should have been opened (`OPENING_HOURS`). */
	| 'opening-limit'
	/** Five working days from now, and five ago: bounds of the ages of deadlines. */
	| 'week-ahead'
	| 'week-ago';

export type Moments = Readonly<Record<Moment, number>>;

/** The instant a bound means: a named one moves with the clock, another stays. */
export function instantOf(bound: Moment | Instant, moments: Moments): Instant {
	return typeof bound === 'number' ? bound : moments[bound];
}
