import { isSameWork } from '$lib/client/unit/live-tables.svelte.ts';
import type { FlowsModel } from '$lib/contract/flows-model.ts';
import type { WholeView } from '$lib/contract/live.ts';

/** Between two reads of one screen, however much happens: the whole page is asked for anew. */
const REST_MS = 10_000;

/**
 * Flows that follow a live view: asked for anew when the view shows that something happened, not too often, and only while
 * somebody looks and has not paused. A read that fails leaves what is there, with its own as-of; a rest later it tries again.
 */
export class LiveFlows {
	#flows = $state.raw<FlowsModel>() as FlowsModel;
	readonly #read: () => Promise<FlowsModel | null>;
	#changed: WholeView;
	#lacksIt: boolean;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reading = false;
	#closed = false;

	/** `read` answers null, or rejects, when it cannot. */
	constructor(first: FlowsModel, view: WholeView, read: () => Promise<FlowsModel | null>) {
		this.#flows = first;
		this.#changed = view;
		this.#lacksIt = first.version < view.version;
		this.#read = read;
	}

	get flows(): FlowsModel {
		return this.#flows;
	}

	/** A newer state of the view. */
	note(view: WholeView): void {
		if (isSameWork(this.#changed, view)) return;
		this.#changed = view;
		this.#lacksIt = true;
		this.look();
	}

	/** Somebody looks again: what changed meanwhile is read now. */
	look(): void {
		if (this.#closed || this.#reading || this.#timer !== undefined || !this.#lacksIt) return;
		if (document.visibilityState === 'visible') void this.#renew();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	async #renew(): Promise<void> {
		this.#reading = true;
		const flows = await this.#read().catch(() => null);
		this.#reading = false;
		if (this.#closed) return;
		if (flows !== null && flows.version >= this.#flows.version) {
			this.#flows = flows;
			this.#lacksIt = flows.version < this.#changed.version;
		}
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.look();
		}, REST_MS);
	}
}

/** Reads the flows from the server. */
export async function fetchFlows(figure: string): Promise<FlowsModel | null> {
	const response = await fetch(`/flows/data?figure=${encodeURIComponent(figure)}`, { redirect: 'error' });
	return response.ok ? ((await response.json()) as FlowsModel) : null;
}
