import { sql } from 'kysely';
import { type DeskResult, done, MOST_ROWS, refused, type Selection } from '../../contract/desk.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { readListAddress } from '../../domain/figure/filter-address.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { MINUTE_MS } from '../../domain/time/instant.ts';
import { readInScope } from '../read/in-scope.ts';
import { toMatchingSql } from '../read/matching.ts';
import { withHeld } from '../read/with-held.ts';
import type { DeskDeps } from './deps.ts';

export interface SelectedItem {
	readonly code: string;
	/** As it was seen. */
	readonly version: number;
}

/** The sides' clocks differ by less. */
const LEAD_MS = 10 * MINUTE_MS;

/**
 * The rows of a selection, each once. A filter is asked as of the list that was seen: rows that have changed since, or came
 * in since, carry a version that will not do and are told as changed; those that no longer match are not in it.
 */
export async function readSelection(
	{ db, catalogue, now }: DeskDeps,
	scope: Scope,
	selection: Selection
): Promise<DeskResult<readonly SelectedItem[]>> {
	if ('items' in selection) {
		const items = [...new Map(selection.items.map((item) => [item.code, item])).values()];
		if (items.length === 0) return refused('nothing-selected');
		return items.length > MOST_ROWS ? refused('too-many') : done(items);
	}
	const { filter, dropped } = readListAddress(new URLSearchParams(selection.filter));
	const isOfPresent = filter.at === undefined && filter.known === undefined;
	if (dropped.length > 0 || !isOfPresent || selection.asOf > now() + LEAD_MS) return refused('bad-request');
	const known = catalogue();
	const moments = momentsAt(selection.asOf, known.calendarFor(null, selection.asOf));
	const rows = await readInScope(db, scope, async (trx) => {
		const matching = await withHeld(trx, { scope, filter, moments, catalogue: known }, null);
		return trx
			.selectFrom('dossier')
			.select(['code', sql<number>`least(version, ${selection.version}::bigint)`.as('version')])
			.where(toMatchingSql(matching))
			.orderBy('code')
			.limit(MOST_ROWS + 1)
			.execute();
	});
	if (rows.length === 0) return refused('nothing-selected');
	return rows.length > MOST_ROWS ? refused('too-many') : done(rows);
}
