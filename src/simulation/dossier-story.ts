import type { EventRecord } from '../lib/contract/record.ts';
import type { EventType } from '../lib/domain/dossier/event.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../lib/domain/time/instant.ts';
import type { Filing } from './filing.ts';
import type { Random } from './random.ts';
import { LONGEST_LAG_MS, toOfficeIso, type Origin, type TimedRecord } from './timed-record.ts';

/** No story goes on longer; whoever plays it needs to look back no further. */
export const LONGEST_STORY_DAYS = 120;

/** Of all records: kept back for a while, and sent twice. */
const LATE_SHARE = 0.012;
const REPEATED_SHARE = 0.003;

export type Details = Partial<Omit<EventRecord, 'dossier' | 'type' | 'at' | 'key' | 'returnAt'>> & {
	returnAt?: Instant;
};

/** Collects the records of one dossier in order of time and decides when each is sent. */
export class DossierStory {
	readonly records: TimedRecord[] = [];
	readonly #code: string;
	readonly #origin: Origin;
	readonly #random: Random;
	readonly #end: Instant;
	#at: Instant;

	constructor(code: string, { filedAt, receiving, resolving, channel }: Filing, random: Random) {
		this.#code = code;
		this.#origin = { receiving: receiving.code, resolving: resolving.code, channel };
		this.#random = random;
		this.#at = filedAt - 1000;
		this.#end = filedAt + LONGEST_STORY_DAYS * DAY_MS;
	}

	/** Time of the last record. */
	get at(): Instant {
		return this.#at;
	}

	/** When a record meant for `at` can stand: whole seconds, at least one after the last record. */
	place(at: Instant): Instant {
		return Math.max(Math.floor(at / 1000) * 1000, this.#at + 1000);
	}

	/** Adds a record, at least a second after the last one. What would come after the longest story is left out. */
	tell(type: EventType, at: Instant, { returnAt, ...details }: Details = {}): Instant {
		this.#at = this.place(at);
		if (this.#at > this.#end) return this.#at;
		const record: EventRecord = {
			key: `${String(this.records.length + 1).padStart(2, '0')}-${type}`,
			dossier: this.#code,
			type,
			at: toOfficeIso(this.#at),
			...details,
			...(returnAt === undefined ? {} : { returnAt: toOfficeIso(returnAt) })
		};
		const random = this.#random;
		const lag = random.chance(LATE_SHARE) ? random.skewed(25 * MINUTE_MS, 1.3) : random.between(1000, 15_000);
		const sendAt = Math.floor(this.#at + Math.min(lag, LONGEST_LAG_MS));
		this.records.push({ sendAt, record, origin: this.#origin });
		if (random.chance(REPEATED_SHARE)) this.#repeat(sendAt, record);
		return this.#at;
	}

	#repeat(sendAt: Instant, record: EventRecord): void {
		const again = this.#random.between(MINUTE_MS, HOUR_MS);
		this.records.push({ sendAt: Math.floor(sendAt + again), record, origin: this.#origin });
	}
}
