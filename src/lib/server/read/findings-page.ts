import type { Kysely } from 'kysely';
import type { FindingsModel } from '../../contract/findings-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { FINDING_IDS } from '../../domain/figure/figure.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from './as-of.ts';
import { readFindingsOverview } from './findings-overview.ts';

/** The findings of a scope, of all its units and of each; with `asOf` as they stood at `now`, a past instant. */
export async function readFindingsPage(
	db: Kysely<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	now: Instant,
	asOf: AsOf | null = null
): Promise<FindingsModel> {
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	const { version, units } = await readFindingsOverview(db, { scope, moments, catalogue }, asOf);
	const rows = units
		.map(({ unit, counts }) => ({
			unit: namedUnit(catalogue, unit),
			counts,
			total: FINDING_IDS.reduce((sum, id) => sum + counts[id], 0)
		}))
		.filter(({ total }) => total > 0)
		.sort((a, b) => b.total - a.total || (a.unit?.code ?? '').localeCompare(b.unit?.code ?? ''));
	return {
		version,
		asOf: now,
		totals: FINDING_IDS.map((id) => ({ id, count: rows.reduce((sum, row) => sum + row.counts[id], 0) })),
		units: rows
	};
}
