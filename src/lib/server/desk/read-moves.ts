import { type Kysely, sql } from 'kysely';
import {
	ITEM_RESULTS,
	type ItemResult,
	type MoveAnswer,
	type MoveItem,
	type MoveSummary,
	type OfferState,
	type ResultCounts
} from '../../contract/desk.ts';
import type { Offers } from '../../contract/desk-preview.ts';
import type { Access } from '../../domain/access/access.ts';
import { unite } from '../../domain/access/scope.ts';
import { DAY_MS, type Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Mover } from './deps.ts';
import { holds } from './may-move.ts';

/** A move with all its rows, as the answer to whoever made it. */
export async function readMoveAnswer(db: Kysely<Tables>, catalogue: KnownCatalogue, id: string): Promise<MoveAnswer> {
	const [summary] = await readSummaries(db, catalogue, [id], null);
	if (summary === undefined) throw new Error(`there is no move ${id}`);
	return { ...summary, items: await readItems(db, id) };
}

/**
 * A move for somebody who made it, or who may move the work of a unit it touches: then with the rows of those units. Null:
 * there is none, or none for them.
 */
export async function findMove(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	reader: Mover,
	access: Access,
	id: string
): Promise<MoveAnswer | null> {
	if (!isUuid(id)) return null;
	const move = await db.selectFrom('move').select(['accountId', 'toUnit']).where('id', '=', id).executeTakeFirst();
	if (move === undefined) return null;
	const answer = await readMoveAnswer(db, catalogue, id);
	if (move.accountId === reader.id) return answer;
	const scope = unite([access['assign-within'], access['assign-across']]);
	const mine = (unit: string | null) => unit !== null && holds(scope, unit);
	const items = mine(move.toUnit) ? answer.items : answer.items.filter(({ fromUnit }) => mine(fromUnit));
	if (items.length === 0) return null;
	return { ...answer, items, counts: countResults(items) };
}

export function isUuid(text: string): boolean {
	return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

/**
 * Moves of the last day that touched a unit, the latest to take effect first; what came of them in the unit and beside it. An
 * offer counts from its acceptance. At most fifty.
 */
export async function listMoves(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	unit: string,
	now: Instant
): Promise<MoveSummary[]> {
	const rows = await db
		.selectFrom('move as m')
		.select('m.id')
		.where(
			sql<boolean>`(m.at > ${timestamp(now - DAY_MS)} or m.id in (
				select move_id from offer where state = 'accepted' and answered_at > ${timestamp(now - DAY_MS)}))`
		)
		.where(
			sql<boolean>`(m.to_unit = ${unit} or exists (
				select from move_item i where i.move_id = m.id and i.from_unit = ${unit}))`
		)
		.orderBy('m.undoUntil', 'desc')
		.limit(50)
		.execute();
	return readSummaries(
		db,
		catalogue,
		rows.map(({ id }) => id),
		unit
	);
}

/** Answered offers stay listed for so long with whoever made them. */
const ANSWERED_MS = 7 * DAY_MS;

/** Offers a unit got that wait for its answer, and those it made: waiting, or answered of late. Newest first. */
export async function listOffers(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	unit: string,
	now: Instant
): Promise<Offers> {
	const { rows } = await sql<{ moveId: string; isReceived: boolean }>`
		select o.move_id, o.to_unit = ${unit} as is_received from offer o join move m on m.id = o.move_id
		where (o.state = 'offered' and o.to_unit = ${unit})
			or ((o.state = 'offered' or o.answered_at > ${timestamp(now - ANSWERED_MS)}) and o.to_unit <> ${unit} and exists (
				select from move_item i where i.move_id = o.move_id and i.from_unit = ${unit}))
		order by m.at desc limit 200`.execute(db);
	const summaries = await readSummaries(
		db,
		catalogue,
		rows.map(({ moveId }) => moveId),
		unit
	);
	const received = new Set(rows.filter(({ isReceived }) => isReceived).map(({ moveId }) => moveId));
	return {
		received: summaries.filter(({ id }) => received.has(id)),
		made: summaries.filter(({ id }) => !received.has(id))
	};
}

interface SummaryRow {
	readonly id: string;
	readonly kind: MoveSummary['kind'];
	readonly toUnit: string | null;
	readonly toOfficial: string | null;
	readonly byName: string;
	readonly at: Instant;
	readonly reasonCode: MoveSummary['reason']['code'];
	readonly reasonText: string;
	readonly undoUntil: Instant;
	readonly version: number;
	readonly undone: number;
	readonly counts: Readonly<Record<string, number>> | null;
	readonly told: MoveSummary['told'] | null;
	readonly state: OfferState | null;
	readonly answer: string | null;
	readonly answeredBy: string | null;
}

/** In the order of the ids. With a unit only its rows are counted: of a move across units the others are not its business. */
async function readSummaries(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	ids: readonly string[],
	unit: string | null
): Promise<MoveSummary[]> {
	if (ids.length === 0) return [];
	const { rows } = await sql<SummaryRow>`
		select m.id, m.kind, m.to_unit, m.to_official, m.by_name, m.at, m.reason_code, m.reason_text, m.undo_until,
			i.version, i.undone, i.counts, t.told, o.state, o.reason as answer, o.answered_by
		from move m
		left join offer o on o.move_id = m.id
		left join lateral (
			select coalesce(max(greatest(version, undone_version)), 0) as version, coalesce(sum(undone), 0)::bigint as undone,
				json_object_agg(result, n) filter (where result is not null) as counts
			from (
				select result, count(*) as n, max(version_after) as version, max(undone_version) as undone_version,
					count(undone_at) as undone
				from move_item
				where move_id = m.id and (${unit}::text is null or from_unit = ${unit} or m.to_unit = ${unit}) group by result
			) as by_result
		) i on true
		left join lateral (
			select json_object_agg(state, n) as told from (
				select state, count(*) as n from reassignment
				where move_id = m.id and (${unit}::text is null or from_unit = ${unit} or to_unit = ${unit}) group by state
			) as by_state
		) t on true
		where m.id = any(${[...ids]}::uuid[])
		order by array_position(${[...ids]}::uuid[], m.id)`.execute(db);
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		toUnit: namedUnit(catalogue, row.toUnit),
		toOfficial: row.toOfficial,
		by: row.byName,
		at: row.at,
		reason: { code: row.reasonCode, text: row.reasonText },
		undoUntil: row.undoUntil,
		version: row.version,
		counts: row.counts ?? {},
		undone: row.undone,
		told: row.told ?? {},
		offer: row.state === null ? null : { state: row.state, reason: row.answer, answeredBy: row.answeredBy }
	}));
}

async function readItems(db: Kysely<Tables>, id: string): Promise<MoveItem[]> {
	const rows = await db
		.selectFrom('moveItem')
		.select(['dossierCode', 'result', 'fromUnit', 'fromHandler', 'undoneAt'])
		.where('moveId', '=', id)
		.orderBy('position')
		.execute();
	return rows.map(({ dossierCode, undoneAt, ...item }) => ({ code: dossierCode, ...item, undone: undoneAt !== null }));
}

function countResults(items: readonly MoveItem[]): ResultCounts<ItemResult> {
	return Object.fromEntries(
		ITEM_RESULTS.map((wanted) => [wanted, items.filter(({ result }) => result === wanted).length]).filter(
			([, n]) => n !== 0
		)
	) as ResultCounts<ItemResult>;
}
