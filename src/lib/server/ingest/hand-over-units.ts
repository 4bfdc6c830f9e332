import { type Kysely, sql } from 'kysely';
import { addArrivals } from '../../domain/dossier/arrivals.ts';
import { fold } from '../../domain/dossier/fold.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';

const CHUNK = 2_000;

/**
 * After units were merged, split or renamed: their dossiers become those of the units that took over, and their officials
 * with them. Events stay as they were told. Answers how many dossiers changed hands; none when it was done before.
 * Call it before a board is read.
 */
export function handOverUnits(db: Kysely<Tables>, catalogue: KnownCatalogue): Promise<number> {
	const heirs = catalogue.heirs;
	if (heirs.size === 0) return Promise.resolve(0);
	const old = [...heirs.keys()];
	return db.transaction().execute(async (trx) => {
		// Records wait meanwhile, and whoever starts second finds it done.
		await trx.selectFrom('ledgerHead').select('version').forUpdate().executeTakeFirstOrThrow();
		await sql`
			insert into official (unit_code, name, title, active_from, active_to)
			select h.heir, o.name, o.title, o.active_from, o.active_to
			from official o join json_to_recordset(${JSON.stringify([...heirs].map(([code, heir]) => ({ code, heir })))}::json)
				as h (code text, heir text) on h.code = o.unit_code
			on conflict (unit_code, name) do nothing`.execute(trx);
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
				from (
					select code from dossier
					where code > ${after}
						and (receiving = any(${old}) or resolving = any(${old}) or "returning" = any(${old}))
					order by code limit ${CHUNK}
				) d order by d.code`.execute(trx);
			const last = rows.at(-1);
			if (last === undefined) return changed;
			after = last.code;
			const moved = rows.map(({ code, events }) => {
				const told = events.map((row) => ({ ...row, at: Date.parse(row.at), arrivedAt: Date.parse(row.arrivedAt) }));
				const state = fold(code, told.map(toEvent));
				const dossier = clockWith(catalogue, state, addArrivals(null, told, state.closedAt));
				const { receiving, resolving, returning, crossBoundary } = dossier;
				return { code, receiving, resolving, returning, cross_boundary: crossBoundary };
			});
			const { numAffectedRows } = await sql`
				update dossier d set receiving = n.receiving, resolving = n.resolving, "returning" = n."returning",
					cross_boundary = n.cross_boundary
				from json_to_recordset(${JSON.stringify(moved)}::json) as n (
					code text, receiving text, resolving text, "returning" text, cross_boundary boolean)
				where d.code = n.code`.execute(trx);
			changed += Number(numAffectedRows ?? 0);
		}
	});
}
