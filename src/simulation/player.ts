import { dayOf, startOfDay, type Day, type Instant } from '../lib/domain/time/instant.ts';
import { LONGEST_STORY_DAYS } from './dossier-story.ts';
import { simulateBusyHours } from './simulate-busy-hours.ts';
import { simulateDay } from './simulate-day.ts';
import { bySendTime, type TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

export interface Period {
	readonly from: Instant;
	/** No longer in it. */
	readonly until: Instant;
}

export interface PlayOptions {
	/** Where the play begins. */
	readonly from: Instant;
	/**
	 * True: the receiver has all that was to be sent up to `from`, so only what comes after is played.
	 * False: it has nothing, so dossiers that live at `from` are told from their beginning, to be carried over.
	 */
	readonly resume: boolean;
	/** Dossiers of the busy hours filed within these are played too, always from their beginning. */
	readonly busy?: readonly Period[];
}

/**
 * Plays the simulated province: records in the order and at the times at which they are sent.
 * Holds only what is still to come of the dossiers filed so far, by day of sending; each day's dossiers join as the day
 * begins. What it holds grows with the scale, not with the length of the play.
 * A play resumed at t goes on exactly as one that was never interrupted.
 */
export class Player {
	readonly #world: World;
	readonly #options: PlayOptions;
	readonly #later = new Map<Day, TimedRecord[]>();
	/** Dossiers of the days before this one have joined. */
	#nextDay: Day;
	/** The day that is being played, its records in order, and how many of them were given. */
	#day: Day;
	#today: readonly TimedRecord[] = [];
	#given = 0;

	constructor(world: World, options: PlayOptions) {
		this.#world = world;
		this.#options = options;
		// One day more, for records that were sent late.
		this.#nextDay = dayOf(options.from) - LONGEST_STORY_DAYS - 1;
		this.#day = this.#nextDay - 1;
	}

	/** All that is to be sent up to `until` and was not given before; the first `most` of it. */
	advance(until: Instant, most = Number.POSITIVE_INFINITY): readonly TimedRecord[] {
		while (this.#nextDay <= dayOf(until)) this.#add(this.#nextDay++);
		const due: TimedRecord[] = [];
		while (due.length < most) {
			const next = this.#today[this.#given];
			if (next === undefined) {
				if (this.#day >= dayOf(until)) break;
				this.#turnTo(this.#day + 1);
			} else if (next.sendAt > until) break;
			else {
				due.push(next);
				this.#given++;
			}
		}
		return due;
	}

	/** Nothing joins a day after its turn: no record is sent before the day on which its dossier was filed. */
	#turnTo(day: Day): void {
		this.#day = day;
		this.#today = (this.#later.get(day) ?? []).sort(bySendTime);
		this.#given = 0;
		this.#later.delete(day);
	}

	#add(day: Day): void {
		const { from, resume, busy = [] } = this.#options;
		for (const story of simulateDay(this.#world, day)) {
			const isOver = story.every(({ sendAt }) => sendAt <= from);
			if (isOver) continue;
			for (const timed of story) if (!resume || timed.sendAt > from) this.#keep(timed);
		}
		const periods = busy.filter((period) => period.from < startOfDay(day + 1) && startOfDay(day) < period.until);
		if (periods.length === 0) return;
		for (const story of simulateBusyHours(this.#world, day)) {
			const filedAt = Date.parse(story[0]?.record.at ?? '');
			if (periods.some((period) => period.from <= filedAt && filedAt < period.until))
				story.forEach((timed) => this.#keep(timed));
		}
	}

	#keep(timed: TimedRecord): void {
		const day = dayOf(timed.sendAt);
		const there = this.#later.get(day);
		if (there === undefined) this.#later.set(day, [timed]);
		else there.push(timed);
	}
}
