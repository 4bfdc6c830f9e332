import { type Instant, dayOf, minuteOfDay, toIsoDay } from '../time/instant.ts';

/** `CM-250829-1400-7F3A`: province, day and minute on the office's clock, four digits of the hash. */
export const FREEZE_ID = /^[A-Z]{2,4}-\d{6}-\d{4}-[0-9A-F]{4}$/;

/**
 * The ids a freeze may have, best first: two of one minute whose hashes begin alike differ in a later part of theirs.
 * `hash` in hexadecimal digits.
 */
export function toFreezeIds(mark: string, at: Instant, hash: string): string[] {
	const day = toIsoDay(dayOf(at)).slice(2).replaceAll('-', '');
	const minute = minuteOfDay(at);
	const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`;
	const parts = hash.toUpperCase().match(/[0-9A-F]{4}/g) ?? [];
	return [...new Set(parts)].map((part) => `${mark}-${day}-${clock}-${part}`);
}

/** An id as people type it from paper: blanks, small letters and other dashes are no matter. Null: none. */
export function readFreezeId(text: string): string | null {
	const id = text
		.trim()
		.toUpperCase()
		.replaceAll(/[\s\u2010-\u2015_]+/g, '-')
		.replaceAll(/-+/g, '-');
	return FREEZE_ID.test(id) ? id : null;
}
