import { type Transaction, sql } from 'kysely';
import type { ItemResult, MoveTarget } from '../../contract/desk.ts';
import type { Tables } from '../db/tables.ts';
import { rowArrays } from '../ingest/row-arrays.ts';

/** A move as it is stored. */
export interface StoredMove {
	readonly id: string;
	readonly accountId: string;
	readonly byName: string;
	readonly target: MoveTarget;
	readonly reasonCode: Tables['move']['reasonCode'];
	readonly reasonText: string;
	readonly undoUntil: number;
}

/** The move, held until the transaction ends: whoever works on it too waits. Undefined: there is none. */
export async function holdMove(trx: Transaction<Tables>, id: string): Promise<StoredMove | undefined> {
	const row = await trx
		.selectFrom('move')
		.select(['id', 'accountId', 'byName', 'kind', 'toUnit', 'toOfficial', 'reasonCode', 'reasonText', 'undoUntil'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const { kind, toUnit, toOfficial, ...move } = row;
	return { ...move, target: toTarget(kind, toUnit ?? '', toOfficial ?? '') };
}

function toTarget(kind: MoveTarget['kind'], unit: string, official: string): MoveTarget {
	if (kind === 'pool') return { kind };
	return kind === 'official' ? { kind, unit, official } : { kind, unit };
}

/** What became of one row. Where it was and went is missing for what was left alone. */
export interface RowResult {
	readonly position: number;
	readonly result: ItemResult;
	readonly versionBefore?: number;
	readonly fromUnit?: string | null;
	readonly fromHandler?: string | null;
	readonly toUnit?: string | null;
	readonly toHandler?: string | null;
}

const TYPES = {
	position: 'integer',
	result: 'text',
	version_before: 'bigint',
	from_unit: 'text',
	from_handler: 'text',
	to_unit: 'text',
	to_handler: 'text'
};

/** Writes what became of rows of a move; `version` is the ledger's that moved those that were. */
export async function saveResults(
	trx: Transaction<Tables>,
	moveId: string,
	results: readonly RowResult[],
	version: number | null
): Promise<void> {
	const rows = results.map((row) => ({
		position: row.position,
		result: row.result,
		version_before: row.versionBefore,
		from_unit: row.fromUnit,
		from_handler: row.fromHandler,
		to_unit: row.toUnit,
		to_handler: row.toHandler
	}));
	await sql`
		update move_item i set result = n.result, version_before = n.version_before, from_unit = n.from_unit,
			from_handler = n.from_handler, to_unit = n.to_unit, to_handler = n.to_handler,
			version_after = case n.result when 'moved' then ${version}::bigint end
		from ${rowArrays(TYPES, rows)} as n (position, result, version_before, from_unit, from_handler, to_unit, to_handler)
		where i.move_id = ${moveId} and i.position = n.position`.execute(trx);
}
