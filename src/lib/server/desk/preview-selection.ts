import { type DeskResult, done, refused } from '../../contract/desk.ts';
import {
	MOST_PREVIEWED,
	type PreviewAnswer,
	type PreviewedPerson,
	type PreviewRequest
} from '../../contract/desk-preview.ts';
import { dayOf, toIsoDay } from '../../domain/time/instant.ts';
import { findAbsence, mayHandle } from '../../domain/workload/official.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import type { DeskDeps, Mover } from './deps.ts';
import { holds, mayMove } from './may-move.ts';
import { readMoveContext } from './move-context.ts';
import { readSelection } from './selection.ts';
import { toOfficialSide } from './to-side.ts';
import type { OpenRow } from './unit-book.ts';
import { readUnitDesk } from './unit-desk.ts';

/**
 * What a selection would weigh with each official of the unit, and what those it leaves would keep: shown while it is held,
 * before anybody is chosen. Changes nothing and promises nothing. Who can be given nothing today is left out.
 */
export async function previewSelection(
	deps: DeskDeps,
	mover: Mover,
	{ unit, selection }: PreviewRequest
): Promise<DeskResult<PreviewAnswer>> {
	const now = deps.now();
	const catalogue = deps.catalogue();
	const access = await readAccessNow(deps.db, mover.id, now);
	if (!holds(access.view, unit) || catalogue.findUnitByCode(unit) === undefined) return refused('unknown-unit');
	if (!mayMove(access, 'pool', unit)) return refused('no-right');
	const selected = await readSelection(deps, access.view, selection);
	if (!selected.ok) return selected;
	const desk = await readUnitDesk(deps.db, catalogue, unit, now);
	const codes = selected.value.map(({ code }) => code);
	const { locked } = await readMoveContext(deps.db, { kind: 'pool' }, codes, now);
	const rows = selected.value.flatMap(({ code, version }): OpenRow[] => {
		const row = desk.book.open.get(code);
		return row === undefined || row.version !== version || locked.has(code) ? [] : [row];
	});
	const { version } = desk.book;
	if (rows.length > MOST_PREVIEWED) return done({ version, rows: rows.length, people: [] });
	const held = new Set(rows.map(({ code }) => code));
	const leaves = Map.groupBy(rows, ({ handler }) => handler);
	const byHandler = Map.groupBy(desk.book.open.values(), ({ handler }) => handler);
	const today = toIsoDay(dayOf(now));
	const people = desk.officials.flatMap((official): PreviewedPerson[] => {
		const own = byHandler.get(official.id) ?? [];
		const gives = leaves.get(official.id)?.length ?? 0;
		const rest = { official: official.id, gives, gets: 0, unskilled: 0 };
		if (gives > 0) {
			const kept = own.filter(({ code }) => !held.has(code));
			return [{ ...rest, then: sideOf(toOfficialSide(kept, official, desk)) }];
		}
		const isAway = findAbsence(official.absences, today) !== null;
		if (!official.isActive || official.account === 'closed' || isAway) return [];
		const comes = rows.filter(({ procedure }) => mayHandle(official.skills, procedure));
		const then = sideOf(toOfficialSide([...own, ...comes], official, desk));
		return [{ ...rest, gets: comes.length, unskilled: rows.length - comes.length, then }];
	});
	return done({ version, rows: rows.length, people });
}

function sideOf({ load, expectedOverdue, risk }: ReturnType<typeof toOfficialSide>): PreviewedPerson['then'] {
	return { load, expectedOverdue, risk };
}
