/** Reads packed numbers one after the other; what is not there any more reads as 0. */
export class Tokens {
	readonly #numbers: readonly number[];
	#at: number;

	constructor(numbers: readonly number[], from = 0) {
		this.#numbers = numbers;
		this.#at = from;
	}

	get isAtEnd(): boolean {
		return this.#at >= this.#numbers.length;
	}

	next(): number {
		return this.#numbers[this.#at++] ?? 0;
	}
}
