import { askPreview } from '$lib/client/desk/desk-api.ts';
import type { PreviewAnswer } from '$lib/contract/desk-preview.ts';
import type { Selection } from '$lib/contract/desk.ts';
import type { RiskLevel } from '$lib/domain/workload/risk.ts';

/** Dossiers that are selected and not moved yet. */
export interface Held {
	/** Whose they are; null: the pool's. */
	readonly from: string | null;
	readonly selection: Selection;
	readonly count: number;
}

/** What somebody would carry then. Minutes. */
export interface AfterLoad {
	readonly kind: 'get' | 'give' | 'proposal';
	readonly effort: number;
	/** Null: not known by urgency. */
	readonly weighted: number | null;
	readonly risk: RiskLevel | null;
	/** Dossiers they may not handle. */
	readonly unskilled: number;
}

/** While keys and clicks still come, nothing is asked. */
const SETTLE_MS = 200;

/** A selection in the hand, with what it would weigh with each person; asked anew when it changes or the ledger does. */
export class HeldSelection {
	#held = $state.raw<Held | null>(null);
	#preview = $state.raw<PreviewAnswer | null>(null);
	/** It is being dragged. */
	isDragged = $state(false);
	readonly #unit: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#latest = 0;

	readonly after = $derived.by((): ReadonlyMap<string, AfterLoad> => toAfter(this.#preview));

	constructor(unit: string) {
		this.#unit = unit;
	}

	get now(): Held | null {
		return this.#held;
	}

	hold(held: Held | null): void {
		clearTimeout(this.#timer);
		const mine = ++this.#latest;
		this.#held = held;
		if (held === null) {
			this.#preview = null;
			this.isDragged = false;
			return;
		}
		this.#timer = setTimeout(() => void this.#ask(held.selection, mine), SETTLE_MS);
	}

	close(): void {
		this.#latest++;
		clearTimeout(this.#timer);
	}

	/** Without an answer nothing is shown; the dialog asks again for the one who is chosen. */
	async #ask(selection: Selection, mine: number): Promise<void> {
		const sent = await askPreview({ unit: this.#unit, selection });
		if (mine === this.#latest) this.#preview = sent.ok ? sent.value : null;
	}
}

function toAfter(preview: PreviewAnswer | null): Map<string, AfterLoad> {
	return new Map(
		(preview?.people ?? [])
			.filter(({ gets, gives }) => gets + gives > 0)
			.map(({ official, gives, unskilled, then: { load, risk } }) => [
				official,
				{ kind: gives > 0 ? 'give' : 'get', effort: load.effort, weighted: load.weighted, risk, unskilled }
			])
	);
}
