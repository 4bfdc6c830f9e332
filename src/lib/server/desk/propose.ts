import type { ProposalAnswer, ProposalRequest } from '../../contract/desk-proposal.ts';
import { type DeskResult, done, refused } from '../../contract/desk.ts';
import { FORESEEN_DAYS, toProblem } from '../../domain/balance/to-problem.ts';
import { dayOf, toIsoDay } from '../../domain/time/instant.ts';
import { findAbsence } from '../../domain/workload/official.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import { solve } from '../balance/solve.ts';
import { namedProcedure } from '../catalogue/named.ts';
import type { DeskDeps, Mover } from './deps.ts';
import { holds, mayMove } from './may-move.ts';
import { readMoveContext } from './move-context.ts';
import { readUnitDesk, type UnitDesk } from './unit-desk.ts';

/** One search for each person: who asks again no longer waits for the first. */
const running = new Map<string, AbortController>();

/**
 * Which dossiers of a unit should change hands, for somebody who may move them. Changes nothing. Null: it was asked for
 * anew, the asker left, or the search came to no end. Who could not be given a dossier by hand gets none here.
 */
export async function proposeBalance(
	deps: DeskDeps,
	mover: Mover,
	{ unit, mostMoves, drops, pins }: ProposalRequest,
	left?: AbortSignal
): Promise<DeskResult<ProposalAnswer> | null> {
	const now = deps.now();
	const catalogue = deps.catalogue();
	const access = await readAccessNow(deps.db, mover.id, now);
	if (!holds(access.view, unit) || catalogue.findUnitByCode(unit) === undefined) return refused('unknown-unit');
	if (!mayMove(access, 'official', unit)) return refused('no-right');
	const desk = await readUnitDesk(deps.db, catalogue, unit, now);
	const { book } = desk;
	const { locked, offered } = await readMoveContext(deps.db, { kind: 'pool' }, [...book.open.keys()], now);
	const problem = toProblem({
		officials: desk.officials,
		dossiers: [...book.open.values()].map((row) => ({ ...row, locked: locked.has(row.code) || offered.has(row.code) })),
		closed: toClosed(desk),
		efforts: desk.efforts,
		lateness: desk.lateness,
		queue: desk.queue,
		calendarOf: () => desk.calendar,
		calendar: catalogue.calendarFor(null, now),
		now,
		mostMoves,
		drops,
		pins
	});
	const solved = await solveFor(mover, problem, left);
	if (!solved.ok) return null;
	const { moves, before, after, officials, byHand, ended, overdueAtLeast, gap, refusedPins } = solved.proposal;
	const rows = moves.flatMap((move) => {
		const row = book.open.get(move.code);
		if (row === undefined) return [];
		const remaining = row.dueAt === null ? null : row.dueAt < now ? 0 : desk.clock.remainingUntil(row.dueAt);
		return [{ ...move, version: row.version, procedure: namedProcedure(catalogue, move.procedure), remaining }];
	});
	const totals = { before, after, officials, byHand, ended, overdueAtLeast, gap, refusedPins };
	const about = { version: book.version, asOf: now, dossiers: book.open.size, foreseenDays: FORESEEN_DAYS };
	return done({ ...totals, ...about, moves: rows });
}

/** Those a move to would be refused today. */
function toClosed({ officials, now }: UnitDesk): Set<string> {
	const today = toIsoDay(dayOf(now));
	const closed = officials.filter(
		({ isActive, account, absences }) => !isActive || account === 'closed' || findAbsence(absences, today) !== null
	);
	return new Set(closed.map(({ id }) => id));
}

async function solveFor({ id }: Mover, problem: Parameters<typeof solve>[0], left?: AbortSignal) {
	running.get(id)?.abort();
	const own = new AbortController();
	running.set(id, own);
	try {
		const signal = left === undefined ? own.signal : AbortSignal.any([own.signal, left]);
		return await solve(problem, { signal });
	} finally {
		if (running.get(id) === own) running.delete(id);
	}
}
