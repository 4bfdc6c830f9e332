import type { Format } from '$lib/client/format.ts';
import { WORKING_DAY_MINUTES } from '$lib/domain/clock/limit-end.ts';
import type { CountedDay, OffReason } from '$lib/domain/clock/explain.ts';
import { startOfDay, toDay, weekdayOf, type Day } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';

/** A count laid out as a calendar sheet: one row a week, Monday first. */
export interface CountSheet {
	readonly caption: string;
	readonly weeks: readonly Week[];
	readonly sum: string;
	/** Days that differ from their week, and why. */
	readonly occasions: readonly string[];
}

interface Week {
	readonly monday: Day;
	/** Seven; null: no part of the count. */
	readonly days: readonly (DayCell | null)[];
}

export interface DayCell {
	/** `05/12`. */
	readonly date: string;
	/** What was counted, for the cell: minutes, the place of a calendar day, or a word. */
	readonly value: string;
	/** The whole of it for those who hear the sheet. */
	readonly spoken: string;
	readonly kind: 'counted' | 'off' | 'beyond';
	/** Filled part of the cell, 0–1. */
	readonly share: number;
}

/** Null: nothing was counted day by day. */
export function toCountSheet(days: readonly CountedDay[], format: Format): CountSheet | null {
	const [first, last] = [days[0], days.at(-1)];
	const counted = days.filter((day) => day.counts);
	if (first === undefined || last === undefined || counted.length === 0) return null;
	const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
	const inCalendarDays = minutes === 0;
	const cells = new Map(
		days.map((day) => [toDay(day.day), toCell(day, inCalendarDays ? counted.indexOf(day) + 1 : null, format)])
	);
	const weeks: Week[] = [];
	const monday = mondayOf(toDay(first.day));
	for (let start = monday; start <= toDay(last.day); start += 7) {
		const row = Array.from({ length: 7 }, (_, place) => cells.get(start + place) ?? null);
		if (row.some((cell) => cell !== null)) weeks.push({ monday: start, days: row });
	}
	return {
		caption: inCalendarDays ? m.days_caption_calendar() : m.days_caption(),
		weeks,
		sum: inCalendarDays
			? m.days_sum_calendar({ count: counted.length })
			: m.days_sum({ minutes: format.integer(minutes), time: format.workingSpan(minutes) }),
		occasions: toOccasions(days, format)
	};
}

const OFF: Record<OffReason, () => string> = {
	weekend: m.days_off_weekend,
	'reception-only': m.days_off_reception_only,
	off: m.days_off_holiday,
	closure: m.days_off_closure
};

function toCell(counted: CountedDay, place: number | null, format: Format): DayCell {
	const at = startOfDay(toDay(counted.day));
	const day = format.longDate(at);
	const date = format.dayMonth(at);
	if (!counted.counts && counted.off === null)
		return { date, value: m.days_beyond_short(), spoken: m.days_beyond({ day }), kind: 'beyond', share: 0 };
	if (!counted.counts) {
		const off = counted.off === null ? '' : OFF[counted.off]();
		const reason = counted.occasion === null ? off : `${off}: ${counted.occasion}`;
		return { date, value: m.days_off_short(), spoken: m.days_not_counted({ day, reason }), kind: 'off', share: 0 };
	}
	if (place !== null) {
		const spoken = m.days_counted_whole({ day, place: format.integer(place) });
		return { date, value: format.integer(place), spoken, kind: 'counted', share: 1 };
	}
	const minutes = format.integer(counted.minutes);
	return {
		date,
		value: minutes,
		spoken: m.days_counted({ day, minutes }),
		kind: 'counted',
		share: Math.min(1, counted.minutes / WORKING_DAY_MINUTES)
	};
}

/** `31/08/2026–02/09/2026 nghỉ: Quốc khánh`: neighbours of one occasion are told once. */
function toOccasions(days: readonly CountedDay[], format: Format): string[] {
	const groups: { from: Day; to: Day; occasion: string; isOff: boolean }[] = [];
	for (const { day, off, occasion } of days) {
		if (occasion === null) continue;
		const last = groups.at(-1);
		const isOff = off !== null;
		if (last?.occasion === occasion && last.isOff === isOff && last.to + 1 === toDay(day)) last.to++;
		else groups.push({ from: toDay(day), to: toDay(day), occasion, isOff });
	}
	return groups.map(({ from, to, occasion, isOff }) => {
		const [first, last] = [from, to].map((day) => format.date(startOfDay(day)));
		const day = from === to ? (first ?? '') : `${first}–${last}`;
		return isOff ? m.days_occasion_off({ day, occasion }) : m.days_occasion_worked({ day, occasion });
	});
}

function mondayOf(day: Day): Day {
	return day - weekdayOf(day) + 1;
}
