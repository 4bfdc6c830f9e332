import { expressionBuilder, type Kysely, type Transaction, sql } from 'kysely';
import { USUAL_SORT } from '../../domain/figure/filter-sort.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from './as-of.ts';
import { readInScope } from './in-scope.ts';
import { type ListAt, openListAt, type RowAt } from './list-at.ts';
import { inOrderOfNames, type Part, readCollation, toParts } from './list-order.ts';
import { beyond, type DossierPage, orderOf, type PageWish, type PartRow, readPage } from './list-paging.ts';
import type { Place } from './list-place.ts';
import type { Matching } from './matching.ts';

/**
 * One page of what matched at a past instant, in any order of the list, forwards and back, by the paging of the present.
 * `moments` are those of the instant. Its total is the past figure with the same filter: both go by the dossiers as they
 * stood then, the reader's scope included.
 */
export function readDossiersAt(
	db: Kysely<Tables>,
	matching: Matching,
	asOf: AsOf,
	wish: PageWish = {}
): Promise<DossierPage> {
	const sort = wish.sort ?? USUAL_SORT;
	return readInScope(db, matching.scope, async (trx) => {
		const list = await openListAt(trx, matching, asOf);
		const units = sort.by === 'unit' ? inOrderOfNames(await list.readUnits(), matching.catalogue) : [];
		const collation = sort.by === 'handler' ? await readCollation(trx) : 'default';
		const { version, total } = list;
		const parts = toParts(sort, units, collation);
		return readPage(
			{ version, total, parts, readPart: (part, place, wanted) => readPart(trx, list, part, place, wanted) },
			wish
		);
	});
}

async function readPart(
	trx: Transaction<Tables>,
	list: ListAt,
	part: Part,
	place: Place | null,
	wanted: number
): Promise<PartRow[]> {
	const isOfPart = part.where(expressionBuilder<Tables, 'dossier'>());
	const { rows } = await sql<RowAt & { readonly sortText: string | null }>`
		select dossier.*, ${part.key?.text ?? sql`null::text`} as sort_text
		from (${list.relation}) as dossier
		where ${isOfPart} and ${place === null ? sql`true` : beyond(part, place)}
		order by ${orderOf(part)} limit ${wanted}`.execute(trx);
	const dossiers = await list.toDossiers(rows.map(({ sortText: _, ...row }) => row));
	return dossiers.map((row, n) => ({ row, value: rows[n]?.sortText ?? null }));
}
