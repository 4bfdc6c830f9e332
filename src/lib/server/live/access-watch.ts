import type { Access } from '../../domain/access/access.ts';
import { type Day, dayOf, type Instant, MINUTE_MS } from '../../domain/time/instant.ts';
import { withinMs } from '../within.ts';

/** Who may see what now. */
export interface AccessSource {
	/** Rises whenever somebody may see less or more; time alone does not raise it. */
	readVersion(): Promise<number>;
	/** By session; those that are missing were signed out, withdrawn, disabled or ran out. */
	readAccesses(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Access>>;
}

/** Somebody who was let in and looks on. */
export interface Watched {
	readonly sessionId: string;
	/** When the session ends by itself. Null: never. */
	readonly until: Instant | null;
	/** What they may see, looked up anew; null: nobody is signed in any more. */
	onAccess(access: Access | null): void;
}

/** How soon a withdrawn right is noticed: one small query of this node, and none while nobody looks on. */
const LOOK_MS = 1_500;
/** A database that takes longer is as good as away. */
const LATE_MS = 3_000;
/** Somebody in force beyond the end that was known has been renewed; until when is not said, so it is asked again. */
const ASK_AGAIN_MS = MINUTE_MS;

interface Known {
	/** Version of everybody's rights at which this one's were looked up. Null: at their coming, which may have been before one. */
	version: number | null;
	/** Grants begin and end with days. */
	day: Day;
	until: Instant;
}

/**
 * Keeps those who look on within their rights: a connection outlives the moment it was let in. While the database is away
 * everybody keeps what they had, and nobody gets more.
 */
export class AccessWatch {
	readonly #source: AccessSource;
	readonly #now: () => Instant;
	readonly #known = new Map<Watched, Known>();
	#timer: NodeJS.Timeout | undefined;
	#stopped = false;

	constructor(source: AccessSource, now: () => Instant) {
		this.#source = source;
		this.#now = now;
	}

	/** They are looked up once more with the next look: a right may have gone while they were let in. */
	add(one: Watched): void {
		this.#known.set(one, { version: null, day: dayOf(this.#now()), until: one.until ?? Infinity });
		this.#timer ??= this.#later();
	}

	remove(one: Watched): void {
		this.#known.delete(one);
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** Looks now. Rejects when the database does not answer. */
	async look(): Promise<void> {
		if (this.#known.size === 0) return;
		// First, so that what is read after it is at least as new.
		const version = await withinMs(LATE_MS, this.#source.readVersion());
		const now = this.#now();
		const day = dayOf(now);
		const doubtful = [...this.#known].filter(
			([, known]) => known.version !== version || known.day !== day || known.until <= now
		);
		if (doubtful.length === 0) return;
		const ids = [...new Set(doubtful.map(([{ sessionId }]) => sessionId))];
		const accesses = await withinMs(LATE_MS, this.#source.readAccesses(ids));
		for (const [one, known] of doubtful) {
			// Gone meanwhile.
			if (!this.#known.has(one)) continue;
			known.version = version;
			known.day = day;
			if (known.until <= now) known.until = now + ASK_AGAIN_MS;
			one.onAccess(accesses.get(one.sessionId) ?? null);
		}
	}

	#later(): NodeJS.Timeout {
		return setTimeout(() => void this.#lookAndGoOn(), LOOK_MS);
	}

	async #lookAndGoOn(): Promise<void> {
		// The follower says that the database is away; what was known stays until it is back.
		await this.look().catch(() => undefined);
		this.#timer = this.#stopped || this.#known.size === 0 ? undefined : this.#later();
	}
}
