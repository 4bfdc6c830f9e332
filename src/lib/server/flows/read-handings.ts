import { type Transaction, sql } from 'kysely';
import { LISTED, type PairLag } from '../../contract/flows-model.ts';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { FIGURES } from '../../domain/figure/figures.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { type Lag, toHanding, toLag } from '../../domain/flows/transfer-lag.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { isUnchanged } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';
import { type LookBack, settledBy } from '../read/look-back.ts';

type Handed = Pick<DossierState, 'filedAt' | 'transfers'> & {
	readonly receiving: string | null;
	readonly resolving: string | null;
};

/**
 * How long this month's cross-boundary dossiers were on their way to the competent unit, in its working time. Cost grows
 * with the month. `past` null: the present.
 */
export async function readLags(
	trx: Transaction<Tables>,
	scope: Scope,
	moments: Moments,
	catalogue: KnownCatalogue,
	past: LookBack | null
): Promise<{ lag: Lag; lags: PairLag[]; unlistedLags: number }> {
	const pairs = new Map<
		string,
		{ receiving: string | null; resolving: string | null; minutes: number[]; untold: number }
	>();
	const add = ({ receiving, resolving, ...state }: Handed): void => {
		const key = JSON.stringify([receiving, resolving]);
		const pair = pairs.get(key) ?? { receiving, resolving, minutes: [], untold: 0 };
		pairs.set(key, pair);
		const handing = toHanding(state);
		if (handing === null) pair.untold++;
		else
			pair.minutes.push(
				Math.max(0, catalogue.calendarFor(resolving, handing.to).workingMinutesBetween(handing.from, handing.to))
			);
	};
	const { of } = FIGURES['cross-boundary-month'];
	const rows = await trx
		.selectFrom('dossier')
		.where((eb) => toSql({ all: [toScopeCondition(scope), of] }, moments, eb))
		.where((eb) => isUnchanged(settledBy(past), eb))
		.select(['receiving', 'resolving', 'filedAt', sql<DossierState['transfers']>`state->'transfers'`.as('transfers')])
		.execute();
	rows.forEach(add);
	if (past !== null) {
		const holds = toPredicate(of);
		for (const { dossier, transfers } of past.moved) if (holds(dossier, moments)) add({ ...dossier, transfers });
	}
	const all = [...pairs.values()];
	const lags = all
		.map(({ receiving, resolving, minutes, untold }) => ({ receiving, resolving, ...toLag(minutes, untold) }))
		.sort(
			(a, b) =>
				b.measured - a.measured ||
				`${a.receiving ?? ''} ${a.resolving ?? ''}`.localeCompare(`${b.receiving ?? ''} ${b.resolving ?? ''}`)
		);
	return {
		lag: toLag(
			all.flatMap(({ minutes }) => minutes),
			all.reduce((sum, { untold }) => sum + untold, 0)
		),
		lags: lags.slice(0, LISTED),
		unlistedLags: Math.max(0, lags.length - LISTED)
	};
}
