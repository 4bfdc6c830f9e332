import type { Transaction } from 'kysely';
import type { LedgerFlows } from '../../contract/flows-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { AsOf } from '../read/as-of.ts';
import { lookBack } from '../read/look-back.ts';
import { readDays } from './read-days.ts';
import { readHolders } from './read-holders.ts';
import { readLags } from './read-handings.ts';
import { readStuck } from './read-stuck.ts';

/**
 * What the board does not keep of the flows: ways through time, from the ledger in one transaction. `asOf` null: `at` is
 * the present.
 */
export async function readLedgerFlows(
	trx: Transaction<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	at: Instant,
	asOf: AsOf | null
): Promise<LedgerFlows> {
	const moments = momentsAt(at, catalogue.calendarFor(null, at));
	const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	const past = asOf === null ? null : await lookBack(trx, scope, asOf, moments, catalogue);
	return {
		version,
		asOf: at,
		...(await readLags(trx, scope, moments, catalogue, past)),
		...(await readStuck(trx, scope, moments, past)),
		...(await readHolders(trx, scope, moments, past)),
		days: await readDays(trx, scope, moments, past)
	};
}
