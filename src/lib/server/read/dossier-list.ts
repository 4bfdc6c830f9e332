import { type Kysely, type Transaction, sql } from 'kysely';
import { type Sort, USUAL_SORT } from '../../domain/figure/filter-sort.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from './in-scope.ts';
import { type Collation, inOrderOfNames, type Part, readCollation, toParts } from './list-order.ts';
import { beyond, type DossierPage, orderOf, type PageWish, type PartRow, readPage } from './list-paging.ts';
import type { Place } from './list-place.ts';
import { withHeld } from './with-held.ts';
import { isOfAll, isScattered, type Matching, toMatchingSql } from './matching.ts';

/**
 * One page of what matches. Total and rows come from one read, so that they agree with each other and with every figure
 * at that version. A page is found by the row beside it: the thousandth costs what the first does.
 */
export function readDossierPage(db: Kysely<Tables>, asked: Matching, wish: PageWish = {}): Promise<DossierPage> {
	return readInScope(db, asked.scope, async (trx) => {
		const matching = await withHeld(trx, asked, null);
		const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
		const { total, parts } = await countParts(trx, matching, wish.sort ?? USUAL_SORT);
		const list = { matching, total };
		return readPage(
			{ version, total, parts, readPart: (part, place, wanted) => readPart(trx, { ...list, part }, place, wanted) },
			wish
		);
	});
}

/** The total, and the parts of the order that have rows. */
async function countParts(
	trx: Transaction<Tables>,
	matching: Matching,
	sort: Sort
): Promise<{ total: number; parts: Part[] }> {
	const all = trx.selectFrom('dossier').where(toMatchingSql(matching));
	const units = sort.by === 'unit' && isOfAll(matching) ? await readUnits(trx) : null;
	if (sort.by !== 'unit' || units !== null) {
		const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
		const collation: Collation = sort.by === 'handler' ? await readCollation(trx) : 'default';
		return { total, parts: toParts(sort, inOrderOfNames(units ?? [], matching.catalogue), collation) };
	}
	const counts = await all
		.select((eb) => ['resolving', eb.fn.countAll<number>().as('n')])
		.groupBy('resolving')
		.execute();
	const found = counts.flatMap(({ resolving }) => (resolving === null ? [] : [resolving]));
	return {
		total: counts.reduce((sum, { n }) => sum + n, 0),
		parts: toParts(sort, inOrderOfNames(found, matching.catalogue), 'default')
	};
}

/** The units that have dossiers, of all there are: a step into the index for each, where to group a million takes 0.5 s. */
async function readUnits(trx: Transaction<Tables>): Promise<string[]> {
	const { rows } = await sql<{ code: string }>`
		select code from unit where exists (select from dossier where dossier.resolving = unit.code)`.execute(trx);
	return rows.map(({ code }) => code);
}

interface PartOfList {
	readonly matching: Matching;
	readonly total: number;
	readonly part: Part;
}

async function readPart(
	trx: Transaction<Tables>,
	{ matching, total, part }: PartOfList,
	place: Place | null,
	wanted: number
): Promise<PartRow[]> {
	const { key } = part;
	const scattered = isScattered(matching, total, key?.isDeadline === true);
	const listed = trx.selectFrom('dossier').where(toMatchingSql(matching)).where(part.where);
	const after = place === null ? listed : listed.where(beyond(part, place));
	const columns = [...DOSSIER_COLUMNS, 'version'] as const;
	const selected = after.select(columns).select((key?.text ?? sql<string | null>`null`).as('sortText'));
	const rows = await (
		scattered ? trx.selectFrom(selected.offset(0).as('dossier')).select([...columns, 'sortText']) : selected
	)
		.orderBy(orderOf(part))
		.limit(wanted)
		.execute();
	return rows.map(({ sortText, ...row }) => ({ row, value: sortText }));
}
