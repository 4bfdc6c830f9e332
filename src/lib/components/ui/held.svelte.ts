/**
 * Something that moves by itself, held still while the pointer or the focus is inside, so that nobody clicks on what has
 * just changed places. Spread `watch` on the element; show `value`.
 */
export class Held<T> {
	readonly #newest: () => T;
	#kept = $state.raw<{ readonly value: T } | null>(null);
	#pointed = false;
	#focused = false;

	constructor(newest: () => T) {
		this.#newest = newest;
	}

	get value(): T {
		return this.#kept === null ? this.#newest() : this.#kept.value;
	}

	/** Whether `value` may be older than the newest. */
	get holding(): boolean {
		return this.#kept !== null;
	}

	/** Shows the newest at once, and holds that while somebody is still looking. */
	refresh(): void {
		this.#kept = this.#pointed || this.#focused ? { value: this.#newest() } : null;
	}

	readonly watch = {
		onpointerenter: () => {
			this.#pointed = true;
			this.#hold();
		},
		onpointerleave: () => {
			this.#pointed = false;
			this.#letGo();
		},
		onfocusin: () => {
			this.#focused = true;
			this.#hold();
		},
		onfocusout: () => {
			this.#focused = false;
			this.#letGo();
		}
	};

	#hold(): void {
		this.#kept ??= { value: this.#newest() };
	}
	#letGo(): void {
		if (!this.#pointed && !this.#focused) this.#kept = null;
	}
}
