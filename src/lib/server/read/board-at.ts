import type { Transaction } from 'kysely';
import { Board } from '../../domain/board/board.ts';
import type { OverviewLayout } from '../../domain/board/layout.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Condition } from '../../domain/figure/condition.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, isUnchanged } from './as-of.ts';
import { toSql } from './condition-sql.ts';
import { type Matching, toMatchingSql } from './matching.ts';

/** Every dossier that can count on the overview: open, or received or ended since the month began. */
const COUNTED: Condition = {
	all: [
		{ field: 'acceptedAt', known: true },
		{
			any: [
				{ field: 'closedAt', known: false },
				{ field: 'closedAt', from: 'month-start' },
				{ field: 'acceptedAt', from: 'month-start' }
			]
		}
	]
};

/**
 * The board as it stood, of what matches: the same board, loaded with the dossiers as they were. `folded`: what has
 * changed since and matches, as it was. Call it in a repeatable-read transaction. Its cost grows with the month and with
 * what has changed since.
 */
export async function readBoardAt(
	trx: Transaction<Tables>,
	matching: Matching,
	layout: OverviewLayout,
	asOf: AsOf,
	folded: AsyncIterable<Dossier> | Iterable<Dossier>
): Promise<Board> {
	const { moments } = matching;
	const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	const board = new Board(layout, version, moments);
	const settled = await trx
		.selectFrom('dossier')
		.where(toMatchingSql(matching))
		.where((eb) => toSql(COUNTED, moments, eb))
		.where((eb) => isUnchanged(asOf, eb))
		.select(DOSSIER_COLUMNS)
		.execute();
	for (const dossier of settled) board.load(dossier);
	for await (const dossier of folded) {
		// What was not received is in no count, and the board does not keep it.
		if (dossier.acceptedAt !== null) board.load(dossier);
	}
	return board;
}
