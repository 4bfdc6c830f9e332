import type { Calendar } from '../clock/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { DossierEvent } from './event.ts';
import { holdersOver } from './holder.ts';

/** Time during which a dossier waited for another unit's answer. */
export interface OfferSpan {
	readonly to: string;
	readonly from: Instant;
	/** Null: it waits still. */
	readonly until: Instant | null;
	readonly state: 'offered' | 'accepted' | 'declined' | 'withdrawn';
	/** Why it was declined. */
	readonly reason: string | null;
}

/** A stretch of time in which one unit had it to resolve. Minutes are working minutes. */
export interface Holding {
	/** Null: no feed said. */
	readonly unit: string | null;
	readonly from: Instant;
	/** Null: it has it still, or had it to the end. */
	readonly to: Instant | null;
	readonly minutes: number;
	/** Of these after the return date that held last. */
	readonly late: number;
	/** Of these while offered to another unit. */
	readonly offered: number;
	/** Offers this unit made of it in that time. */
	readonly offers: readonly OfferSpan[];
}

export interface HeldDossier {
	readonly code: string;
	readonly acceptedAt: Instant | null;
	readonly closedAt: Instant | null;
	/** The return date that held last. */
	readonly dueAt: Instant | null;
}

/**
 * Which unit had the dossier when, from its acceptance to the end of processing or `now`. The clock runs on while a dossier is
 * offered to another unit, and every minute, late ones too, is put down to the unit that had it then: an offer shifts nothing.
 */
export function toHoldings(
	events: readonly DossierEvent[],
	offers: readonly OfferSpan[],
	{ code, acceptedAt, closedAt, dueAt }: HeldDossier,
	calendar: Calendar,
	now: Instant
): Holding[] {
	if (acceptedAt === null) return [];
	// A feed with a fast clock may date the acceptance ahead: then nobody has had it yet, but it is known who will.
	const end = Math.max(acceptedAt, closedAt ?? now);
	const starts: { unit: string | null; from: Instant }[] = [{ unit: null, from: acceptedAt }];
	for (const { at, holder } of holdersOver(code, events)) {
		if (at > end || holder.unit === starts.at(-1)?.unit) continue;
		// Whoever had it at the acceptance had it from then on.
		if (at <= acceptedAt) starts.length = 0;
		starts.push({ unit: holder.unit, from: Math.max(at, acceptedAt) });
	}
	const minutesIn = (from: Instant, to: Instant) => (from >= to ? 0 : calendar.workingMinutesBetween(from, to));
	return starts.map(({ unit, from }, place) => {
		const next = starts[place + 1]?.from ?? null;
		const until = Math.max(from, next ?? end);
		const own = offers.filter((offer) => offer.from < until && (offer.until ?? end) > from && offer.to !== unit);
		return {
			unit,
			from,
			to: next,
			minutes: minutesIn(from, until),
			late: dueAt === null ? 0 : minutesIn(Math.max(from, dueAt), until),
			offered: own.reduce(
				(sum, offer) => sum + minutesIn(Math.max(from, offer.from), Math.min(until, offer.until ?? end)),
				0
			),
			offers: own
		};
	});
}
