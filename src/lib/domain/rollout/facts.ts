import type { Dossier } from '../dossier/dossier.ts';
import { type Day, dayOf, type Instant, startOfDay, startOfMonth, weekdayOf } from '../time/instant.ts';

/** The dossier that passed a milestone, and when. */
export interface First {
	readonly at: Instant;
	readonly code: string;
}

/** Dossiers of the month that holds the present, as the measures of a unit count them. */
export interface MonthCounts {
	/** Received by the unit: all, for other units, online. */
	received: number;
	cross: number;
	online: number;
	/** Ended by the unit in whichever way the official report counts: all, early or on time. */
	closed: number;
	onTime: number;
}

/** What the figures a unit may have a target of are counted from. */
export interface Measures {
	/** Procedures it has received a dossier of. */
	readonly procedures: Set<string>;
	readonly month: MonthCounts;
}

/** The month a measure is of, as far as it is looked at: the first instant that counts, and the first that does not. */
export interface MeasuredSpan {
	readonly from: Instant;
	readonly before: Instant;
}

/** The month of a day until its end. */
export function spanUntil(day: Day): MeasuredSpan {
	return { from: startOfDay(startOfMonth(day)), before: startOfDay(day + 1) };
}

/**
 * What the ledger knows of one unit's rollout. The same facts come from SQL and from dossiers in memory (`addDossier`), so
 * that a past instant may take the settled ones from the one and those in motion from the other.
 */
export interface UnitFacts extends Measures {
	/** First dossier received for another unit, first one resolved for another, first result handed over elsewhere. */
	received: First | null;
	resolved: First | null;
	returned: First | null;
	/** Last time it received or resolved for another unit. */
	lastActive: Instant | null;
	/** By first day (Monday) of weeks in which the unit ended dossiers: whether any of them was late. */
	readonly weeks: Map<Day, boolean>;
}

export function noMeasures(): Measures {
	return { procedures: new Set(), month: { received: 0, cross: 0, online: 0, closed: 0, onTime: 0 } };
}

export function noFacts(): UnitFacts {
	return {
		received: null,
		resolved: null,
		returned: null,
		lastActive: null,
		weeks: new Map(),
		...noMeasures()
	};
}

/** Monday of the week that holds `day`. */
export function weekOf(day: Day): Day {
	return day - weekdayOf(day) + 1;
}

/**
 * Adds what a dossier says of the units it passes through. For another unit: received by a one-stop that is not the
 * competent unit's own. `factsOf` answers undefined for units that are not asked about.
 */
export function addDossier(dossier: Dossier, factsOf: (unit: string) => UnitFacts | undefined, now: Instant): void {
	addMeasures(dossier, factsOf, { from: startOfDay(startOfMonth(dayOf(now))), before: Infinity });
	const receiver = dossier.receiving === null ? undefined : factsOf(dossier.receiving);
	if (receiver !== undefined && dossier.acceptedAt !== null && dossier.crossBoundary) {
		receiver.received = earlier(receiver.received, { at: dossier.acceptedAt, code: dossier.code });
		receiver.lastActive = later(receiver.lastActive, dossier.acceptedAt);
	}
	const resolver = dossier.resolving === null ? undefined : factsOf(dossier.resolving);
	if (resolver !== undefined) addResolved(dossier, resolver);
}

/** Adds what a dossier says of the measures of a span. */
export function addMeasures(
	dossier: Dossier,
	measuresOf: (unit: string) => Measures | undefined,
	{ from, before }: MeasuredSpan
): void {
	const { receiving, resolving, acceptedAt, closedAt, procedure, timeliness } = dossier;
	if (acceptedAt === null || acceptedAt >= before) return;
	const receiver = receiving === null ? undefined : measuresOf(receiving);
	if (receiver !== undefined) {
		if (procedure !== null) receiver.procedures.add(procedure);
		if (acceptedAt >= from) {
			receiver.month.received++;
			if (dossier.crossBoundary) receiver.month.cross++;
			if (dossier.channel === 'online') receiver.month.online++;
		}
	}
	const resolver = resolving === null ? undefined : measuresOf(resolving);
	if (resolver === undefined || closedAt === null || timeliness === null) return;
	if (closedAt < from || closedAt >= before) return;
	resolver.month.closed++;
	if (timeliness !== 'late') resolver.month.onTime++;
}

function addResolved(dossier: Dossier, facts: UnitFacts): void {
	const { closedAt, returnedAt, timeliness, code } = dossier;
	if (closedAt !== null && dossier.crossBoundary && (dossier.status === 9 || dossier.status === 10)) {
		facts.resolved = earlier(facts.resolved, { at: closedAt, code });
		facts.lastActive = later(facts.lastActive, closedAt);
	}
	if (returnedAt !== null && dossier.returning !== null && dossier.returning !== dossier.resolving)
		facts.returned = earlier(facts.returned, { at: returnedAt, code });
	if (closedAt === null || timeliness === null) return;
	const week = weekOf(dayOf(closedAt));
	facts.weeks.set(week, (facts.weeks.get(week) ?? false) || timeliness === 'late');
}

/** Of two at the same instant, the one whose code comes first. */
function earlier(a: First | null, b: First): First {
	if (a === null) return b;
	return b.at < a.at || (b.at === a.at && b.code < a.code) ? b : a;
}

function later(a: Instant | null, b: Instant): Instant {
	return a === null || b > a ? b : a;
}
