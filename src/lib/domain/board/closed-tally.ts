import { type Dimensions, eachDimension } from './dimensions.ts';
import { IdColumn } from './id-column.ts';
import { mix, SlotIndex } from './slot-index.ts';

const FIRST_CAPACITY = 1024;

/**
 * What closed dossiers still count for today and this month. Time does not change it within a day, so all that agree in
 * dimensions and cells are one number. Rows of small numbers: a province has tens of thousands of them.
 */
export class ClosedTally {
	readonly #dimensions = eachDimension(() => new IdColumn(FIRST_CAPACITY));
	/** Place of the row's cells among the patterns. */
	readonly #pattern = new IdColumn(FIRST_CAPACITY);
	/** 0: the row is kept for when such a dossier comes again. */
	#counts = new Int32Array(FIRST_CAPACITY);
	#rows = 0;
	/** Few: cells of units are in them for dossiers of today alone. */
	readonly #patterns: (readonly number[])[] = [];
	readonly #patternIds = new Map<string, number>();
	readonly #index = new SlotIndex((row) => hashOf(this.#dimensionsAt(row), this.#pattern.get(row)));

	/** Adds `n` dossiers; a negative n takes them away. */
	add(dimensions: Dimensions, cells: readonly number[], n: number): void {
		if (cells.length === 0) return;
		const pattern = this.#patternOf(cells);
		const found = this.#index.find(hashOf(dimensions, pattern), (row) => this.#isRow(row, dimensions, pattern));
		const row = found ?? this.#newRow(dimensions, pattern);
		this.#counts[row] = (this.#counts[row] ?? 0) + n;
	}

	/** Calls back for each row that counts. The dimensions are good during the call only. */
	forEach(look: (dimensions: Dimensions, cells: readonly number[], n: number) => void): void {
		const { receiving, resolving, procedure, field, channel, returning, handler } = this.#dimensions;
		// One object for all, as with the open ones.
		const dimensions = eachDimension(() => 0);
		for (let row = 0; row < this.#rows; row++) {
			const n = this.#counts[row] ?? 0;
			if (n === 0) continue;
			dimensions.receiving = receiving.get(row);
			dimensions.resolving = resolving.get(row);
			dimensions.procedure = procedure.get(row);
			dimensions.field = field.get(row);
			dimensions.channel = channel.get(row);
			dimensions.returning = returning.get(row);
			dimensions.handler = handler.get(row);
			look(dimensions, this.#patterns[this.#pattern.get(row)] ?? [], n);
		}
	}

	#patternOf(cells: readonly number[]): number {
		const name = cells.join();
		let id = this.#patternIds.get(name);
		if (id === undefined) {
			id = this.#patterns.push(cells) - 1;
			this.#patternIds.set(name, id);
		}
		return id;
	}

	#newRow(dimensions: Dimensions, pattern: number): number {
		if (this.#rows === this.#counts.length) this.#grow();
		const row = this.#rows++;
		eachDimension((dimension) => this.#dimensions[dimension].set(row, dimensions[dimension]));
		this.#pattern.set(row, pattern);
		this.#index.add(row);
		return row;
	}

	#grow(): void {
		const counts = new Int32Array(Math.ceil(this.#counts.length * 1.25));
		counts.set(this.#counts);
		this.#counts = counts;
		for (const column of [...Object.values(this.#dimensions), this.#pattern]) column.grow(counts.length);
	}

	#isRow(row: number, dimensions: Dimensions, pattern: number): boolean {
		const at = this.#dimensions;
		return (
			at.handler.get(row) === dimensions.handler &&
			at.receiving.get(row) === dimensions.receiving &&
			at.resolving.get(row) === dimensions.resolving &&
			at.procedure.get(row) === dimensions.procedure &&
			at.field.get(row) === dimensions.field &&
			at.channel.get(row) === dimensions.channel &&
			at.returning.get(row) === dimensions.returning &&
			this.#pattern.get(row) === pattern
		);
	}

	#dimensionsAt(row: number): Dimensions {
		return eachDimension((dimension) => this.#dimensions[dimension].get(row));
	}
}

function hashOf({ receiving, resolving, procedure, field, channel, returning, handler }: Dimensions, pattern: number) {
	let hash = 0;
	for (const id of [receiving, resolving, procedure, field, channel, returning, handler, pattern]) {
		hash = mix(Math.imul(hash, 31) + id + 1);
	}
	return hash;
}
