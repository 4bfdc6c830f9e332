import type { WholeView } from '$lib/contract/live.ts';
import type { Side, UnitTables } from '$lib/contract/unit-model.ts';
import { unitHref } from './unit-side.ts';

/** Between two reads of one screen, however much happens. */
const REST_MS = 3_000;

/**
 * Tables that follow a live view: they are asked for anew when the view shows that something of the unit happened, not
 * too often, and only while somebody looks. A read that fails leaves what is there, with its own as-of; the next change
 * or a rest later tries again.
 */
export class LiveTables {
	#tables = $state.raw<UnitTables>() as UnitTables;
	readonly #read: () => Promise<UnitTables | null>;
	/** The last view in which something of the unit was new, and whether the tables may lack it. */
	#changed: WholeView;
	#lacksIt: boolean;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#reading = false;
	#closed = false;

	/** `view`: as it was rendered together with `first`. `read` answers null, or rejects, when it cannot. */
	constructor(first: UnitTables, view: WholeView, read: () => Promise<UnitTables | null>) {
		this.#tables = first;
		this.#changed = view;
		this.#lacksIt = first.version < view.version;
		this.#read = read;
	}

	get tables(): UnitTables {
		return this.#tables;
	}

	/** A newer state of the view. */
	note(view: WholeView): void {
		if (isSameWork(this.#changed, view)) return;
		this.#changed = view;
		this.#lacksIt = true;
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
		if (this.#closed || this.#reading || this.#timer !== undefined || !this.#lacksIt) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (document.visibilityState === 'visible') void this.#renew();
		}, afterMs);
	}

	async #renew(): Promise<void> {
		this.#reading = true;
		const tables = await this.#read().catch(() => null);
		this.#reading = false;
		if (this.#closed) return;
		if (tables !== null && tables.version >= this.#tables.version) {
			this.#tables = tables;
			this.#lacksIt = tables.version < this.#changed.version || tables.asOf < this.#changed.asOf;
		}
		// The rest is kept also when nothing is stale now.
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#ask(0);
		}, REST_MS);
	}
}

/** Nothing of the unit is new: neither its numbers nor what just happened. */
export function isSameWork(a: WholeView, b: WholeView): boolean {
	if (a === b) return true;
	const [first, other] = [a.ticker[0], b.ticker[0]];
	const sameLine = first?.at === other?.at && first?.dossier === other?.dossier && first?.type === other?.type;
	return sameLine && a.cells.length === b.cells.length && a.cells.every((cell, place) => cell === b.cells[place]);
}

/** Reads the tables of a unit from the server. */
export async function fetchTables(code: string, side: Side): Promise<UnitTables | null> {
	const [path, query] = unitHref(code, side).split('?');
	const response = await fetch(`${path}/tables?${query}`, { redirect: 'error' });
	return response.ok ? ((await response.json()) as UnitTables) : null;
}
