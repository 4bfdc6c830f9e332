import type { Dossier } from '../dossier/dossier.ts';
import type { Instant } from '../time/instant.ts';
import { type DimensionNames, type Dimensions, eachDimension, type Matcher } from './dimensions.ts';
import { IdColumn } from './id-column.ts';
import { hashText, SlotIndex } from './slot-index.ts';

/** Cells in which one open dossier can count at once; see `contributionsOf`. */
const MOST_CELLS = 16;
const FIRST_CAPACITY = 1024;
const TAKEN = 1;
const CROSS_BOUNDARY = 2;

/** Place of an open dossier in the columns. Used again after the dossier is gone. */
export type Slot = number;

/**
 * The open dossiers as columns: what the figures ask of an open dossier, and the cells it counts in now. Columns of small
 * numbers keep a dossier below two hundred bytes and a scan over fifty thousand within milliseconds.
 */
export class OpenDossiers {
	readonly #slots = new SlotIndex((slot) => hashText(this.#codes[slot] ?? ''));
	readonly #free: Slot[] = [];
	#codes: string[] = [];
	readonly #names: DimensionNames;
	#capacity = FIRST_CAPACITY;
	readonly #dimensions = eachDimension(() => new IdColumn(FIRST_CAPACITY));
	/** TAKEN and CROSS_BOUNDARY. */
	#flags = new Uint8Array(FIRST_CAPACITY);
	#status = new Uint8Array(FIRST_CAPACITY);
	#acceptedAt = new Float64Array(FIRST_CAPACITY);
	/** NaN: no running deadline. */
	#dueAt = new Float64Array(FIRST_CAPACITY);
	#cells = new Int16Array(FIRST_CAPACITY * MOST_CELLS);
	#cellCount = new Uint8Array(FIRST_CAPACITY);

	constructor(names: DimensionNames) {
		this.#names = names;
	}

	get size(): number {
		return this.#slots.size;
	}

	find(code: string): Slot | undefined {
		return this.#slots.find(hashText(code), (slot) => this.#codes[slot] === code);
	}

	/** Keeps a dossier that is not kept yet. */
	add(dossier: Dossier): Slot {
		const slot = this.#free.pop() ?? this.#slots.size;
		if (slot >= this.#capacity) this.#grow();
		this.#codes[slot] = dossier.code;
		this.#slots.add(slot);
		const dimensions = this.#names.dimensionsOf(dossier);
		eachDimension((dimension) => this.#dimensions[dimension].set(slot, dimensions[dimension]));
		this.#flags[slot] = TAKEN | (dossier.crossBoundary ? CROSS_BOUNDARY : 0);
		this.#status[slot] = dossier.status;
		this.#acceptedAt[slot] = dossier.acceptedAt ?? Number.NaN;
		this.#dueAt[slot] = dossier.dueAt ?? Number.NaN;
		this.#cellCount[slot] = 0;
		return slot;
	}

	remove(slot: Slot): void {
		this.#slots.remove(slot);
		this.#codes[slot] = '';
		this.#flags[slot] = 0;
		this.#free.push(slot);
	}

	/** Calls back for each slot with a dossier that is in the view. */
	forEachIn(isIn: Matcher, look: (slot: Slot) => void): void {
		const { receiving, resolving, procedure, field, channel, returning, handler } = this.#dimensions;
		// One object for all: fifty thousand short-lived ones take longer than the look at them.
		const dimensions = eachDimension(() => 0);
		const end = this.#slots.size + this.#free.length;
		for (let slot = 0; slot < end; slot++) {
			if (this.#flags[slot] === 0) continue;
			dimensions.receiving = receiving.get(slot);
			dimensions.resolving = resolving.get(slot);
			dimensions.procedure = procedure.get(slot);
			dimensions.field = field.get(slot);
			dimensions.channel = channel.get(slot);
			dimensions.returning = returning.get(slot);
			dimensions.handler = handler.get(slot);
			if (isIn(dimensions)) look(slot);
		}
	}

	/** Adds the dossier `n` times to the cells it counts in. */
	count(slot: Slot, cells: Int32Array, n: number): void {
		const from = slot * MOST_CELLS;
		const to = from + (this.#cellCount[slot] ?? 0);
		for (let i = from; i < to; i++) {
			const place = this.#cells[i] ?? 0;
			cells[place] = (cells[place] ?? 0) + n;
		}
	}

	/** The cells it counts in now; good until the next change. */
	cellsOf(slot: Slot): Int16Array {
		const from = slot * MOST_CELLS;
		return this.#cells.subarray(from, from + (this.#cellCount[slot] ?? 0));
	}

	/** The dossier as far as it is kept: what no figure asks of an open dossier is null. */
	get(slot: Slot): Dossier {
		return {
			code: this.#codes[slot] ?? '',
			...this.#names.namesOf(this.dimensions(slot)),
			status: (this.#status[slot] ?? 1) as Dossier['status'],
			crossBoundary: ((this.#flags[slot] ?? 0) & CROSS_BOUNDARY) !== 0,
			filedAt: null,
			acceptedAt: this.#acceptedAt[slot] ?? null,
			closedAt: null,
			returnedAt: null,
			dueAt: this.dueAt(slot),
			firstDueAt: null,
			timeliness: null,
			transferringSince: null,
			apologisedAt: null,
			unopenedSince: null,
			findings: []
		};
	}

	dueAt(slot: Slot): Instant | null {
		const at = this.#dueAt[slot] ?? Number.NaN;
		return Number.isNaN(at) ? null : at;
	}

	setCells(slot: Slot, cells: readonly number[]): void {
		if (cells.length > MOST_CELLS) throw new RangeError(`a dossier counts in ${String(cells.length)} cells`);
		this.#cells.set(cells, slot * MOST_CELLS);
		this.#cellCount[slot] = cells.length;
	}

	dimensions(slot: Slot): Dimensions {
		return eachDimension((dimension) => this.#dimensions[dimension].get(slot));
	}

	#grow(): void {
		const old = this.#capacity;
		this.#capacity = old + Math.max(FIRST_CAPACITY, old >> 3);
		const grown = <T extends Uint8Array | Int16Array | Float64Array>(from: T, per = 1): T => {
			const to = new (from.constructor as new (length: number) => T)(this.#capacity * per);
			to.set(from);
			return to;
		};
		for (const column of Object.values(this.#dimensions)) column.grow(this.#capacity);
		this.#flags = grown(this.#flags);
		this.#status = grown(this.#status);
		this.#acceptedAt = grown(this.#acceptedAt);
		this.#dueAt = grown(this.#dueAt);
		this.#cells = grown(this.#cells, MOST_CELLS);
		this.#cellCount = grown(this.#cellCount);
	}
}
