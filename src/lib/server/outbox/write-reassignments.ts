import { type Transaction, sql } from 'kysely';
import type { ReassignmentAbout } from '../../contract/reassignment.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { rowArrays } from '../ingest/row-arrays.ts';

export interface ToTell {
	readonly dossier: string;
	readonly fromUnit: string | null;
	readonly fromHandler: string | null;
	readonly toUnit: string | null;
	readonly toHandler: string | null;
}

interface Decided {
	readonly moveId: string;
	readonly about: ReassignmentAbout;
	readonly by: string;
	readonly reason: string;
	readonly at: Instant;
	/** Of the ledger, which this transaction has written and holds: so the order of `seq` is the order of commits. */
	readonly version: number;
}

const TYPES = { dossier: 'text', from_unit: 'text', from_handler: 'text', to_unit: 'text', to_handler: 'text' };

/** Notes for each dossier that its system of record is to be told, where that is set up; with the change or not at all. */
export async function writeReassignments(
	trx: Transaction<Tables>,
	{ moveId, about, by, reason, at, version }: Decided,
	toTell: readonly ToTell[]
): Promise<void> {
	const rows = toTell.map(({ dossier, fromUnit, fromHandler, toUnit, toHandler }) => ({
		dossier,
		from_unit: fromUnit,
		from_handler: fromHandler,
		to_unit: toUnit,
		to_handler: toHandler
	}));
	const now = toIsoInstant(at);
	await sql`
		insert into reassignment (feed_id, dossier_code, move_id, about, version, from_unit, from_handler, to_unit, to_handler,
			by_name, reason, at, next_at)
		select o.feed_id, d.code, ${moveId}::uuid, ${about}, ${version}::bigint, n.from_unit, n.from_handler, n.to_unit,
			n.to_handler, ${by}, ${reason}, ${now}::timestamptz, case when o.url is not null then ${now}::timestamptz end
		from ${rowArrays(TYPES, rows)} as n (dossier, from_unit, from_handler, to_unit, to_handler)
		join dossier d on d.code = n.dossier
		join feed_outlet o on o.feed_id = d.feed_id
		order by d.code`.execute(trx);
}
