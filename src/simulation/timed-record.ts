import type { EventRecord } from '../lib/contract/record.ts';
import type { Channel } from '../lib/domain/dossier/event.ts';
import { dayOf, HOUR_MS, startOfDay, toIsoDay, type Day, type Instant } from '../lib/domain/time/instant.ts';

/** Where the dossier of a record comes from. Its later records do not say so themselves. */
export interface Origin {
	readonly receiving: string;
	readonly resolving: string;
	readonly channel: Channel;
}

/** A record and the moment at which the simulated system sends it: seconds after it happened, sometimes hours. */
export interface TimedRecord {
	readonly sendAt: Instant;
	readonly record: EventRecord;
	/** One object for all records of a dossier. */
	readonly origin: Origin;
}

/** No record is sent later than this after it happened; repeats may follow within the same time again. */
export const LONGEST_LAG_MS = 20 * HOUR_MS;

/** Order of sending. Equal moments keep the order of dossier code and key, so every run sends alike. */
export function bySendTime(a: TimedRecord, b: TimedRecord): number {
	return (
		a.sendAt - b.sendAt ||
		compare(a.record.dossier, b.record.dossier) ||
		compare(a.record.key ?? '', b.record.key ?? '')
	);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Asked for hundreds of thousands of times over few days: writing a date anew each time took a fifth of a simulation. */
const isoDays = new Map<Day, string>();
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** `2025-08-15T08:05:00+07:00`: office time, seconds cut off. */
export function toOfficeIso(at: Instant): string {
	const day = dayOf(at);
	let date = isoDays.get(day);
	if (date === undefined) isoDays.set(day, (date = toIsoDay(day)));
	const seconds = Math.floor((at - startOfDay(day)) / 1000);
	return `${date}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}+07:00`;
}

function two(number: number): string {
	return twoDigits[Math.floor(number)] ?? '';
}
