import type { Family, PressFigureId } from './press-figure.ts';

/** What a release is about; a closed list, so that nothing can be typed into it. */
export const PRESS_TITLES = ['progress', 'weekly', 'monthly', 'wave'] as const;
export type PressTitle = (typeof PRESS_TITLES)[number];

/** A count as it may be told. Null: hidden, because it is a small group or would tell one. */
export type Told = number | null;

/** One family of one row. */
export interface FrozenCells {
	readonly all: Told;
	readonly part: Told;
}

/** In which part a unit takes a dossier. */
export const PRESS_SIDES = ['receiving', 'resolving'] as const;
export type PressSide = (typeof PRESS_SIDES)[number];

/** Which communes a row stands for: `wave-1`, `wave-2` …, communes of no wave, or everybody who is no commune. */
export type RowGroup = `wave-${number}` | 'no-wave' | 'others';

export interface FrozenRow {
	/** Code of a commune, or the group whose sum it is. */
	readonly key: string;
	readonly group: RowGroup;
	readonly counts: Readonly<Record<Family, FrozenCells>>;
}

export interface FrozenTable {
	readonly side: PressSide;
	readonly units: readonly FrozenRow[];
	/** Sums of the groups; those of `others` have no single units. */
	readonly groups: readonly FrozenRow[];
	/** Families of which nothing but the province is told, since the numbers are too small. */
	readonly withheld: readonly Family[];
}

/** A name as it was then. */
export interface FrozenName {
	readonly vi: string;
	readonly en: string;
}

export interface FrozenUnit extends FrozenName {
	readonly code: string;
	readonly group: RowGroup;
}

export interface FrozenWave {
	readonly wave: number;
	/** ISO day. */
	readonly goLiveOn: string;
	readonly units: number;
	/** Units that received at least one dossier in the period. */
	readonly started: number;
}

/**
 * What is frozen: everything a release, a slide or a hand-out may show, and nothing else. Only ids from closed lists,
 * codes and names of the catalogue, days, and numbers; a person, a free text or a dossier has no place in it.
 */
export interface FrozenContent {
	readonly format: 1;
	readonly province: { readonly mark: string; readonly name: string };
	readonly title: PressTitle;
	/** The minute for which every number holds. */
	readonly at: string;
	/** When it was frozen. */
	readonly frozenAt: string;
	/** ISO days, both included. */
	readonly period: { readonly from: string; readonly to: string };
	readonly ledgerVersion: number;
	/** Groups of fewer dossiers are hidden. */
	readonly smallBelow: number;
	readonly simulated: boolean;
	readonly headline: PressFigureId;
	readonly chosen: readonly PressFigureId[];
	readonly totals: Readonly<Record<Family, FrozenCells>>;
	/** In words as they were then. */
	readonly definitions: Readonly<
		Record<PressFigureId, { readonly vi: FrozenDefinition; readonly en: FrozenDefinition }>
	>;
	readonly units: readonly FrozenUnit[];
	readonly tables: readonly FrozenTable[];
	readonly waves: readonly FrozenWave[];
	/** Received per day of the period; null as a whole: withheld. */
	readonly intake: { readonly days: readonly string[]; readonly received: readonly Told[] } | null;
	/** How complete the data were: communes of which anything had come by then, and feeds with what had fallen silent. */
	readonly completeness: {
		readonly units: number;
		readonly unitsHeard: number;
		readonly feeds: number;
		/** Null: not known for an instant that was past already. */
		readonly silentFeeds: number | null;
		readonly silentUnits: number | null;
	};
}

export interface FrozenDefinition {
	readonly name: string;
	readonly text: string;
}
