import { type Instant, MINUTE_MS } from '../time/instant.ts';
import type { Slot } from './open-dossiers.ts';

/** Deadlines of so long a time are looked at together; a tick looks at four such stretches. */
const STRETCH_MS = 15 * MINUTE_MS;
const FIRST_CAPACITY = 1024;
/** No slot. Slots are kept as one more, so that new columns are empty. */
const NONE = 0;

/**
 * Slots of open dossiers by the quarter of an hour of their deadline, so that the passing of time touches only those it
 * concerns. One chain of slots a stretch, in two columns: eight bytes a dossier.
 */
export class DeadlineIndex {
	readonly #firsts = new Map<number, number>();
	#next = new Int32Array(FIRST_CAPACITY);
	#previous = new Int32Array(FIRST_CAPACITY);

	/** Puts in a slot that is not in. */
	add(slot: Slot, dueAt: Instant): void {
		if (slot >= this.#next.length) this.#grow(slot);
		const stretch = Math.floor(dueAt / STRETCH_MS);
		const first = this.#firsts.get(stretch) ?? NONE;
		this.#next[slot] = first;
		this.#previous[slot] = NONE;
		if (first !== NONE) this.#previous[first - 1] = slot + 1;
		this.#firsts.set(stretch, slot + 1);
	}

	/** Takes out a slot that was put in with this deadline. */
	remove(slot: Slot, dueAt: Instant): void {
		const next = this.#next[slot] ?? NONE;
		const previous = this.#previous[slot] ?? NONE;
		if (next !== NONE) this.#previous[next - 1] = previous;
		if (previous !== NONE) this.#next[previous - 1] = next;
		else if (next !== NONE) this.#firsts.set(Math.floor(dueAt / STRETCH_MS), next);
		else this.#firsts.delete(Math.floor(dueAt / STRETCH_MS));
	}

	/** Slots in the stretches that `from`–`to` touch: a superset of the deadlines in between. */
	*touched(from: Instant, to: Instant): Generator<Slot> {
		const first = Math.floor(from / STRETCH_MS);
		const last = Math.floor(to / STRETCH_MS);
		// A long jump (a server that slept) walks the deadlines instead of every empty stretch.
		if (last - first > this.#firsts.size) {
			for (const stretch of this.#firsts.keys()) if (stretch >= first && stretch <= last) yield* this.#slotsOf(stretch);
			return;
		}
		for (let stretch = first; stretch <= last; stretch++) yield* this.#slotsOf(stretch);
	}

	*#slotsOf(stretch: number): Generator<Slot> {
		let at = this.#firsts.get(stretch) ?? NONE;
		while (at !== NONE) {
			yield at - 1;
			at = this.#next[at - 1] ?? NONE;
		}
	}

	#grow(slot: Slot): void {
		const capacity = Math.max(slot + 1, Math.ceil(this.#next.length * 1.25));
		const [next, previous] = [new Int32Array(capacity), new Int32Array(capacity)];
		next.set(this.#next);
		previous.set(this.#previous);
		[this.#next, this.#previous] = [next, previous];
	}
}
