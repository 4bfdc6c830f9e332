const EMPTY = 0;
/** Part of the table that may be taken before it is doubled. */
const FULL = 0.7;

/**
 * Finds places in a column by key: an open-addressed table of numbers, because a `Map` of texts costs as much as all columns
 * together. The keys stay where they are.
 */
export class SlotIndex {
	readonly #hashAt: (slot: number) => number;
	/** Slot + 1; 0: nobody. */
	#table = new Int32Array(1024);
	#size = 0;

	/** `hashAt`: the hash of what is in a slot, any 32 bits. */
	constructor(hashAt: (slot: number) => number) {
		this.#hashAt = hashAt;
	}

	get size(): number {
		return this.#size;
	}

	/** The slot with this hash that `isIt`. */
	find(hash: number, isIt: (slot: number) => boolean): number | undefined {
		const mask = this.#table.length - 1;
		for (let i = hash & mask; ; i = (i + 1) & mask) {
			const slot = (this.#table[i] ?? EMPTY) - 1;
			if (slot < 0) return undefined;
			if (isIt(slot)) return slot;
		}
	}

	/** Puts in a slot that is not in. */
	add(slot: number): void {
		if (this.#size >= FULL * this.#table.length) this.#double();
		this.#put(slot);
		this.#size++;
	}

	/** Takes out a slot that is in, before its key goes. */
	remove(slot: number): void {
		const mask = this.#table.length - 1;
		let hole = this.#hashAt(slot) & mask;
		while (this.#table[hole] !== slot + 1) hole = (hole + 1) & mask;
		this.#table[hole] = EMPTY;
		this.#size--;
		// Whoever was pushed past the hole moves up, so that a search may end at the first empty place.
		for (let i = (hole + 1) & mask; this.#table[i] !== EMPTY; i = (i + 1) & mask) {
			const other = this.#table[i] ?? EMPTY;
			const home = this.#hashAt(other - 1) & mask;
			if (((i - home) & mask) < ((i - hole) & mask)) continue;
			this.#table[hole] = other;
			this.#table[i] = EMPTY;
			hole = i;
		}
	}

	#double(): void {
		const old = this.#table;
		this.#table = new Int32Array(old.length * 2);
		for (const entry of old) if (entry !== EMPTY) this.#put(entry - 1);
	}

	#put(slot: number): void {
		const mask = this.#table.length - 1;
		let i = this.#hashAt(slot) & mask;
		while (this.#table[i] !== EMPTY) i = (i + 1) & mask;
		this.#table[i] = slot + 1;
	}
}

/** FNV-1a over the characters, mixed so that its low bits are good. */
export function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return mix(hash);
}

export function mix(hash: number): number {
	const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	return once ^ (once >>> 13);
}
