import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Sort } from '../../domain/figure/filter-sort.ts';
import { type Part, reversed } from './list-order.ts';
import { type Place, readPlace, toPlaceText } from './list-place.ts';

export const PAGE_ROWS = 50;

export interface DossierPage {
	/** Version of the ledger the page is true for. */
	readonly version: number;
	readonly total: number;
	readonly rows: readonly ListedDossier[];
	/** Place of the first row in the whole list, from 1, as counted by paging; 0: there is none. */
	readonly first: number;
	/** For `after`; null: this is the last page. */
	readonly next: string | null;
	/** For `before`; null: this is the first page. */
	readonly previous: string | null;
}

/** A dossier in a list, with the version of the ledger that changed it last. */
export interface ListedDossier extends Dossier {
	readonly version: number;
	/** Of a past instant: the reader's scope covered it then, and no longer does. Its own page is not theirs any more. */
	readonly hasLeft?: true;
}

/** Which page: the first, the one after or before a place, or the last. Texts that are no places mean the first. */
export interface PageWish {
	readonly sort?: Sort;
	readonly after?: string | null;
	/** `end`: the last page. */
	readonly before?: string | null;
	readonly rows?: number;
}

/** A list as paging sees it: of the present or of a past instant. */
export interface ListSource {
	readonly version: number;
	readonly total: number;
	/** The parts of its order that have rows. */
	readonly parts: readonly Part[];
	/** The first rows of one part, `after` a place in it; null: from its start. */
	readonly readPart: (part: Part, after: Place | null, wanted: number) => Promise<readonly PartRow[]>;
}

export interface PartRow {
	readonly row: ListedDossier;
	/** What it is sorted by, as text; null: by code alone. */
	readonly value: string | null;
}

/** One page, found by the row beside it: forwards from a place, backwards from one, or the last. */
export async function readPage(source: ListSource, wish: PageWish): Promise<DossierPage> {
	const { version, total, parts } = source;
	const { rows: wanted = PAGE_ROWS } = wish;
	const isBack = wish.before != null;
	const written = wish.before ?? wish.after ?? '';
	const read = readPlace(written);
	const place = parts.some(({ name }) => name === read?.part) ? read : null;
	const goesBack = isBack && (wish.before === 'end' || place !== null);
	const way = goesBack ? parts.toReversed().map(reversed) : parts;
	const found = await readRows(source, way, place, wanted + 1);
	const hasMore = found.length > wanted;
	const page = found.slice(0, wanted);
	if (goesBack) page.reverse();
	const first = toFirst({ place, goesBack, hasMore, rows: page.length, total });
	return {
		version,
		total,
		rows: page.map(({ row }) => row),
		first,
		next: (goesBack ? place !== null : hasMore) ? placeOf(page.at(-1), first + page.length - 1) : null,
		previous: (goesBack ? hasMore : place !== null) ? placeOf(page[0], first) : null
	};
}

/** Narrows a query over rows named `dossier` to what comes after a place in a part. */
export function beyond({ key, desc }: Part, place: Place): Expression<boolean> {
	const sign = sql.raw(desc ? '<' : '>');
	const value = place.value === null ? null : key?.read(place.value);
	return key === null || value == null
		? sql<boolean>`code ${sign} ${place.code}`
		: sql<boolean>`(${key.column}, code) ${sign} (${value}, ${place.code})`;
}

/** The order of a part, of rows named `dossier`. */
export function orderOf({ key, desc }: Part): RawBuilder<unknown> {
	const way = sql.raw(desc ? 'desc' : 'asc');
	return key === null ? sql`code ${way}` : sql`${key.column} ${way}, code ${way}`;
}

function toFirst(page: {
	place: Place | null;
	goesBack: boolean;
	hasMore: boolean;
	rows: number;
	total: number;
}): number {
	const { place, goesBack, hasMore, rows, total } = page;
	if (rows === 0) return 0;
	if (!goesBack) return place === null ? 1 : place.position + 1;
	return hasMore ? Math.max(1, (place === null ? total + 1 : place.position) - rows) : 1;
}

function placeOf(found: Found | undefined, position: number): string | null {
	if (found === undefined) return null;
	const { row, part, value } = found;
	return toPlaceText({ position: Math.max(1, position), part, value, code: row.code });
}

interface Found extends PartRow {
	readonly part: string;
}

/** The first rows after a place, part by part; from the start without one. */
async function readRows(
	source: ListSource,
	parts: readonly Part[],
	place: Place | null,
	wanted: number
): Promise<Found[]> {
	const found: Found[] = [];
	const from = place === null ? 0 : parts.findIndex(({ name }) => name === place.part);
	for (const part of parts.slice(from)) {
		const rows = await source.readPart(part, part.name === place?.part ? place : null, wanted - found.length);
		for (const row of rows) found.push({ ...row, part: part.name });
		if (found.length >= wanted) break;
	}
	return found;
}
