/** A read under way, and the one that follows it for all who asked meanwhile. */
interface Reading<T> {
	readonly running: Promise<T>;
	next: Promise<T> | null;
}

/**
 * One read for many screens that were told of a change at the same time: however many ask for the same key, at most two
 * run, and each answer is from a read that began after its question. Keys live as long as `home`.
 */
export class SharedReads<T> {
	readonly #homes = new WeakMap<object, Map<string, Reading<T>>>();

	read(home: object, key: string, read: () => Promise<T>): Promise<T> {
		let all = this.#homes.get(home);
		if (all === undefined) this.#homes.set(home, (all = new Map<string, Reading<T>>()));
		const known = all;
		const begin = (): Promise<T> => {
			const running = read();
			const reading: Reading<T> = { running, next: null };
			known.set(key, reading);
			const end = (): void => {
				if (reading.next === null && known.get(key) === reading) known.delete(key);
			};
			running.then(end, end);
			return running;
		};
		const reading = known.get(key);
		if (reading === undefined) return begin();
		reading.next ??= reading.running.then(begin, begin);
		return reading.next;
	}
}
