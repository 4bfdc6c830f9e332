/** Bytes of a number → the largest it can be. */
const MOST = { 1: 0xff, 2: 0xffff, 4: 0xffff_ffff } as const;

/**
 * Whole numbers from 0 on in as few bytes as the largest of them needs: when a larger one comes, all are written anew in
 * wider places. Most names of a province fit into one byte, and none is ever cut to fit.
 */
export class IdColumn {
	#ids: Uint8Array | Uint16Array | Uint32Array;

	constructor(capacity: number) {
		this.#ids = new Uint8Array(capacity);
	}

	get(place: number): number {
		return this.#ids[place] ?? 0;
	}

	/** `place` must lie within the capacity. Throws on a number that four bytes cannot hold. */
	set(place: number, id: number): void {
		while (id > MOST[this.#ids.BYTES_PER_ELEMENT as keyof typeof MOST]) this.#widen();
		this.#ids[place] = id;
	}

	grow(capacity: number): void {
		const grown = new (this.#ids.constructor as new (length: number) => Uint8Array | Uint16Array | Uint32Array)(
			capacity
		);
		grown.set(this.#ids);
		this.#ids = grown;
	}

	#widen(): void {
		if (this.#ids instanceof Uint32Array) throw new RangeError('too many different names');
		this.#ids = this.#ids instanceof Uint8Array ? Uint16Array.from(this.#ids) : Uint32Array.from(this.#ids);
	}
}
