import type { RolloutModel } from '$lib/contract/rollout-model.ts';

/** Between two reads of one screen, however much happens: milestones do not move by the second. */
const REST_MS = 10_000;

/**
 * The rollout as the ledger goes on: read anew when the view is of a newer version, not too often, and only while somebody
 * looks. A read that fails leaves what is there, with its own as-of; a rest later it is tried again.
 */
export class LiveRollout {
	#model = $state.raw<RolloutModel>() as RolloutModel;
	readonly #read: () => Promise<RolloutModel | null>;
	/** The newest version that was heard of. */
	#wanted: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reading = false;
	#closed = false;

	/** `read` answers null, or rejects, when it cannot. */
	constructor(first: RolloutModel, read: () => Promise<RolloutModel | null>) {
		this.#model = first;
		this.#wanted = first.version;
		this.#read = read;
	}

	get model(): RolloutModel {
		return this.#model;
	}

	/** The page was loaded anew, as after one's own change: what was ticked is in it, though the ledger did not move. */
	take(model: RolloutModel): void {
		if (model.asOf > this.#model.asOf) this.#model = model;
	}

	/** The ledger is at this version. */
	note(version: number): void {
		this.#wanted = Math.max(this.#wanted, version);
		this.#ask(0);
	}

	/** Somebody looks again: what changed meanwhile is read now. */
	look(): void {
		this.#ask(0);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#ask(afterMs: number): void {
		const isStale = this.#model.version < this.#wanted;
		if (this.#closed || this.#reading || this.#timer !== undefined || !isStale) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (document.visibilityState === 'visible') void this.#renew();
		}, afterMs);
	}

	async #renew(): Promise<void> {
		this.#reading = true;
		const model = await this.#read().catch(() => null);
		this.#reading = false;
		if (this.#closed) return;
		if (model !== null) this.take(model);
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#ask(0);
		}, REST_MS);
	}
}

export async function fetchRollout(): Promise<RolloutModel | null> {
	const response = await fetch('/rollout/state', { redirect: 'error' });
	return response.ok ? ((await response.json()) as RolloutModel) : null;
}
