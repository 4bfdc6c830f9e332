import { type Transaction, sql } from 'kysely';
import type { ReassignmentAnswer, ReassignmentState } from '../../contract/reassignment.ts';
import { toRefusalKey } from '../../domain/dossier/desk-key.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import type { DeskDeps } from '../desk/deps.ts';
import { handOver, holdDossiers } from '../desk/desk-events.ts';
import { holdMove } from '../desk/move-rows.ts';
import { tellRefused } from '../desk/tell-people.ts';

export type Answered =
	| {
			readonly ok: true;
			readonly state: ReassignmentState;
			/** Only of a refusal: false means that the dossier had been touched since and stayed. */
			readonly rolledBack: boolean | null;
	  }
	| { readonly ok: false; readonly problem: 'unknown' | 'answered-already' };

/**
 * What the system of record says of a reassignment of its feed. A refusal puts the dossier back into the hands it came from,
 * by the desk's own way (timeline, audit log, messages), unless anybody touched it since; it is not told of that again. The
 * first answer counts: the same again is answered alike, another one is refused.
 */
export async function answerReassignment(
	deps: DeskDeps,
	feedId: string,
	id: string,
	answer: ReassignmentAnswer
): Promise<Answered> {
	const answered = await deps.db.transaction().execute(async (trx): Promise<Answered> => {
		const found = await trx
			.selectFrom('reassignment')
			.select('moveId')
			.where('id', '=', id)
			.where('feedId', '=', feedId)
			.executeTakeFirst();
		if (found === undefined) return { ok: false, problem: 'unknown' };
		// In the order in which the desk holds them: move, dossier, rows.
		const move = await holdMove(trx, found.moveId);
		const row = await trx
			.selectFrom('reassignment as r')
			.innerJoin('feed as f', 'f.id', 'r.feedId')
			.select(['r.moveId', 'r.about', 'r.dossierCode', 'r.version', 'r.fromUnit', 'r.fromHandler', 'r.toUnit'])
			.select(['r.state', 'r.rolledBack', 'f.name as feedName'])
			.where('r.id', '=', id)
			.forUpdate('r')
			.executeTakeFirstOrThrow();
		const { state, rolledBack } = row;
		if (state === answer.status) return { ok: true, state, rolledBack };
		if (state === 'acknowledged' || state === 'refused') return { ok: false, problem: 'answered-already' };
		const now = deps.now();
		const isBack = answer.status === 'refused' ? await rollBack(trx, deps, { ...row, id }, answer.reason, now) : null;
		await trx
			.updateTable('reassignment')
			.set({
				state: answer.status,
				deliveredAt: sql<string>`coalesce(delivered_at, ${toIsoInstant(now)}::timestamptz)`,
				answeredAt: toIsoInstant(now),
				answerReason: answer.status === 'refused' ? answer.reason : null,
				rolledBack: isBack,
				nextAt: null,
				problem: null
			})
			.where('id', '=', id)
			.execute();
		if (answer.status === 'refused') {
			if (move !== undefined) await tellRefused(trx, { moveId: move.id, accountId: move.accountId, now });
			await audit(trx, {
				at: now,
				actor: null,
				action: 'reassignment-refused',
				target: feedId,
				details: { move: row.moveId, dossier: row.dossierCode, reason: answer.reason, rolledBack: isBack }
			});
		}
		return { ok: true, state: answer.status, rolledBack: isBack };
	});
	deps.wake?.();
	return answered;
}

interface RefusedRow {
	readonly id: string;
	readonly moveId: string;
	readonly about: 'move' | 'undo';
	readonly dossierCode: string;
	readonly version: number;
	readonly fromUnit: string | null;
	readonly fromHandler: string | null;
	readonly toUnit: string | null;
	readonly feedName: string;
}

async function rollBack(
	trx: Transaction<Tables>,
	deps: DeskDeps,
	row: RefusedRow,
	why: string,
	now: Instant
): Promise<boolean> {
	const held = (await holdDossiers(trx, [row.dossierCode])).get(row.dossierCode);
	if (held?.version !== row.version || held.dossier.closedAt !== null) return false;
	const unit = row.fromUnit !== null && row.fromUnit !== row.toUnit ? { unit: row.fromUnit } : {};
	const reason = `Hệ thống nguồn không chấp nhận: ${why}`;
	const decision = { key: toRefusalKey(row.id), by: { name: row.feedName }, reason, tell: null };
	const version = await handOver(trx, deps, decision, [{ held, handler: row.fromHandler, ...unit }], now);
	// A refused move counts as taken back; a refused taking back as never made.
	await trx
		.updateTable('moveItem')
		.set(
			row.about === 'move'
				? { undoneAt: toIsoInstant(now), undoneBy: row.feedName, undoneVersion: version }
				: { undoneAt: null, undoneBy: null, undoneVersion: null }
		)
		.where('moveId', '=', row.moveId)
		.where('dossierCode', '=', row.dossierCode)
		.execute();
	return true;
}
