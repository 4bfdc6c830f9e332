import { AGE_BUCKETS, type AgeBucket } from '../figure/age.ts';
import { CHANNELS, type Channel } from '../dossier/event.ts';
import { FIGURE_IDS, type FigureId } from '../figure/figure.ts';
import { FIGURES } from '../figure/figures.ts';
import { type Instant, minuteOfDay } from '../time/instant.ts';

/** Width of a slot of the intake curve, and how many make a day. */
export const SLOT_MINUTES = 15;
export const SLOTS = (24 * 60) / SLOT_MINUTES;

/** In which slot of its day an instant lies. */
export function slotAt(at: Instant): number {
	return Math.floor(minuteOfDay(at) / SLOT_MINUTES);
}

/** In which part a unit takes a dossier: who is competent, or who received it. */
export const SIDES = ['resolving', 'receiving'] as const;
export type Side = (typeof SIDES)[number];

/** What is counted per unit and side. Each is a figure of the province, narrowed to the unit. */
export const UNIT_FIGURES = ['received-today', 'backlog', 'overdue'] as const satisfies FigureId[];
export type UnitFigure = (typeof UNIT_FIGURES)[number];

/** Of this share each unit has its part, as who resolves: what of its work was filed elsewhere. */
export const UNIT_SHARE = 'cross-boundary-month' satisfies FigureId;

/**
 * The first part of a row of cells: what is counted of all dossiers of a view, whatever the units are. Every cell counts
 * dossiers that meet one condition.
 */
export class OverviewHead {
	/** How many cells it has; those of the units follow. */
	readonly headSize: number;
	readonly #figures: Readonly<Record<FigureId, number>>;
	readonly #ages: number;
	readonly #channels: number;
	readonly #slots: number;

	constructor() {
		let next = 0;
		const figures: Partial<Record<FigureId, number>> = {};
		for (const id of FIGURE_IDS) {
			figures[id] = next;
			next += FIGURES[id].per === undefined ? 1 : 2;
		}
		this.#figures = figures as Record<FigureId, number>;
		this.#ages = next;
		this.#channels = this.#ages + AGE_BUCKETS.length;
		this.#slots = this.#channels + CHANNELS.length + 1;
		this.headSize = this.#slots + SLOTS;
	}

	/** Cell of a figure's count. */
	figure(id: FigureId): number {
		return this.#figures[id];
	}

	/** Cell of a share's denominator. */
	per(id: FigureId): number {
		return this.#figures[id] + 1;
	}

	age(bucket: AgeBucket): number {
		return this.#ages + AGE_BUCKETS.indexOf(bucket);
	}

	/** Received today by this channel; null: the record did not say. */
	channel(channel: Channel | null): number {
		return this.#channels + (channel === null ? CHANNELS.length : CHANNELS.indexOf(channel));
	}

	/** Received today in the slot of the day, 0 … SLOTS − 1. */
	slot(index: number): number {
		return this.#slots + index;
	}
}

/** Cells of one unit: for each side its figures, then its share as who resolves: what is counted, and of how many. */
const UNIT_SIDES_CELLS = SIDES.length * UNIT_FIGURES.length;
export const UNIT_CELLS = UNIT_SIDES_CELLS + 2;

/**
 * Where each number of the overview stands in its row of cells. Both ends of the socket build the same layout from the
 * same list of unit codes, so a change needs no names.
 */
export class OverviewLayout extends OverviewHead {
	readonly units: readonly string[];
	readonly size: number;
	readonly #unitIndex: ReadonlyMap<string, number>;

	constructor(units: readonly string[]) {
		super();
		this.units = units;
		this.#unitIndex = new Map(units.map((code, index) => [code, index]));
		this.size = this.headSize + units.length * UNIT_CELLS;
	}

	/** Cell of a unit's count; null for a unit that is not on the overview. */
	unit(code: string, side: Side, figure: UnitFigure): number | null {
		const first = this.#firstOf(code);
		return first === null ? null : first + SIDES.indexOf(side) * UNIT_FIGURES.length + UNIT_FIGURES.indexOf(figure);
	}

	/** Cells of a unit's part of `UNIT_SHARE`; null for a unit that is not on the overview. */
	unitShare(code: string): { readonly of: number; readonly per: number } | null {
		const first = this.#firstOf(code);
		return first === null ? null : { of: first + UNIT_SIDES_CELLS, per: first + UNIT_SIDES_CELLS + 1 };
	}

	#firstOf(code: string): number | null {
		const index = this.#unitIndex.get(code);
		return index === undefined ? null : this.headSize + index * UNIT_CELLS;
	}
}
