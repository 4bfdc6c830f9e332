import type { Offers } from '$lib/contract/desk-preview.ts';
import type { MoveSummary, Workload } from '$lib/contract/desk.ts';

/** Between two reads of one screen, however much happens. */
const REST_MS = 3_000;

export interface DeskNow {
	readonly workload: Workload;
	readonly recent: readonly MoveSummary[];
	readonly offers: Offers;
}

/**
 * The desk as the ledger goes on: read anew when the unit's view is of a newer version, not too often, and only while
 * somebody looks. A read that fails leaves what is there, with its own as-of; a rest later it is tried again.
 */
export class LiveWorkload {
	#now = $state.raw<DeskNow>() as DeskNow;
	readonly #read: () => Promise<DeskNow | null>;
	/** The newest version that was heard of. */
	#wanted: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reading = false;
	#stirred = false;
	#closed = false;

	/** `read` answers null, or rejects, when it cannot. */
	constructor(first: DeskNow, read: () => Promise<DeskNow | null>) {
		this.#now = first;
		this.#wanted = first.workload.version;
		this.#read = read;
	}

	get workload(): Workload {
		return this.#now.workload;
	}

	get recent(): readonly MoveSummary[] {
		return this.#now.recent;
	}

	get offers(): Offers {
		return this.#now.offers;
	}

	/** Something changed that the ledger's version does not tell of: an offer was made, declined or withdrawn. */
	stir(): void {
		this.#stirred = true;
		this.#ask(0);
	}

	/** The ledger is at this version, by the unit's view or by one's own command. */
	note(version: number): void {
		this.#wanted = Math.max(this.#wanted, version);
		this.#ask(0);
	}

	/** Somebody looks again: what changed meanwhile is read now. */
	look(): void {
		this.#ask(0);
	}

	/** One's own command was answered: its outcome is read without the rest. */
	hurry(version: number): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.note(version);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#ask(afterMs: number): void {
		const isStale = this.#stirred || this.#now.workload.version < this.#wanted;
		if (this.#closed || this.#reading || this.#timer !== undefined || !isStale) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (document.visibilityState === 'visible') void this.#renew();
		}, afterMs);
	}

	async #renew(): Promise<void> {
		this.#reading = true;
		this.#stirred = false;
		const now = await this.#read().catch(() => null);
		this.#reading = false;
		if (this.#closed) return;
		if (now !== null && now.workload.version >= this.#now.workload.version) this.#now = now;
		// The rest is kept also when nothing is stale now.
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#ask(0);
		}, REST_MS);
	}
}
