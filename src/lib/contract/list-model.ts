import type { Filter } from '../domain/figure/filter.ts';
import type { Sort } from '../domain/figure/filter-sort.ts';
import type { Channel } from '../domain/dossier/event.ts';
import type { StatusName } from '../domain/dossier/status.ts';
import type { Named } from './named.ts';
import type { Instant } from '../domain/time/instant.ts';

/**
 * One page of `/dossiers`, as its `load` hands it over: codes and numbers; the page makes the words.
 * `filter.figure` gives title and definition. No personal data.
 */
export interface ListModel {
	readonly version: number;
	/** Instant for which rows and total are true; the same filter on the overview at this version shows `total`. */
	readonly asOf: Instant;
	readonly filter: Filter;
	readonly sort: Sort;
	/** What the filter names by code; for title and chips. */
	readonly receiving: Named | null;
	readonly resolving: Named | null;
	readonly returning: Named | null;
	readonly held: Named | null;
	readonly procedure: Named | null;
	/** All dossiers that meet the filter, not only this page. */
	readonly total: number;
	readonly rows: readonly ListRow[];
	/** Place of the first row of this page in the whole list, from 1, as counted by paging; 0: there are no rows. */
	readonly first: number;
	/** Places beside this page, for `after` and `before`; null: this is the last, the first. */
	readonly next: string | null;
	readonly previous: string | null;
}

export interface ListRow {
	readonly code: string;
	/** Version of the ledger that changed it last. */
	readonly version: number;
	/** Name of the procedure; null while the feed has not sent it. */
	readonly procedure: Named | null;
	readonly field: string | null;
	readonly receiving: Named | null;
	readonly resolving: Named | null;
	readonly handler: string | null;
	readonly status: StatusName;
	readonly crossBoundary: boolean;
	readonly acceptedAt: Instant | null;
	readonly dueAt: Instant | null;
	readonly standing: Standing;
	/** In a list of the past: the reader could see it then and no longer can; there is no page to open. */
	readonly hasLeft?: true;
}

/** A row of an export: what the list shows, and the dates and names beside it. */
export interface ExportRow extends ListRow {
	readonly channel: Channel | null;
	readonly returning: Named | null;
	readonly filedAt: Instant | null;
	readonly firstDueAt: Instant | null;
	readonly closedAt: Instant | null;
	readonly returnedAt: Instant | null;
}

/**
 * How the dossier stands against its promise. `minutes` are working minutes (480 a day), never negative: still left for
 * `running` and `soon`, past for `overdue`. Closed: by date. `paused`: waits for the citizen. `open-ended`: no date given.
 */
export type Standing =
	| { readonly kind: 'running' | 'soon' | 'overdue'; readonly minutes: number }
	| { readonly kind: 'paused' | 'open-ended' | 'not-accepted' }
	| { readonly kind: 'early' | 'on-time' | 'late' };
