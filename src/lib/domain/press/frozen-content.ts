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
export type FrozenContent = FirstFrozenContent | SecondFrozenContent;

/** Frozen before there was more to tell; read as it stands, since its hash is of just that. */
export interface FirstFrozenContent extends CommonContent {
	readonly format: 1;
}

export interface SecondFrozenContent extends CommonContent, FrozenExtras {
	readonly format: 2;
}

/** What the second format tells beside the first. Null: not asked for, or nothing of it may be told. */
export interface FrozenExtras {
	readonly before: FrozenBefore | null;
	readonly progress: FrozenProgress | null;
	readonly travel: FrozenTravel | null;
}

/** The same figures at the end of an earlier day, by what was known at the minute of the freeze. */
export interface FrozenBefore {
	/** ISO days. Begins with the period of the freeze, or is one as long that ended before that began. */
	readonly period: { readonly from: string; readonly to: string };
	readonly totals: Readonly<Record<Family, FrozenCells>>;
}

/** Communes of each wave that had received a dossier by the end of each day of the period. */
export interface FrozenProgress {
	readonly days: readonly string[];
	/** Null: that day would tell something of a hidden day. */
	readonly waves: readonly { readonly wave: number; readonly started: readonly Told[] }[];
}

/** Ways not travelled, as estimated for cross-boundary dossiers of the period. */
export interface FrozenTravel {
	/** Dossiers the estimate is of; null: hidden. */
	readonly counted: Told;
	/** In tens. */
	readonly km: number;
	readonly hours: number;
	readonly roadFactor: number;
	readonly speedKmh: number;
	/** ISO day from which the assumptions hold. Null: those the program brings. */
	readonly assumedFrom: string | null;
	/** In words as they were then, with the formula. */
	readonly definition: { readonly vi: FrozenDefinition; readonly en: FrozenDefinition };
}

interface CommonContent {
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

/** What the second format tells; nothing of a freeze of the first. */
export function extrasOf(content: FrozenContent): FrozenExtras {
	return content.format === 1 ? { before: null, progress: null, travel: null } : content;
}
