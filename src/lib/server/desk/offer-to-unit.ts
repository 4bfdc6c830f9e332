import { type Transaction, sql } from 'kysely';
import {
	type DeskResult,
	done,
	type MoveAnswer,
	type OfferAnswer,
	refused,
	UNDO_MINUTES
} from '../../contract/desk.ts';
import { toMoveKey } from '../../domain/dossier/desk-key.ts';
import { MINUTE_MS, toIsoInstant } from '../../domain/time/instant.ts';
import { findMailbox, readAccessNow } from '../access/desk-accounts.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { GROUP_ROWS, type DeskDeps, type Mover } from './deps.ts';
import { handOver, type HandOver, holdDossiers } from './desk-events.ts';
import { mayMove, maySpeakFor } from './may-move.ts';
import { holdMove, type RowResult, saveResults, type StoredMove } from './move-rows.ts';
import { isUuid, readMoveAnswer } from './read-moves.ts';
import { toReasonWords } from './reason.ts';
import { tellAnswer, tellHands } from './tell-people.ts';

/**
 * Answers what was offered to a unit (an offer is a move of kind `unit-offer`, made by `commitMove`). The heads of that unit
 * accept or decline, with a reason; whoever offered, or may move the work it came from, withdraws. Accepted dossiers go to the
 * pool of the unit, each looked at again: what was closed or left its unit meanwhile stays where it is.
 * The clock ran on all the time, for the unit that had them.
 */
export async function answerOffer(
	deps: DeskDeps,
	mover: Mover,
	moveId: string,
	answer: OfferAnswer
): Promise<DeskResult<MoveAnswer>> {
	if (!isUuid(moveId)) return refused('unknown-move');
	const decided = await deps.db.transaction().execute((trx) => decide(trx, deps, mover, moveId, answer));
	if (!decided.ok) return decided;
	if (answer.answer === 'accept') {
		while (await deps.db.transaction().execute((trx) => takeGroup(trx, deps, mover, moveId)));
	}
	deps.wake?.();
	return done(await readMoveAnswer(deps.db, deps.catalogue(), moveId));
}

async function decide(
	trx: Transaction<Tables>,
	deps: DeskDeps,
	mover: Mover,
	moveId: string,
	{ answer, reason }: OfferAnswer
): Promise<DeskResult<null>> {
	const now = deps.now();
	const move = await holdMove(trx, moveId);
	const offer = await trx
		.selectFrom('offer')
		.select(['toUnit', 'state'])
		.where('moveId', '=', moveId)
		.executeTakeFirst();
	if (move === undefined || offer === undefined) return refused('unknown-move');
	const access = await readAccessNow(trx, mover.id, now);
	const isAsked = maySpeakFor(access, offer.toUnit);
	const isOwn = move.accountId === mover.id || (await mayWithdraw(trx, access, moveId));
	if (!isAsked && !isOwn) return refused('unknown-move');
	if (answer === 'withdraw' ? !isOwn : !isAsked) return refused('no-right');
	const state = ({ accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const)[answer];
	// The same answer again, after the first broke off: it goes on.
	if (offer.state === state && state === 'accepted') return done(null);
	if (offer.state !== 'offered') return refused('answered-already');
	if (answer === 'decline' && reason === '') return refused('empty-reason');
	await trx
		.updateTable('offer')
		.set({
			state,
			reason: reason === '' ? null : reason,
			answeredBy: mover.name,
			answeredAt: toIsoInstant(now)
		})
		.where('moveId', '=', moveId)
		.execute();
	if (state === 'accepted') {
		// Only now does anything move, so only now does the time begin in which it can be taken back.
		await trx
			.updateTable('move')
			.set({ undoUntil: toIsoInstant(now + UNDO_MINUTES * MINUTE_MS) })
			.where('id', '=', moveId)
			.execute();
		// What was not offered yet when it was accepted is not part of it.
		await trx
			.updateTable('moveItem')
			.set({ result: 'changed-meanwhile' })
			.where('moveId', '=', moveId)
			.where('result', 'is', null)
			.execute();
		return done(null);
	}
	const { numUpdatedRows } = await trx
		.updateTable('moveItem')
		.set({ result: state })
		.where('moveId', '=', moveId)
		.where((eb) => eb.or([eb('result', '=', 'offered'), eb('result', 'is', null)]))
		.executeTakeFirst();
	const dossiers = Number(numUpdatedRows);
	await tell(trx, move, dossiers, mover, now);
	await audit(trx, {
		at: now,
		actor: mover,
		action: 'offer-answered',
		target: offer.toUnit,
		details: { move: moveId, answer: state, dossiers, reason: reason === '' ? null : reason }
	});
	return done(null);
}

async function mayWithdraw(
	trx: Transaction<Tables>,
	access: Parameters<typeof mayMove>[0],
	moveId: string
): Promise<boolean> {
	const rows = await trx
		.selectFrom('moveItem')
		.select('fromUnit')
		.distinct()
		.where('moveId', '=', moveId)
		.where('result', '=', 'offered')
		.execute();
	return rows.length > 0 && rows.every(({ fromUnit }) => mayMove(access, 'unit-offer', fromUnit));
}

/** Takes over the next rows of an accepted offer. False: none are left. */
async function takeGroup(trx: Transaction<Tables>, deps: DeskDeps, mover: Mover, moveId: string): Promise<boolean> {
	const move = await holdMove(trx, moveId);
	if (move?.target.kind !== 'unit-offer') return false;
	const { unit } = move.target;
	const rows = await trx
		.selectFrom('moveItem')
		.select(['position', 'dossierCode', 'fromUnit', 'fromHandler', 'versionBefore'])
		.where('moveId', '=', moveId)
		.where('result', '=', 'offered')
		.orderBy('position')
		.limit(GROUP_ROWS)
		.execute();
	if (rows.length === 0) return false;
	const now = deps.now();
	const codes = rows.map(({ dossierCode }) => dossierCode);
	const held = await holdDossiers(trx, codes);
	const { rows: marks } = await sql<{ code: string }>`
		select dossier_code as code from do_not_move
		where lifted_at is null and dossier_code = any(${codes}::text[])`.execute(trx);
	const locked = new Set(marks.map(({ code }) => code));
	const handOvers: HandOver[] = [];
	const results = rows.map(({ position, dossierCode, fromUnit, fromHandler }): RowResult => {
		const found = held.get(dossierCode);
		const was = { position, fromUnit, fromHandler };
		if (found === undefined || found.dossier.resolving !== fromUnit) return { ...was, result: 'changed-meanwhile' };
		const from = { position, fromUnit, fromHandler: found.dossier.handler, versionBefore: found.version };
		if (found.dossier.closedAt !== null) return { ...from, result: 'closed' };
		if (locked.has(dossierCode)) return { ...from, result: 'do-not-move' };
		handOvers.push({ held: found, handler: null, unit });
		return { ...from, result: 'moved', toUnit: unit, toHandler: null };
	});
	const reason = `Nhận theo đề nghị. ${toReasonWords({ code: move.reasonCode, text: move.reasonText })}`;
	const decision = { key: toMoveKey(moveId), by: mover, reason, tell: { moveId, about: 'move' } as const };
	const version = handOvers.length === 0 ? null : await handOver(trx, deps, decision, handOvers, now);
	await saveResults(trx, moveId, results, version);
	await tell(trx, move, await countMoved(trx, moveId), mover, now);
	if (handOvers.length > 0) await tellHands(trx, 'move', { moveId, by: mover, now });
	await audit(trx, {
		at: now,
		actor: mover,
		action: 'offer-answered',
		target: unit,
		details: {
			move: moveId,
			answer: 'accepted',
			dossiers: handOvers.length,
			left: rows.length - handOvers.length,
			reason
		}
	});
	return true;
}

async function tell(
	trx: Transaction<Tables>,
	move: StoredMove,
	dossiers: number,
	by: Mover,
	now: number
): Promise<void> {
	const to = await findMailbox(trx, move.accountId);
	if (to !== undefined) await tellAnswer(trx, to, dossiers, { moveId: move.id, by, now });
}

async function countMoved(trx: Transaction<Tables>, moveId: string): Promise<number> {
	const { n } = await trx
		.selectFrom('moveItem')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('moveId', '=', moveId)
		.where('result', '=', 'moved')
		.executeTakeFirstOrThrow();
	return n;
}
