import { DAY_MS, MINUTE_MS, atMinute, dayOf, minuteOfDay, startOfDay, toDay, weekdayOf } from '../time/instant.ts';
import type { Day, Instant } from '../time/instant.ts';

/** Office hours of a day part: minutes since midnight, `to` not included. 07:00–11:30 is [420, 690]. */
export type Window = readonly [from: number, to: number];

/** How sure the office may be of a line: `open` means no decision was found. */
export type Confidence = 'verified' | 'computed' | 'own-knowledge' | 'open';

/** A day that differs from its week: a holiday (ngày nghỉ), or a day worked instead (ngày làm bù). */
export interface SpecialDay {
	/** `2026-01-10`. */
	readonly day: string;
	readonly kind: 'off' | 'worked';
	readonly occasion: string;
	readonly source: string;
	readonly confidence: Confidence;
	/** False: known of, but not in force; the office switches it on by a new version of the calendar. */
	readonly applies: boolean;
}

/** One unit does not work: storm, moving house. */
export interface Closure {
	readonly unit: string;
	/** First and last day closed. */
	readonly from: string;
	readonly to: string;
	readonly reason: string;
}

/** Working time as data. A version of it is never changed; a new one is added. */
export interface CalendarRules {
	/** Seven lists of office hours, Monday first, in order of the day. Empty: not worked. */
	readonly weekly: readonly (readonly Window[])[];
	/** `reception-morning`: dossiers are taken in on Saturday morning, but no deadline runs then. */
	readonly saturday: 'off' | 'reception-morning';
	/** A worked day has Monday's hours. The later line wins where a day is listed twice. */
	readonly days: readonly SpecialDay[];
	/** Stronger than a worked day. */
	readonly closures: readonly Closure[];
}

/** Why a day differs from its week. */
export interface DayNote {
	readonly kind: 'off' | 'worked' | 'closure';
	readonly occasion: string;
}

/**
 * Working time of one unit, compiled for fast counting over any range of days.
 * Unit: whole working minutes. Seconds are cut off every instant first, so 15:00:59 is 15:00 and minutes add up exactly.
 * One minute before a break and the end of the break are the same moment of work; each method says which it takes.
 */
export class Calendar {
	readonly receptionOnSaturday: boolean;
	readonly #weekly: readonly (readonly Window[])[];
	/** Minutes of the week before each weekday; the eighth is the whole week. */
	readonly #weekSums: readonly number[];
	readonly #special = new Map<Day, { readonly windows: readonly Window[]; readonly note: DayNote }>();
	readonly #specialDays: readonly Day[];
	/** By how many minutes the special days before each one depart from their weeks. */
	readonly #departures: readonly number[];

	/** Closures of `unit` are observed; without it none. Throws when the week has no hours or is not seven days. */
	constructor(rules: CalendarRules, unit?: string) {
		this.#weekly = rules.weekly;
		this.#weekSums = sums(rules.weekly.map(minutesIn));
		if (rules.weekly.length !== 7 || !(minutesIn(this.#weekly[0] ?? []) > 0))
			throw new RangeError('a calendar needs seven weekdays and office hours on Monday');
		this.receptionOnSaturday = rules.saturday === 'reception-morning';
		for (const { day, kind, occasion, applies } of rules.days) {
			const windows = kind === 'worked' ? (rules.weekly[0] ?? []) : [];
			if (applies) this.#special.set(toDay(day), { windows, note: { kind, occasion } });
		}
		for (const closure of rules.closures) {
			if (closure.unit !== unit) continue;
			const note: DayNote = { kind: 'closure', occasion: closure.reason };
			for (let day = toDay(closure.from); day <= toDay(closure.to); day++)
				this.#special.set(day, { windows: [], note });
		}
		this.#specialDays = [...this.#special.keys()].sort((a, b) => a - b);
		this.#departures = sums(
			this.#specialDays.map((day) => minutesIn(this.windowsOf(day)) - minutesIn(this.#usualWindowsOf(day)))
		);
	}

	/** Office hours of a day; empty when not worked. */
	windowsOf(day: Day): readonly Window[] {
		return this.#special.get(day)?.windows ?? this.#usualWindowsOf(day);
	}

	/** Why the day is not like its week; null for an ordinary day. */
	noteOf(day: Day): DayNote | null {
		return this.#special.get(day)?.note ?? null;
	}

	isWorkingDay(day: Day): boolean {
		return this.windowsOf(day).length > 0;
	}

	/** First working day after `day`. */
	nextWorkingDay(day: Day): Day {
		return this.workingDayFrom(day + 1);
	}

	/** `day` itself when worked, else the next working day. */
	workingDayFrom(day: Day): Day {
		let at = day;
		while (!this.isWorkingDay(at)) at++;
		return at;
	}

	/** Start of the first hours; null on a day off. */
	openingOf(day: Day): Instant | null {
		const first = this.windowsOf(day)[0];
		return first === undefined ? null : atMinute(day, first[0]);
	}

	/** End of the last hours; null on a day off. */
	closingOf(day: Day): Instant | null {
		const last = this.windowsOf(day).at(-1);
		return last === undefined ? null : atMinute(day, last[1]);
	}

	/** The instant itself in office hours, else the next start of office hours. Closing time is no longer in them. */
	clip(at: Instant): Instant {
		const day = dayOf(at);
		const minute = minuteOfDay(at);
		for (const [from, to] of this.windowsOf(day)) if (minute < to) return atMinute(day, Math.max(minute, from));
		const next = this.nextWorkingDay(day);
		return atMinute(next, this.windowsOf(next)[0]?.[0] ?? 0);
	}

	/** Working minutes from `a` to `b`; negative when `b` comes first. */
	workingMinutesBetween(a: Instant, b: Instant): number {
		return this.#workedUntil(b) - this.#workedUntil(a);
	}

	/**
	 * The earliest instant by which `minutes` more have been worked: the end of a window, never the start of the next,
	 * so a full day from 07:00 ends at 17:00. None to add: the instant as given. Negative ones are taken away.
	 */
	addWorkingMinutes(at: Instant, minutes: number): Instant {
		if (minutes < 0) return this.subtractWorkingMinutes(at, -minutes);
		if (minutes === 0) return at;
		const target = this.#workedUntil(at) + minutes;
		const day = this.#lastDay(dayOf(at), (minutesBefore) => minutesBefore < target);
		return atMinute(day, minuteAfter(this.windowsOf(day), target - this.#workedBefore(day)));
	}

	/** The latest instant from which `minutes` are worked until `at`: the start of a window, never the end of the last. */
	subtractWorkingMinutes(at: Instant, minutes: number): Instant {
		if (minutes < 0) return this.addWorkingMinutes(at, -minutes);
		if (minutes === 0) return at;
		const target = this.#workedUntil(at) - minutes;
		const day = this.#lastDay(dayOf(at), (minutesBefore) => minutesBefore <= target);
		return atMinute(day, minuteAfter(this.windowsOf(day), target - this.#workedBefore(day) + 1) - 1);
	}

	#usualWindowsOf(day: Day): readonly Window[] {
		return this.#weekly[weekdayOf(day) - 1] ?? [];
	}

	/** Minutes worked from the Monday of the epoch's week to the start of `day`; negative before it. */
	#workedBefore(day: Day): number {
		const weekday = weekdayOf(day) - 1;
		const weeks = Math.floor((day - weekday + 3) / 7);
		const usual = weeks * (this.#weekSums[7] ?? 0) + (this.#weekSums[weekday] ?? 0);
		return usual + (this.#departures[countBelow(this.#specialDays, day)] ?? 0);
	}

	#workedUntil(at: Instant): number {
		const day = dayOf(at);
		const minute = Math.floor((at - startOfDay(day)) / MINUTE_MS);
		let worked = this.#workedBefore(day);
		for (const [from, to] of this.windowsOf(day)) if (minute > from) worked += Math.min(minute, to) - from;
		return worked;
	}

	/** The last day of which `holds` is true, given the minutes worked before it. Doubling steps, then halving. */
	#lastDay(near: Day, holds: (minutesBefore: number) => boolean): Day {
		let low = near;
		let high = near + 1;
		for (let step = 1; !holds(this.#workedBefore(low)); step *= 2) {
			high = low;
			low -= step;
		}
		for (let step = 1; holds(this.#workedBefore(high)); step *= 2) {
			low = high;
			high += step;
		}
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			if (holds(this.#workedBefore(middle))) low = middle;
			else high = middle;
		}
		return low;
	}
}

/**
 * The version by which a dossier accepted at `at` is clocked: the newest with effectiveFrom ≤ at, the earliest if there is
 * none. Undefined only when there are no versions.
 */
export function calendarInForce<V extends { readonly effectiveFrom: Instant }>(
	versions: readonly V[],
	at: Instant
): V | undefined {
	const byAge = versions.toSorted((a, b) => a.effectiveFrom - b.effectiveFrom);
	return byAge.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? byAge[0];
}

function minutesIn(windows: readonly Window[]): number {
	return windows.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** Running sums, one longer than the list: what comes before each place, and the whole. */
function sums(values: readonly number[]): readonly number[] {
	const result = [0];
	let sum = 0;
	for (const value of values) result.push((sum += value));
	return result;
}

function countBelow(sorted: readonly number[], value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? value) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The minute of the day at which `worked` (1 or more) minutes of these windows are over. */
function minuteAfter(windows: readonly Window[], worked: number): number {
	let rest = worked;
	for (const [from, to] of windows) {
		if (rest <= to - from) return from + rest;
		rest -= to - from;
	}
	return DAY_MS / MINUTE_MS;
}
