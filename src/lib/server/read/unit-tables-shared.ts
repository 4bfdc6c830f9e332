import type { Kysely } from 'kysely';
import type { Side, UnitTables } from '../../contract/unit-model.ts';
import { type Scope, toScopeKey } from '../../domain/access/scope.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { SharedReads } from './share-read.ts';
import { readUnitTables } from './unit-tables.ts';

const readings = new SharedReads<UnitTables>();

/** `readUnitTables` for many screens that were told of a change at the same time. */
export function shareUnitTables(
	db: Kysely<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	{ unit, side }: { unit: string; side: Side },
	now: () => Instant
): Promise<UnitTables> {
	const key = JSON.stringify([toScopeKey(scope), unit, side]);
	return readings.read(db, key, () => readUnitTables(db, scope, catalogue, { unit, side }, now()));
}
