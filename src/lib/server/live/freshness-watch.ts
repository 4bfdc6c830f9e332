import type { Kysely } from 'kysely';
import { type Freshness, packSigns, type SilentSource } from '../../contract/freshness.ts';
import type { UnitRhythm } from '../../contract/unit-model.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { expectedQuiet, RHYTHM_DAYS } from '../../domain/freshness/rhythm.ts';
import { findSilence } from '../../domain/freshness/silence.ts';
import { dayOf, type Instant, MINUTE_MS, startOfDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { Change } from './changes.ts';
import { lastOf, UnitSigns } from './unit-signs.ts';

export interface FreshnessDeps {
	readonly db: Kysely<Tables>;
	/** Codes in the order of the overview. */
	readonly units: readonly string[];
	/** Working time of a unit, with its closures; of the province for null. */
	readonly calendarOf: (unit: string | null, at: Instant) => Calendar;
	readonly now: () => Instant;
	/** Nothing can be said while this is so: what has not come may only not have been read. */
	readonly isInTrouble: () => boolean;
}

/** How soon a silence, or its end, is noticed. One small query of this node, whoever looks. */
const LOOK_MS = 5_000;
/** As-of times of units are told at most this often; silence and its end at once. */
const TELL_MS = 60_000;

/**
 * Says which feeds and units have fallen silent, and how far the data of each unit reach.
 *
 * A feed is held against its own rhythm and the clock. A unit is held against its own past and against the newest sign of
 * any unit: when the feed that all of them share is late or stands still, the feed is named, not every unit behind it.
 */
export class FreshnessWatch {
	readonly #deps: FreshnessDeps;
	readonly #signs = new UnitSigns();
	#timer: NodeJS.Timeout | undefined;
	#onNews: (freshness: Freshness) => void = () => undefined;
	#stopped = false;
	#current: Freshness;
	#told: { readonly freshness: Freshness; readonly at: Instant };

	constructor(deps: FreshnessDeps) {
		this.#deps = deps;
		this.#current = { asOf: deps.now(), silent: [], signs: [] };
		this.#told = { freshness: this.#current, at: 0 };
	}

	/**
	 * Looks now and goes on looking; tells every news. Resolves after the first look, which reads four weeks and is not
	 * worth a visitor's waiting. Call it after the board's first read, so that no change lies between them.
	 */
	async start(onNews: (freshness: Freshness) => void): Promise<void> {
		this.#onNews = onNews;
		// The follower says that the database is away; what was known stays until it is back.
		await this.look().catch(() => undefined);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.start(onNews), LOOK_MS);
	}

	/** As of the last look, at most a few seconds ago. */
	get current(): Freshness {
		return this.#current;
	}

	/** What is usual for a unit, as of the last look. */
	rhythmOf(unit: string): UnitRhythm {
		const { dossiers } = this.#signs.of(unit);
		return { dossiers, quietMinutes: this.#expectedOf(unit, this.#current.asOf) };
	}

	/** Follows a change of the ledger. */
	note(change: Change): void {
		this.#signs.note(change);
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** Looks now. Rejects when the database does not answer. */
	async look(): Promise<void> {
		const { db, now, calendarOf, isInTrouble } = this.#deps;
		if (isInTrouble()) return;
		const at = now();
		if (this.#signs.day !== dayOf(at) || this.#signs.isOutgrown) await this.#signs.read(db, at, calendarOf(null, at));
		const silent = [...(await this.#silentFeeds(at)), ...this.#silentUnits()];
		const signs = packSigns(
			at,
			this.#deps.units.map((unit) => this.#signs.of(unit))
		);
		this.#current = { asOf: at, silent, signs };
		this.#tell(at);
	}

	async #silentFeeds(at: Instant): Promise<SilentSource[]> {
		const { db, calendarOf } = this.#deps;
		const feeds = await db
			.selectFrom('feed')
			.innerJoin('feedSign', 'feedSign.feedId', 'feed.id')
			.select(['feed.id', 'feed.name', 'feed.silentAfterMinutes', 'feedSign.lastRecordAt'])
			.execute();
		const calendar = calendarOf(null, at);
		return longestFirst(
			feeds.flatMap(({ id, name, silentAfterMinutes, lastRecordAt }): SilentSource[] => {
				const silence = findSilence(lastRecordAt, silentAfterMinutes, at, calendar);
				return silence === null ? [] : [{ kind: 'feed', id, name, ...silence }];
			})
		);
	}

	#silentUnits(): SilentSource[] {
		const upTo = this.#signs.newest();
		if (upTo === null) return [];
		return longestFirst(
			this.#deps.units.flatMap((id): SilentSource[] => {
				const calendar = this.#deps.calendarOf(id, upTo);
				const silence = findSilence(lastOf(this.#signs.of(id)), this.#expectedOf(id, upTo), upTo, calendar);
				return silence === null ? [] : [{ kind: 'unit', id, name: null, ...silence }];
			})
		);
	}

	/** How long a unit may be quiet, in working minutes; null: nothing can be expected, or nobody has looked yet. */
	#expectedOf(unit: string, at: Instant): number | null {
		const { day } = this.#signs;
		if (Number.isNaN(day)) return null;
		const calendar = this.#deps.calendarOf(unit, at);
		const minutes = calendar.workingMinutesBetween(startOfDay(day - RHYTHM_DAYS), startOfDay(day));
		return expectedQuiet(this.#signs.of(unit).dossiers, minutes);
	}

	#tell(at: Instant): void {
		const [news, told] = [this.#current, this.#told.freshness];
		const isUrgent = nameSilent(news) !== nameSilent(told);
		const isDue = at - this.#told.at >= TELL_MS || at < this.#told.at;
		if (!isUrgent && !(isDue && !isSame(news, told))) return;
		this.#told = { freshness: news, at };
		this.#onNews(news);
	}
}

function longestFirst(sources: SilentSource[]): SilentSource[] {
	return sources.sort((a, b) => b.minutes - a.minutes);
}

function nameSilent({ silent }: Freshness): string {
	return silent
		.map(({ kind, id }) => `${kind} ${id}`)
		.sort()
		.join();
}

/** Equal to the reader: the same silences, just as long, and the same times of the units by the minute. */
function isSame(a: Freshness, b: Freshness): boolean {
	const lengths = ({ silent }: Freshness) => silent.map(({ minutes }) => minutes).join();
	const times = ({ asOf, signs }: Freshness) =>
		signs.map((minutes) => (minutes === null ? '' : Math.floor(asOf / MINUTE_MS) - minutes)).join();
	return lengths(a) === lengths(b) && times(a) === times(b);
}
