import type { Kysely } from 'kysely';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import type { Efforts } from '../../domain/workload/effort.ts';
import type { LoadClock } from '../../domain/workload/load.ts';
import { FULL_WEEK } from '../../domain/workload/official.ts';
import type { MeasuredPace } from '../../domain/workload/pace.ts';
import type { PastLateness } from '../../domain/workload/past-lateness.ts';
import type { QueueRule } from '../../domain/workload/risk.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { type Book, readBook } from './unit-book.ts';
import { readHistory } from './unit-history.ts';
import { type DeskOfficial, readPeople, type UnitPeople } from './unit-people.ts';

/** All that load, risk, proposals and forecasts of one unit are computed from, at one version of the ledger. */
export interface UnitDesk {
	readonly unit: string;
	readonly now: Instant;
	readonly book: Book;
	readonly people: UnitPeople;
	/** Those of the catalogue and those only dossiers name, by name. */
	readonly officials: readonly DeskOfficial[];
	readonly efforts: Efforts;
	readonly pace: MeasuredPace;
	readonly lateness: PastLateness;
	readonly queue: QueueRule;
	readonly measuredSince: Instant;
	/** Of the unit, its closures included. */
	readonly calendar: Calendar;
	readonly clock: LoadClock;
}

/** For somebody who may see the unit: the caller has asked. `read`: what of it was read just now. */
export async function readUnitDesk(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	unit: string,
	now: Instant,
	read?: Pick<UnitDesk, 'book' | 'people'>
): Promise<UnitDesk> {
	const calendar = catalogue.calendarFor(unit, now);
	const book = read?.book ?? (await readBook(db, unit));
	const people = read?.people ?? (await readPeople(db, unit, now));
	const history = await readHistory(db, unit, calendar, now);
	const { efforts, pace, queue } = history.weigh(people.efforts, toIsoDay(dayOf(now)));
	return {
		unit,
		now,
		book,
		people,
		officials: withUnlisted(unit, book, people.officials),
		efforts,
		pace,
		lateness: history.lateness,
		queue: queue.rule,
		measuredSince: history.since,
		calendar,
		clock: createClock(now, momentsAt(now, catalogue.calendarFor(null, now)).soon, calendar)
	};
}

/** Deadlines fall on few instants: each is asked of the calendar once. */
function createClock(now: Instant, soon: Instant, calendar: Calendar): LoadClock {
	const known = new Map<Instant, number>();
	return {
		now,
		soon,
		remainingUntil(dueAt) {
			let minutes = known.get(dueAt);
			if (minutes === undefined) known.set(dueAt, (minutes = calendar.workingMinutesBetween(now, dueAt)));
			return minutes;
		}
	};
}

/** Dossiers that came from another unit may keep a handler this unit has no row of. */
function withUnlisted(unit: string, book: Book, officials: readonly DeskOfficial[]): DeskOfficial[] {
	const listed = new Set(officials.map(({ id }) => id));
	const names = new Set<string>();
	for (const { handler } of book.open.values()) if (handler !== null && !listed.has(handler)) names.add(handler);
	const unlisted = [...names].sort().map((name): DeskOfficial => ({
		id: name,
		unit,
		title: null,
		isActive: false,
		account: 'none',
		share: 1,
		pattern: FULL_WEEK,
		absences: [],
		absenceRows: [],
		skills: 'all',
		procedures: null
	}));
	return [...officials, ...unlisted];
}
