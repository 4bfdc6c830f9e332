import { type Kysely, type Transaction, sql } from 'kysely';
import type { Sort } from '../../../domain/figure/filter-sort.ts';
import type { Tables } from '../../db/tables.ts';
import type { AsOf } from '../as-of.ts';
import { readInScope } from '../in-scope.ts';
import { type ListAt, openListAt, type RowAt } from '../list-at.ts';
import type { ListedDossier } from '../list-paging.ts';
import type { Matching } from '../matching.ts';
import { fetchRows, toOrder, type WholeList } from './read-rows.ts';

/**
 * Everything that matched at a past instant, in the order of its list. Of what has changed since only what puts it in
 * order is held, some hundred bytes each; each is folded a second time when its turn comes.
 */
export function readWholeListAt<T>(
	db: Kysely<Tables>,
	matching: Matching,
	asOf: AsOf,
	sort: Sort,
	use: (list: WholeList) => Promise<T>
): Promise<T> {
	return readInScope(db, matching.scope, async (trx) => {
		const list = await openListAt(trx, matching, asOf);
		const order = await toOrder(trx, matching, sort);
		await sql`declare whole_list no scroll cursor for
			select dossier.* from (${list.relation}) as dossier order by ${order}`.execute(trx);
		const { version, total } = list;
		return use({ version, total, rows: asTheyWere(trx, list) });
	});
}

async function* asTheyWere(trx: Transaction<Tables>, list: ListAt): AsyncGenerator<ListedDossier> {
	for await (const rows of fetchRows<RowAt>(trx)) yield* await list.toDossiers(rows);
}
