import { type Kysely, sql } from 'kysely';
import { addArrivals } from '../../domain/dossier/arrivals.ts';
import { fold } from '../../domain/dossier/fold.ts';
import { toIsoInstant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';

/** Raise it when a column of `dossier` that no figure of the board looks at is to be worked out in another way. */
const REVISION = 2;
const CHUNK = 2_000;

/**
 * Works out anew what rows of `dossier` say beside the figures of the board (findings, transfer, apology, move, and the
 * folded state they come from), after an
 * update of the program. Once per database: whoever comes second waits and finds it done. Answers how many rows changed.
 */
export function deriveAnew(db: Kysely<Tables>, catalogue: KnownCatalogue): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const { derivedBy } = await trx.selectFrom('ledgerHead').select('derivedBy').forUpdate().executeTakeFirstOrThrow();
		if (derivedBy >= REVISION) return 0;
		let changed = 0;
		for (let after = ''; ;) {
			const { rows } = await sql<{
				code: string;
				events: (Omit<EventRow, 'at'> & { at: string; arrivedAt: string })[];
			}>`
				select d.code, (
					select json_agg(json_build_object('key', e.key, 'type', e.type, 'at', e.at, 'arrivedAt', e.arrived_at,
						'body', e.body)) from event e where e.dossier_code = d.code
				) as events
				from (select code from dossier where code > ${after} order by code limit ${CHUNK}) d order by d.code`.execute(trx);
			const last = rows.at(-1);
			if (last === undefined) break;
			after = last.code;
			const derived = rows.map(({ code, events }) => {
				const told = events.map((row) => ({ ...row, at: Date.parse(row.at), arrivedAt: Date.parse(row.arrivedAt) }));
				const state = fold(code, told.map(toEvent));
				const arrivals = addArrivals(null, told, state.closedAt);
				const { findings, transferringSince, apologisedAt, unopenedSince } = clockWith(catalogue, state, arrivals);
				return {
					code,
					findings,
					transferring_since: transferringSince === null ? null : toIsoInstant(transferringSince),
					apologised_at: apologisedAt === null ? null : toIsoInstant(apologisedAt),
					unopened_since: unopenedSince === null ? null : toIsoInstant(unopenedSince),
					state
				};
			});
			const { numAffectedRows } = await sql`
				update dossier d set findings = n.findings, transferring_since = n.transferring_since,
					apologised_at = n.apologised_at, unopened_since = n.unopened_since, state = n.state
				from json_to_recordset(${JSON.stringify(derived)}::json) as n (
					code text, findings text[], transferring_since timestamptz, apologised_at timestamptz,
					unopened_since timestamptz, state jsonb)
				where d.code = n.code and (d.findings, d.transferring_since, d.apologised_at, d.unopened_since, d.state)
					is distinct from (n.findings, n.transferring_since, n.apologised_at, n.unopened_since, n.state)`.execute(trx);
			changed += Number(numAffectedRows ?? 0);
		}
		await trx.updateTable('ledgerHead').set({ derivedBy: REVISION }).execute();
		return changed;
	});
}
