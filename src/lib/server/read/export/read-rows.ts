import { type Kysely, type RawBuilder, type Transaction, sql } from 'kysely';
import type { Sort } from '../../../domain/figure/filter-sort.ts';
import { DOSSIER_COLUMNS } from '../../db/dossier-columns.ts';
import type { Tables } from '../../db/tables.ts';
import type { ListedDossier } from '../list-paging.ts';
import { readInScope } from '../in-scope.ts';
import { inOrderOfNames, readCollation } from '../list-order.ts';
import { type Matching, toMatchingSql } from '../matching.ts';
import { withHeld } from '../with-held.ts';

/** Rows fetched at once: bounds the memory, not the answer. Few enough to be thrown away before the next ones come. */
const FETCH = 250;

/** A list to be read from its first to its last row, with what the list page says of it. */
export interface WholeList {
	readonly version: number;
	readonly total: number;
	readonly rows: AsyncGenerator<ListedDossier>;
}

/**
 * Reads everything that matches, in order, through a cursor of the database: total, version and rows are of one state of
 * the ledger, and memory does not grow with their number. The read lasts until `use` is done with the rows.
 */
export function readWholeList<T>(
	db: Kysely<Tables>,
	asked: Matching,
	sort: Sort,
	use: (list: WholeList) => Promise<T>
): Promise<T> {
	return readInScope(db, asked.scope, async (trx) => {
		const matching = await withHeld(trx, asked, null);
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const all = trx.selectFrom('dossier').where(toMatchingSql(matching));
		const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
		const order = await toOrder(trx, matching, sort);
		const query = all.select([...DOSSIER_COLUMNS, 'version']).orderBy(order);
		await sql`declare whole_list no scroll cursor for ${query}`.execute(trx);
		return use({ version, total, rows: oneByOne(fetchRows<ListedDossier>(trx)) });
	});
}

/** The rows of the open cursor `whole_list`, as many at once as are fetched. */
export async function* fetchRows<Row>(trx: Transaction<Tables>): AsyncGenerator<Row[]> {
	for (;;) {
		const { rows } = await sql<Row>`fetch ${sql.lit(FETCH)} from whole_list`.execute(trx);
		yield rows;
		if (rows.length < FETCH) return;
	}
}

async function* oneByOne<Row>(batches: AsyncIterable<Row[]>): AsyncGenerator<Row> {
	for await (const batch of batches) yield* batch;
}

/** The order of the list's pages, in one clause. */
export async function toOrder(
	trx: Transaction<Tables>,
	{ catalogue }: Matching,
	{ by, desc }: Sort
): Promise<RawBuilder<unknown>> {
	const way = sql.raw(desc ? 'desc' : 'asc');
	switch (by) {
		case 'due':
			return sql`due_at ${way} nulls last, code ${way}`;
		case 'accepted':
			return sql`accepted_at ${way} nulls last, code ${way}`;
		case 'code':
			return sql`code ${way}`;
		case 'handler':
			return sql`handler collate ${sql.raw(`"${await readCollation(trx)}"`)} ${way} nulls last, code ${way}`;
		case 'unit': {
			const units = inOrderOfNames(
				[...catalogue.units].map(({ code }) => code),
				catalogue
			);
			return sql`array_position(${units}::text[], resolving) ${way} nulls last, due_at asc nulls last, code`;
		}
	}
}
