/** So many things under way at once. The first failure is thrown by whatever is called next; nothing starts after it. */
export class Lanes {
	readonly #count: number;
	readonly #underWay = new Set<Promise<void>>();
	#failure: { readonly error: unknown } | null = null;

	constructor(count: number) {
		this.#count = count;
	}

	/** Waits until there is room, then starts it. Resolves when it has started, not when it is done. */
	async start(work: () => Promise<void>): Promise<void> {
		while (this.#underWay.size >= this.#count) await Promise.race(this.#underWay);
		this.#check();
		const done: Promise<void> = work()
			.catch((error: unknown) => {
				this.#failure ??= { error };
			})
			.finally(() => this.#underWay.delete(done));
		this.#underWay.add(done);
	}

	/** Resolves when nothing is under way any more. */
	async finish(): Promise<void> {
		await Promise.all(this.#underWay);
		this.#check();
	}

	#check(): void {
		if (this.#failure !== null) throw this.#failure.error;
	}
}
