import type { Scope } from '../access/scope.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Moments } from '../figure/condition.ts';
import { ClosedTally } from './closed-tally.ts';
import { type Contributions, contributionsOf } from './contributions.ts';
import { DeadlineIndex } from './deadline-index.ts';
import {
	type Dimension,
	DimensionNames,
	type Dimensions,
	type Matcher,
	toViewKey,
	type ViewFilter
} from './dimensions.ts';
import type { OverviewLayout } from './layout.ts';
import { OpenDossiers, type Slot } from './open-dossiers.ts';

/** One change of the ledger as the board needs it. */
export interface BoardChange {
	readonly version: number;
	readonly before: Dossier | null;
	readonly after: Dossier;
}

/** The cells of one scope and filter, kept true with the board. */
export interface BoardView {
	readonly key: string;
	readonly cells: Int32Array;
}

interface KeptView extends BoardView {
	readonly matches: Matcher;
}

/**
 * The counts of the overview in memory, for any scope and filter: true for one version of the ledger and one instant.
 *
 * It keeps the open dossiers, because time changes what they count for, and of the closed ones their counts. A new day or
 * month changes what closed dossiers count for as well: the board then says it must be built anew.
 */
export class Board {
	readonly layout: OverviewLayout;
	#version: number;
	#moments: Moments;
	readonly #contributions: Contributions;
	readonly #names = new DimensionNames();
	readonly #open = new OpenDossiers(this.#names);
	readonly #closed = new ClosedTally();
	readonly #deadlines = new DeadlineIndex();
	readonly #views = new Map<string, KeptView>();

	constructor(layout: OverviewLayout, version: number, moments: Moments) {
		this.layout = layout;
		this.#version = version;
		this.#moments = moments;
		this.#contributions = contributionsOf(layout);
	}

	get version(): number {
		return this.#version;
	}

	get moments(): Moments {
		return this.#moments;
	}

	get openDossiers(): number {
		return this.#open.size;
	}

	/** What a filter leaves of a scope: counted once, then kept true with every change until it is let go. */
	view(filter: ViewFilter, scope: Scope = 'province'): BoardView {
		const key = toViewKey(filter, scope);
		const kept = this.#views.get(key);
		if (kept !== undefined) return kept;
		const view = { key, cells: new Int32Array(this.layout.size), matches: this.#names.matcherOf(filter, scope) };
		this.#open.forEachIn(view.matches, (slot) => this.#open.count(slot, view.cells, 1));
		this.#closed.forEach((dimensions, cells, n) => {
			if (view.matches(dimensions)) addTo(view.cells, cells, n);
		});
		this.#views.set(key, view);
		return view;
	}

	/**
	 * Tells what the dossiers of a scope count for now, each by its names; those that agree in all may come as one for `n`.
	 * For what a view has no cells for: one pass, and nothing is kept.
	 */
	forEach(scope: Scope, look: (names: Pick<Dossier, Dimension>, cells: ArrayLike<number>, n: number) => void): void {
		const isIn = this.#names.matcherOf({}, scope);
		this.#open.forEachIn(isIn, (slot) =>
			look(this.#names.namesOf(this.#open.dimensions(slot)), this.#open.cellsOf(slot), 1)
		);
		this.#closed.forEach((dimensions, cells, n) => {
			if (isIn(dimensions)) look(this.#names.namesOf(dimensions), cells, n);
		});
	}

	/** Stops keeping a view that nobody looks at. */
	letGo(key: string): void {
		this.#views.delete(key);
	}

	/** Counts a dossier of the first read; closed ones may come as one for `n` that count alike. */
	load(dossier: Dossier, n = 1): void {
		const cells = this.#contributions(dossier, this.#moments);
		const dimensions = this.#names.dimensionsOf(dossier);
		if (isOpen(dossier)) this.#keep(dossier, cells);
		else this.#closed.add(dimensions, cells, n);
		this.#count(dimensions, cells, n);
	}

	/** Follows one change. Changes must come in the order of their versions, each once. */
	apply({ before, after, version }: BoardChange): void {
		if (before !== null) this.#take(before);
		this.load(after);
		this.#version = version;
	}

	/** Whether `moments` begin another day than the board's: then its counts cannot be carried over. */
	isOtherDay(moments: Moments): boolean {
		return moments['day-start'] !== this.#moments['day-start'];
	}

	/**
	 * Lets time pass to `moments` of the same day; returns the dossiers that became overdue on the way, oldest first.
	 * Going back in time is allowed (a clock set right) and counts the same way.
	 */
	advance(moments: Moments): Dossier[] {
		const touched = new Set<Slot>();
		for (const name of ['now', 'soon', 'week-ahead', 'week-ago'] as const) {
			const from = Math.min(this.#moments[name], moments[name]);
			const to = Math.max(this.#moments[name], moments[name]);
			if (from === to) continue;
			for (const slot of this.#deadlines.touched(from, to)) {
				const dueAt = this.#open.dueAt(slot);
				if (dueAt !== null && dueAt >= from && dueAt <= to) touched.add(slot);
			}
		}
		const overdue: Dossier[] = [];
		for (const slot of touched) {
			const dossier = this.#open.get(slot);
			const dimensions = this.#open.dimensions(slot);
			const cells = this.#contributions(dossier, moments);
			this.#countOpen(dimensions, slot, -1);
			this.#count(dimensions, cells, 1);
			this.#open.setCells(slot, cells);
			const dueAt = dossier.dueAt ?? Number.NaN;
			if (dueAt >= this.#moments.now && dueAt < moments.now) overdue.push(dossier);
		}
		this.#moments = moments;
		return overdue.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
	}

	#keep(dossier: Dossier, cells: readonly number[]): void {
		const slot = this.#open.add(dossier);
		this.#open.setCells(slot, cells);
		if (dossier.dueAt !== null) this.#deadlines.add(slot, dossier.dueAt);
	}

	#take(dossier: Dossier): void {
		const dimensions = this.#names.dimensionsOf(dossier);
		const slot = isOpen(dossier) ? this.#open.find(dossier.code) : undefined;
		if (slot === undefined) {
			const cells = this.#contributions(dossier, this.#moments);
			this.#closed.add(dimensions, cells, -1);
			this.#count(dimensions, cells, -1);
		} else {
			this.#countOpen(dimensions, slot, -1);
			const dueAt = this.#open.dueAt(slot);
			if (dueAt !== null) this.#deadlines.remove(slot, dueAt);
			this.#open.remove(slot);
		}
	}

	#countOpen(dimensions: Dimensions, slot: Slot, n: number): void {
		for (const view of this.#views.values()) if (view.matches(dimensions)) this.#open.count(slot, view.cells, n);
	}

	#count(dimensions: Dimensions, cells: readonly number[], n: number): void {
		for (const view of this.#views.values()) if (view.matches(dimensions)) addTo(view.cells, cells, n);
	}
}

function isOpen(dossier: Dossier): boolean {
	return dossier.acceptedAt !== null && dossier.closedAt === null;
}

function addTo(cells: Int32Array, places: readonly number[], n: number): void {
	for (let i = 0; i < places.length; i++) {
		const place = places[i] ?? 0;
		cells[place] = (cells[place] ?? 0) + n;
	}
}
