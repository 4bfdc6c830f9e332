import { dayOf, type Instant } from '../lib/domain/time/instant.ts';
import { drawMatter, toDossierCode } from './filing.ts';
import { createRandom, type Random } from './random.ts';
import { SteadyDossier } from './steady-dossier.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

export interface SteadyOptions {
	/** Names the run: runs that begin at different seconds share no dossier codes. */
	readonly begin: Instant;
	/** When record n, from 0, happens and is sent. Must not fall with n. */
	readonly timeOf: (n: number) => Instant;
}

/** Of all records, those that bring a new dossier in while others could go on. The backlog grows slowly. */
const NEW_SHARE = 0.25;
/** Dossiers beyond these stay as they are: they are the office's backlog, not our memory. */
const MOST_UNDER_WAY = 10_000;

/**
 * One record after the other at given times, whatever the hour: dossiers that are filed, accepted, worked on and returned
 * as fast as the records come. Depends on world, begin and times alone.
 */
export class SteadyPlay {
	readonly #world: World;
	readonly #options: SteadyOptions;
	readonly #random: Random;
	readonly #run: string;
	readonly #underWay: SteadyDossier[] = [];
	/** How many records it has given. */
	given = 0;
	#filed = 0;

	constructor(world: World, options: SteadyOptions) {
		const second = Math.floor(options.begin / 1000);
		this.#world = world;
		this.#options = options;
		this.#random = createRandom(world.seed, 6, second);
		this.#run = second.toString(36).toUpperCase();
	}

	/** All records from before `until` that were not given before; the first `most` of them. */
	advance(until: Instant, most = Number.POSITIVE_INFINITY): readonly TimedRecord[] {
		const due: TimedRecord[] = [];
		while (due.length < most) {
			const at = this.#options.timeOf(this.given);
			if (at >= until) break;
			this.given++;
			due.push({ ...this.#next(at), sendAt: at });
		}
		return due;
	}

	#next(at: Instant): TimedRecord {
		const place = Math.floor(this.#random.next() * this.#underWay.length);
		const drawn = this.#underWay[place];
		const isNew = this.#random.chance(NEW_SHARE);
		if (isNew || drawn?.mayGoOn(at) !== true) return this.#file(at);
		const record = drawn.goOn(at);
		// Order does not matter: who goes on is drawn.
		if (drawn.isDone) this.#put(place, this.#underWay.pop());
		return record;
	}

	#file(at: Instant): TimedRecord {
		const day = dayOf(at);
		const matter = drawMatter(this.#world, day, this.#random);
		const code = `${toDossierCode(matter.resolving, day, ++this.#filed)}-${this.#run}`;
		const filing = { ...matter, filedAt: at };
		const dossier = new SteadyDossier(this.#world, code, filing, createRandom(this.#world.seed, 7, this.#filed));
		const { length } = this.#underWay;
		if (length < MOST_UNDER_WAY) this.#underWay.push(dossier);
		else this.#put(Math.floor(this.#random.next() * length), dossier);
		return dossier.goOn(at);
	}

	#put(place: number, dossier: SteadyDossier | undefined): void {
		if (dossier !== undefined && place < this.#underWay.length) this.#underWay[place] = dossier;
	}
}
