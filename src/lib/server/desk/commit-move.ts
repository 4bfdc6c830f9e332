import { type Kysely, sql } from 'kysely';
import {
	type DeskResult,
	done,
	type ItemResult,
	type MoveAnswer,
	type MoveRequest,
	refused,
	UNDO_MINUTES
} from '../../contract/desk.ts';
import { toMoveKey } from '../../domain/dossier/desk-key.ts';
import { MINUTE_MS, toIsoInstant } from '../../domain/time/instant.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { toCanonical, toFingerprint } from '../ingest/canonical.ts';
import { rowArrays } from '../ingest/row-arrays.ts';
import { GROUP_ROWS, type DeskDeps, type Mover } from './deps.ts';
import { handOver, holdDossiers, type HandOver } from './desk-events.ts';
import { judgeItem } from './judge-item.ts';
import { createLook, findTargetProblem, readMoveContext } from './move-context.ts';
import { holdMove, type RowResult, saveResults, type StoredMove } from './move-rows.ts';
import { readMoveAnswer } from './read-moves.ts';
import { checkReason, toReasonWords } from './reason.ts';
import { readSelection, type SelectedItem } from './selection.ts';
import { tellHands, tellOffered } from './tell-people.ts';

/**
 * Moves dossiers, row by row as each stands at this moment, and answers what became of each; nothing is half moved. The
 * rows are stored with the decision before the first is touched. Groups of a thousand are judged and moved in a transaction
 * each: after a crash the same request goes on where it stopped, and a request that is over gets its first answer again.
 */
export async function commitMove(deps: DeskDeps, mover: Mover, request: MoveRequest): Promise<DeskResult<MoveAnswer>> {
	const fingerprint = toFingerprint(toCanonical(request));
	const first = await findByKey(deps.db, mover, request.key);
	if (first !== undefined && first.fingerprint !== fingerprint) return refused('key-reused');
	let id = first?.id;
	if (id === undefined) {
		const stored = await storeMove(deps, mover, request, fingerprint);
		if (!stored.ok) return stored;
		id = stored.value;
	}
	while (await deps.db.transaction().execute((trx) => moveGroup(trx, deps, mover, id)));
	deps.wake?.();
	return done(await readMoveAnswer(deps.db, deps.catalogue(), id));
}

async function findByKey(db: Kysely<Tables>, mover: Mover, key: string) {
	return db
		.selectFrom('move')
		.select(['id', 'fingerprint'])
		.where('accountId', '=', mover.id)
		.where('key', '=', key)
		.executeTakeFirst();
}

/** Checks the request as a whole and stores it with its rows. Of two at once with one key the second finds the first's. */
async function storeMove(
	deps: DeskDeps,
	mover: Mover,
	{ key, target, selection, reason }: MoveRequest,
	fingerprint: string
): Promise<DeskResult<string>> {
	const now = deps.now();
	const given = checkReason(reason);
	if (!given.ok) return given;
	const access = await readAccessNow(deps.db, mover.id, now);
	const problem = await findTargetProblem(deps.db, deps.catalogue(), { target, access }, now);
	if (problem !== null) return refused(problem);
	const selected = await readSelection(deps, access.view, selection);
	if (!selected.ok) return selected;
	return deps.db.transaction().execute(async (trx) => {
		const row = await trx
			.insertInto('move')
			.values({
				accountId: mover.id,
				key,
				fingerprint,
				byName: mover.name,
				at: toIsoInstant(now),
				kind: target.kind,
				toUnit: 'unit' in target ? target.unit : null,
				toOfficial: 'official' in target ? target.official : null,
				reasonCode: given.value.code,
				reasonText: given.value.text,
				undoUntil: toIsoInstant(now + UNDO_MINUTES * MINUTE_MS)
			})
			.onConflict((conflict) => conflict.columns(['accountId', 'key']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (row === undefined) {
			const first = await findByKey(trx, mover, key);
			return first?.fingerprint === fingerprint ? done(first.id) : refused('key-reused');
		}
		await insertRows(trx, row.id, selected.value);
		return done(row.id);
	});
}

async function insertRows(db: Kysely<Tables>, moveId: string, items: readonly SelectedItem[]): Promise<void> {
	const types = { position: 'integer', dossier_code: 'text', version_seen: 'bigint' };
	const rows = items.map(({ code, version }, position) => ({ position, dossier_code: code, version_seen: version }));
	await sql`
		insert into move_item (move_id, position, dossier_code, version_seen)
		select ${moveId}, position, dossier_code, version_seen
		from ${rowArrays(types, rows)} as n (position, dossier_code, version_seen)`.execute(db);
}

/** Judges and moves the next rows. False: none are left; also when somebody else works on the same request. */
async function moveGroup(
	trx: Parameters<typeof holdMove>[0],
	deps: DeskDeps,
	mover: Mover,
	moveId: string
): Promise<boolean> {
	const move = await holdMove(trx, moveId);
	if (move === undefined) return false;
	const items = await trx
		.selectFrom('moveItem')
		.select(['position', 'dossierCode', 'versionSeen'])
		.where('moveId', '=', moveId)
		.where('result', 'is', null)
		.orderBy('position')
		.limit(GROUP_ROWS)
		.execute();
	if (items.length === 0) return false;
	const now = deps.now();
	const { target } = move;
	const codes = items.map(({ dossierCode }) => dossierCode);
	const held = await holdDossiers(trx, codes);
	const context = await readMoveContext(trx, target, codes, now);
	const look = createLook(context, await readAccessNow(trx, mover.id, now), deps.catalogue(), now);

	const handOvers: HandOver[] = [];
	const results = items.map(({ position, dossierCode, versionSeen }): RowResult => {
		const found = held.get(dossierCode);
		const dossier = found === undefined ? undefined : look(found.dossier, found.version);
		const result = judgeItem(versionSeen, dossier, context.target);
		if (found === undefined || dossier === undefined || result === 'not-yours') return { position, result };
		const from = { versionBefore: dossier.version, fromUnit: dossier.unit, fromHandler: dossier.handler };
		if (result !== 'moved') return { position, result, ...from };
		const handler = target.kind === 'official' ? target.official : null;
		handOvers.push({ held: found, handler, ...(target.kind === 'direction' && { unit: target.unit }) });
		return { position, result, ...from, toUnit: 'unit' in target ? target.unit : dossier.unit, toHandler: handler };
	});
	const decision = {
		key: toMoveKey(moveId),
		by: mover,
		reason: toWords(move),
		tell: { moveId, about: 'move' } as const
	};
	const version = handOvers.length === 0 ? null : await handOver(trx, deps, decision, handOvers, now);
	await saveResults(trx, moveId, results, version);
	const telling = { moveId, by: mover, now };
	const offered = count(results, 'offered');
	if (target.kind === 'unit-offer' && offered > 0) {
		const row = { moveId, toUnit: target.unit, state: 'offered' as const };
		await trx
			.insertInto('offer')
			.values(row)
			.onConflict((conflict) => conflict.column('moveId').doNothing())
			.execute();
		await tellOffered(trx, target.unit, await countOffered(trx, moveId), telling);
	} else if (handOvers.length > 0) await tellHands(trx, 'move', telling);
	if (offered + handOvers.length > 0)
		await audit(trx, {
			at: now,
			actor: mover,
			action: target.kind === 'unit-offer' ? 'offered' : 'moved',
			target: 'official' in target ? target.official : 'unit' in target ? target.unit : null,
			details: {
				move: moveId,
				kind: target.kind,
				unit: 'unit' in target ? target.unit : null,
				dossiers: offered + handOvers.length,
				left: results.length - offered - handOvers.length,
				reason: toWords(move)
			}
		});
	return true;
}

function toWords({ target, reasonCode, reasonText }: StoredMove): string {
	const words = toReasonWords({ code: reasonCode, text: reasonText });
	return target.kind === 'direction' ? `Lãnh đạo điều chuyển. ${words}` : words;
}

function count(results: readonly RowResult[], wanted: ItemResult): number {
	return results.filter(({ result }) => result === wanted).length;
}

async function countOffered(db: Kysely<Tables>, moveId: string): Promise<number> {
	const { n } = await db
		.selectFrom('moveItem')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('moveId', '=', moveId)
		.where('result', '=', 'offered')
		.executeTakeFirstOrThrow();
	return n;
}
