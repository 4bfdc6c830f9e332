import { type Kysely, sql } from 'kysely';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { RHYTHM_DAYS } from '../../domain/freshness/rhythm.ts';
import {
	MINUTE_MS,
	OFFICE_ZONE,
	type Day,
	type Instant,
	dayOf,
	startOfDay,
	toIsoDay
} from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Change } from './changes.ts';

/** What is heard of a unit. Times are those of the events, not of their arrival: they say how far its data reach. */
export interface UnitSign {
	/** Its newest reception. Null: none in four weeks. */
	readonly received: Instant | null;
	/** Its newest step of work, which is any event of a dossier beyond reception. Null: none in four weeks. */
	readonly worked: Instant | null;
	/** Dossiers it received, or worked on last, in office hours of the four weeks before today; the greater number. */
	readonly dossiers: number;
}

/** Late records of a few days are no reason to read four weeks again. */
const LEAST_MISSED = 100;

const NOTHING: UnitSign = { received: null, worked: null, dossiers: 0 };

/**
 * Signs of life of every unit: read once a day from the dossiers of four weeks, then kept up by the changes; read again
 * when a history that is being filled in has outgrown what was read.
 */
export class UnitSigns {
	#signs = new Map<string, UnitSign>();
	/** Dossiers the last read counted, and those of the days before that came since. */
	#counted = 0;
	#missed = 0;
	#day: Day = Number.NaN;

	/** The day whose past was read. */
	get day(): Day {
		return this.#day;
	}

	/** So much of the past came since it was read (a history that is being filled in) that it says something else now. */
	get isOutgrown(): boolean {
		return this.#missed > Math.max(LEAST_MISSED, this.#counted);
	}

	of(unit: string): UnitSign {
		return this.#signs.get(unit) ?? NOTHING;
	}

	/** Newest sign of any unit: as far as anything has come. Null: nothing has. */
	newest(): Instant | null {
		let newest: Instant | null = null;
		for (const sign of this.#signs.values()) newest = latest(newest, lastOf(sign));
		return newest;
	}

	/** Follows a change of the ledger. Changes may come twice and in any order. */
	note({ at, before, after }: Pick<Change, 'at' | 'before' | 'after'>): void {
		const { receiving, resolving, acceptedAt, status } = after;
		if (before?.acceptedAt == null && acceptedAt !== null && acceptedAt < startOfDay(this.#day)) this.#missed++;
		if (receiving !== null && acceptedAt !== null) this.#hear(receiving, { received: acceptedAt });
		if (resolving !== null && status > 3) this.#hear(resolving, { worked: at });
	}

	/** Reads the four weeks before `now` anew. Cost grows with the dossiers of these weeks, once a day. */
	async read(db: Kysely<Tables>, now: Instant, calendar: Calendar): Promise<void> {
		const today = dayOf(now);
		this.#missed = 0;
		const [received, worked] = await Promise.all([
			readSigns(db, 'receiving', today, calendar),
			readSigns(db, 'resolving', today, calendar)
		]);
		const counted = new Map<string, UnitSign>();
		for (const { unit, n, last } of received) counted.set(unit, { ...NOTHING, received: last, dossiers: n });
		for (const { unit, n, last } of worked) {
			const { dossiers, ...sign } = counted.get(unit) ?? NOTHING;
			counted.set(unit, { ...sign, worked: last, dossiers: Math.max(n, dossiers) });
		}
		this.#counted = received.reduce((sum, { n }) => sum + n, 0);
		// What was heard while reading is newer.
		const heard = this.#signs;
		this.#signs = counted;
		for (const [unit, { received, worked }] of heard) this.#hear(unit, { received, worked });
		this.#day = today;
	}

	#hear(unit: string, { received = null, worked = null }: Partial<UnitSign>): void {
		const sign = this.of(unit);
		this.#signs.set(unit, {
			received: latest(sign.received, received),
			worked: latest(sign.worked, worked),
			dossiers: sign.dossiers
		});
	}
}

/** The newer of what a unit received and what it worked on. */
export function lastOf({ received, worked }: UnitSign): Instant | null {
	return latest(received, worked);
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
	return a === null || (b !== null && b > a) ? b : a;
}

const SIGNS = {
	receiving: { at: 'accepted_at', counted: sql`true` },
	resolving: { at: 'last_event_at', counted: sql`status > 3` }
} as const;

/** Newest sign per unit on one side, and how many of its dossiers have theirs in office hours of the days before today. */
async function readSigns(
	db: Kysely<Tables>,
	side: keyof typeof SIGNS,
	today: Day,
	calendar: Calendar
): Promise<{ unit: string; n: number; last: Instant }[]> {
	const { at, counted } = SIGNS[side];
	const days = Array.from({ length: RHYTHM_DAYS }, (_, i) => today - RHYTHM_DAYS + i);
	const worked = days.filter((day) => calendar.isWorkingDay(day));
	const local = sql`(${sql.ref(at)} at time zone ${sql.lit(OFFICE_ZONE)})`;
	const [open, close] = officeMinutes(calendar, worked.at(-1) ?? today);
	const { rows } = await sql<{ unit: string; n: number; last: Instant }>`
		select ${sql.ref(side)} as unit, max(${sql.ref(at)}) as last,
			count(*) filter (where ${local}::date = any(${worked.map(toIsoDay)}::date[])
				and extract(epoch from ${local}::time) between ${open * 60} and ${close * 60}) as n
		from dossier
		where ${sql.ref(at)} >= ${timestamp(startOfDay(days[0] ?? today))} and ${counted} and ${sql.ref(side)} is not null
		group by 1`.execute(db);
	return rows;
}

/** First and last minute of the office hours of a day. */
function officeMinutes(calendar: Calendar, day: Day): [number, number] {
	const [open, close] = [calendar.openingOf(day), calendar.closingOf(day)];
	if (open === null || close === null) return [0, 24 * 60];
	return [(open - startOfDay(day)) / MINUTE_MS, (close - startOfDay(day)) / MINUTE_MS];
}
