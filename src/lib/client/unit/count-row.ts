import type { Level } from '$lib/domain/figure/level.ts';

/** A row of a table of counts: what it is of, and one count per column. */
export interface CountRow {
	readonly key: string;
	readonly name: string;
	/** Quiet words under the name. */
	readonly under: string | null;
	/** Where the name leads; null: nowhere. */
	readonly href: string | null;
	/** The row is not like the others: the unit itself, or a rest without a name. */
	readonly quiet: boolean;
	readonly cells: readonly CountCell[];
}

export interface CountCell {
	readonly count: number;
	/** The list that counts the same; null: no list can be named. Of none there is no list to look at. */
	readonly href: string | null;
	readonly level: Level;
	/** What stands beside the number: a share. */
	readonly beside: string | null;
}

export interface CountColumn {
	readonly id: string;
	readonly label: string;
	readonly title: string;
}
