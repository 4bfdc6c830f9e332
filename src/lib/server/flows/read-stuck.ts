import type { Transaction } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { FINDINGS } from '../../domain/figure/findings.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { type Flow, mostFirst } from '../../domain/flows/flow.ts';
import type { Tables } from '../db/tables.ts';
import { isUnchanged } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';
import { type LookBack, settledBy } from '../read/look-back.ts';

/** Sent to the competent unit and not taken over. */
const WAITING: Condition = { field: 'transferringSince', known: true };

/** Who is on the way, and who for longer than a working day: the same finding as on the page of what to check. */
export async function readStuck(
	trx: Transaction<Tables>,
	scope: Scope,
	moments: Moments,
	past: LookBack | null
): Promise<{ waiting: number; stuck: number; stuckPairs: Flow[] }> {
	const { of } = FINDINGS['transfer-stuck'];
	const rows = await trx
		.selectFrom('dossier')
		.where((eb) => toSql({ all: [toScopeCondition(scope), WAITING] }, moments, eb))
		.where((eb) => isUnchanged(settledBy(past), eb))
		.select((eb) => [
			'receiving',
			'resolving',
			eb.fn.countAll<number>().as('waiting'),
			eb.fn
				.countAll<number>()
				.filterWhere((inner) => toSql(of, moments, inner))
				.as('stuck')
		])
		.groupBy(['receiving', 'resolving'])
		.execute();
	const pairs = new Map(rows.map((row) => [JSON.stringify([row.receiving, row.resolving]), { ...row }]));
	if (past !== null) {
		const [waits, sticks] = [toPredicate(WAITING), toPredicate(of)];
		for (const { dossier } of past.moved) {
			if (waits(dossier, moments)) addTo(pairs, dossier, sticks(dossier, moments));
		}
	}
	const all = [...pairs.values()];
	return {
		waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
		stuck: all.reduce((sum, { stuck }) => sum + stuck, 0),
		stuckPairs: all
			.filter(({ stuck }) => stuck > 0)
			.map(({ receiving, resolving, stuck }) => ({ receiving, resolving, count: stuck }))
			.sort(mostFirst)
	};
}

interface Waiting {
	receiving: string | null;
	resolving: string | null;
	waiting: number;
	stuck: number;
}

function addTo(pairs: Map<string, Waiting>, { receiving, resolving }: Dossier, isStuck: boolean): void {
	const key = JSON.stringify([receiving, resolving]);
	const pair = pairs.get(key) ?? { receiving, resolving, waiting: 0, stuck: 0 };
	pair.waiting++;
	if (isStuck) pair.stuck++;
	pairs.set(key, pair);
}
