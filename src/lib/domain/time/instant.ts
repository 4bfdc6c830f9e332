/**
 * Instants and days of the office.
 *
 * The office zone is Asia/Ho_Chi_Minh: UTC+7 without daylight saving since 1975, so the offset is a constant and all
 * arithmetic stays in integers. Dates before 1975 do not occur in the ledger.
 */

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Days since 1970-01-01 on the office's wall calendar. */
export type Day = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const OFFICE_ZONE = 'Asia/Ho_Chi_Minh';
const OFFICE_OFFSET_MS = 7 * HOUR_MS;

/** The office day in which an instant falls. */
export function dayOf(at: Instant): Day {
	return Math.floor((at + OFFICE_OFFSET_MS) / DAY_MS);
}

/** Midnight in the office at which a day begins. */
export function startOfDay(day: Day): Instant {
	return day * DAY_MS - OFFICE_OFFSET_MS;
}

/** Minutes since midnight in the office, 0–1439, seconds cut off. */
export function minuteOfDay(at: Instant): number {
	return Math.floor((at - startOfDay(dayOf(at))) / MINUTE_MS);
}

/** Weekday of a day: 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** First day of the office month that holds `day`. */
export function startOfMonth(day: Day): Day {
	return toDay(`${toIsoDay(day).slice(0, 7)}-01`);
}

/** `2025-08-15` → day. Throws on anything else: callers parse input before it gets here. */
export function toDay(iso: string): Day {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
	if (Number.isNaN(at)) throw new RangeError(`not a day: ${iso}`);
	return at / DAY_MS;
}

/** Whether a text names a day there is: `2026-02-30` does not. */
export function isIsoDay(text: string): boolean {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	return !Number.isNaN(at) && toIsoDay(at / DAY_MS) === text;
}

/** Day → `2025-08-15`. */
export function toIsoDay(day: Day): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which the office's wall clock shows `minute` (since midnight) on `day`. */
export function atMinute(day: Day, minute: number): Instant {
	return startOfDay(day) + minute * MINUTE_MS;
}

/** Instant → `2025-08-15T01:00:00.000Z`, the form in which it is stored and sent. */
export function toIsoInstant(at: Instant): string {
	return new Date(at).toISOString();
}
