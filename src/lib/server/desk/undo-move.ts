import { type Transaction, sql } from 'kysely';
import { type DeskResult, done, refused, type UndoAnswer, type UndoResult } from '../../contract/desk.ts';
import { MOST_UNDO_ROWS, type UndoPreview } from '../../contract/desk-preview.ts';
import { toUndoKey } from '../../domain/dossier/desk-key.ts';
import { toIsoInstant } from '../../domain/time/instant.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import { GROUP_ROWS, type DeskDeps, type Mover } from './deps.ts';
import { handOver, type HandOver, holdDossiers } from './desk-events.ts';
import { holdMove } from './move-rows.ts';
import { answerOffer } from './offer-to-unit.ts';
import { findMove, isUuid } from './read-moves.ts';
import { tellHands } from './tell-people.ts';
import { createUndoLook } from './undo-look.ts';

type UndoneItem = UndoAnswer['items'][number];

/**
 * Takes a move back, all of it or these rows, as far as nobody has touched them since; within a quarter of an hour, by whoever
 * made it or may move the work of the unit. Of an accepted offer that time begins when it is accepted, and the unit that took
 * the dossiers may give them back too; the offer stays an accepted one. Asked again, what was taken back is told as taken
 * back. An offer that waits is withdrawn as a whole.
 */
export async function undoMove(
	deps: DeskDeps,
	mover: Mover,
	moveId: string,
	codes?: readonly string[]
): Promise<DeskResult<UndoAnswer>> {
	const access = await readAccessNow(deps.db, mover.id, deps.now());
	const move = isUuid(moveId) ? await findMove(deps.db, deps.catalogue(), mover, access, moveId) : null;
	if (move === null) return refused('unknown-move');
	if (move.kind === 'unit-offer' && move.offer?.state !== 'accepted') {
		if (codes === undefined) return withdraw(deps, mover, moveId);
		return done(toAnswer(0, [...new Set(codes)].map(notMoved)));
	}
	if (deps.now() > move.undoUntil) return refused('too-late');
	const items: UndoneItem[] = [];
	let [version, after] = [0, -1];
	for (;;) {
		const group = await deps.db
			.transaction()
			.execute((trx) => undoGroup(trx, deps, { mover, moveId, codes: codes ?? null, after }));
		if (group === null) break;
		items.push(...group.items);
		version = Math.max(version, group.version);
		({ last: after } = group);
	}
	deps.wake?.();
	const known = new Set(items.map(({ code }) => code));
	const others = [...new Set(codes ?? [])].filter((code) => !known.has(code));
	return done(toAnswer(version, [...items, ...others.map(notMoved)]));
}

const notMoved = (code: string): UndoneItem => ({ code, result: 'not-moved' });

/**
 * What taking back would do to each row at this moment, so that a person sees beforehand what stays and why. Nothing is held:
 * at the undo every row is looked at again. Null: there is no such move for them.
 */
export async function previewUndo(deps: DeskDeps, mover: Mover, moveId: string): Promise<UndoPreview | null> {
	const now = deps.now();
	const access = await readAccessNow(deps.db, mover.id, now);
	const move = isUuid(moveId) ? await findMove(deps.db, deps.catalogue(), mover, access, moveId) : null;
	if (move === null) return null;
	const mine = new Set(move.items.map(({ code }) => code));
	const stored = await deps.db
		.selectFrom('moveItem')
		.select(['dossierCode as code', 'fromUnit', 'fromHandler', 'toUnit', 'versionAfter', 'undoneAt'])
		.where('moveId', '=', moveId)
		.where('result', '=', 'moved')
		.orderBy('position')
		.execute();
	const rows = stored.filter(({ code }) => mine.has(code));
	const shown = rows.slice(0, MOST_UNDO_ROWS);
	const found = await deps.db
		.selectFrom('dossier')
		.select([...DOSSIER_COLUMNS, 'version'])
		.where(sql<boolean>`code = any(${shown.map(({ code }) => code)}::text[])`)
		.execute();
	const known = new Map(found.map(({ version, ...dossier }) => [dossier.code, { dossier, version }]));
	const look = createUndoLook(deps.catalogue(), move.kind, access, now);
	return {
		undoUntil: move.undoUntil,
		total: rows.length,
		rows: shown.map(({ code, undoneAt, ...row }) => ({
			code,
			undone: undoneAt !== null,
			fromHandler: row.fromHandler,
			result: undoneAt !== null ? 'moved-back' : look(known.get(code), row)
		}))
	};
}

async function withdraw(deps: DeskDeps, mover: Mover, moveId: string): Promise<DeskResult<UndoAnswer>> {
	const answered = await answerOffer(deps, mover, moveId, { answer: 'withdraw', reason: '' });
	if (!answered.ok) return answered;
	const items = answered.value.items.flatMap(({ code, result }): UndoneItem[] =>
		result === 'withdrawn' ? [{ code, result: 'moved-back' }] : []
	);
	return done(toAnswer(answered.value.version, items));
}

interface Wish {
	readonly mover: Mover;
	readonly moveId: string;
	readonly codes: readonly string[] | null;
	/** Position that was looked at last. */
	readonly after: number;
}

interface Group {
	readonly items: readonly UndoneItem[];
	readonly version: number;
	readonly last: number;
}

async function undoGroup(trx: Transaction<Tables>, deps: DeskDeps, wish: Wish): Promise<Group | null> {
	const { mover, moveId, codes, after } = wish;
	const move = await holdMove(trx, moveId);
	if (move === undefined) return null;
	// What was not reached before the program ended must not be moved now.
	await trx
		.updateTable('moveItem')
		.set({ result: move.target.kind === 'unit-offer' ? 'withdrawn' : 'changed-meanwhile' })
		.where('moveId', '=', moveId)
		.where((eb) => eb.or([eb('result', 'is', null), eb('result', '=', 'offered')]))
		.execute();
	const rows = await trx
		.selectFrom('moveItem')
		.select(['position', 'dossierCode', 'fromUnit', 'fromHandler', 'toUnit', 'versionAfter', 'undoneAt'])
		.where('moveId', '=', moveId)
		.where('result', '=', 'moved')
		.where('position', '>', after)
		.$if(codes !== null, (query) => query.where(sql<boolean>`dossier_code = any(${[...(codes ?? [])]}::text[])`))
		.orderBy('position')
		.limit(GROUP_ROWS)
		.execute();
	const last = rows.at(-1)?.position;
	if (last === undefined) return null;
	const now = deps.now();
	const held = await holdDossiers(
		trx,
		rows.map(({ dossierCode }) => dossierCode)
	);
	const access = await readAccessNow(trx, mover.id, now);
	const look = createUndoLook(deps.catalogue(), move.target.kind, access, now);
	const handOvers: HandOver[] = [];
	const undone: number[] = [];
	const items = rows.map(({ position, dossierCode: code, undoneAt, ...row }): UndoneItem => {
		if (undoneAt !== null) return { code, result: 'moved-back' };
		const dossier = held.get(code);
		const result = look(dossier, row);
		if (result === 'moved-back' && dossier !== undefined) {
			const unit = row.fromUnit !== null && row.fromUnit !== row.toUnit ? { unit: row.fromUnit } : {};
			handOvers.push({ held: dossier, handler: row.fromHandler, ...unit });
			undone.push(position);
		}
		return { code, result };
	});
	if (handOvers.length === 0) return { items, version: 0, last };
	const decision = {
		key: toUndoKey(moveId),
		by: mover,
		reason: 'Rút lại việc chuyển',
		tell: { moveId, about: 'undo' } as const
	};
	const version = await handOver(trx, deps, decision, handOvers, now);
	await trx
		.updateTable('moveItem')
		.set({ undoneAt: toIsoInstant(now), undoneBy: mover.name, undoneVersion: version })
		.where('moveId', '=', moveId)
		.where(sql<boolean>`position = any(${undone}::integer[])`)
		.execute();
	await tellHands(trx, 'undo', { moveId, by: mover, now });
	await audit(trx, {
		at: now,
		actor: mover,
		action: 'moved-back',
		target: 'official' in move.target ? move.target.official : 'unit' in move.target ? move.target.unit : null,
		details: { move: moveId, dossiers: undone.length, left: items.length - undone.length }
	});
	return { items, version, last };
}

function toAnswer(version: number, items: readonly UndoneItem[]): UndoAnswer {
	const counts: Partial<Record<UndoResult, number>> = {};
	for (const { result } of items) counts[result] = (counts[result] ?? 0) + 1;
	return { version, counts, items };
}
