import { sql } from 'kysely';
import {
	type DeskResult,
	done,
	type ItemResult,
	type PlanAnswer,
	type PlannedSide,
	type PlanRequest,
	refused
} from '../../contract/desk.ts';
import { toScopeCondition } from '../../domain/access/scope.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { capacityOf } from '../../domain/workload/capacity.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import { namedUnit } from '../catalogue/named.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import { toSql } from '../read/condition-sql.ts';
import { readInScope } from '../read/in-scope.ts';
import type { DeskDeps, Mover } from './deps.ts';
import { judgeItem } from './judge-item.ts';
import { holds } from './may-move.ts';
import { createLook, findTargetProblem, readMoveContext } from './move-context.ts';
import { readSelection } from './selection.ts';
import { toOfficialSide, toPoolSide } from './to-side.ts';
import type { OpenRow } from './unit-book.ts';
import { readUnitDesk, type UnitDesk } from './unit-desk.ts';

/**
 * What a move would do, row by row by the rules of the move itself, and what both sides would carry then. Nothing is changed
 * and nothing promised: at the move every row is looked at again.
 */
export async function planMove(
	deps: DeskDeps,
	mover: Mover,
	{ target, selection }: PlanRequest
): Promise<DeskResult<PlanAnswer>> {
	const { db } = deps;
	const now = deps.now();
	const catalogue = deps.catalogue();
	const access = await readAccessNow(db, mover.id, now);
	const problem = await findTargetProblem(db, catalogue, { target, access }, now);
	if (problem !== null) return refused(problem);
	const selected = await readSelection(deps, access.view, selection);
	if (!selected.ok) return selected;
	const codes = selected.value.map(({ code }) => code);
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	const { version, dossiers } = await readInScope(db, access.view, async (trx) => ({
		version: (await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow()).version,
		dossiers: await trx
			.selectFrom('dossier')
			.select([...DOSSIER_COLUMNS, 'version'])
			.where(sql<boolean>`code = any(${codes}::text[])`)
			.where((eb) => toSql(toScopeCondition(access.view), moments, eb))
			.execute()
	}));
	const context = await readMoveContext(db, target, codes, now);
	const look = createLook(context, access, catalogue, now);
	const known = new Map(dossiers.map(({ version: at, ...dossier }) => [dossier.code, look(dossier, at)]));
	const items = selected.value.map(({ code, version: seen }) => {
		const dossier = known.get(code);
		const result = judgeItem(seen, dossier, context.target);
		return { code, version: dossier?.version ?? seen, result };
	});
	const leaving = items.flatMap(({ code, result }) => {
		const dossier = result === 'moved' || result === 'offered' ? known.get(code) : undefined;
		return dossier === undefined ? [] : [{ code, unit: dossier.unit ?? '', handler: dossier.handler }];
	});
	const desks = new Map<string, UnitDesk>();
	const to = target.kind === 'pool' ? null : target.unit;
	const units = new Set(leaving.flatMap((one) => (to === null ? [one.unit] : [one.unit, to])));
	// What another unit carries is for those who may see it: of the others no side is told.
	for (const unit of units) if (holds(access.view, unit)) desks.set(unit, await readUnitDesk(db, catalogue, unit, now));
	const counts: Partial<Record<ItemResult, number>> = {};
	for (const { result } of items) counts[result] = (counts[result] ?? 0) + 1;
	return done({
		version,
		asOf: now,
		counts,
		items,
		sides: toSides(leaving, { unit: to, official: context.target.official }, desks).map((side) => ({
			...side,
			unit: namedUnit(catalogue, side.unit) ?? { code: side.unit, name: side.unit, nameEn: side.unit }
		}))
	});
}

interface Leaving {
	readonly code: string;
	readonly unit: string;
	readonly handler: string | null;
}

type Side = Omit<PlannedSide, 'unit'> & { readonly unit: string };

/** Null unit: to the pool of the unit each is in. */
function toSides(
	leaving: readonly Leaving[],
	to: { readonly unit: string | null; readonly official: string | null },
	desks: ReadonlyMap<string, UnitDesk>
): Side[] {
	const leaves = new Map<string, Set<string>>();
	const comes = new Map<string, Map<string, OpenRow>>();
	const keyOf = (unit: string, handler: string | null) => JSON.stringify([unit, handler]);
	for (const { code, unit, handler } of leaving) {
		const row = desks.get(unit)?.book.open.get(code);
		const from = keyOf(unit, handler);
		leaves.set(from, (leaves.get(from) ?? new Set()).add(code));
		const target = keyOf(to.unit ?? unit, to.official);
		const coming = comes.get(target) ?? new Map<string, OpenRow>();
		// What has not been accepted yet weighs nothing.
		if (row !== undefined) coming.set(code, row);
		comes.set(target, coming);
	}
	return [...new Set([...comes.keys(), ...leaves.keys()])].flatMap((key): Side[] => {
		const [unit, official] = JSON.parse(key) as [string, string | null];
		const desk = desks.get(unit);
		if (desk === undefined) return [];
		const now = [...desk.book.open.values()].filter(({ handler }) => handler === official);
		const gone = leaves.get(key);
		const then = [...now.filter(({ code }) => gone?.has(code) !== true), ...(comes.get(key)?.values() ?? [])];
		const person = desk.officials.find(({ id }) => id === official);
		if (official === null || person === undefined) {
			const sides = { now: toPoolSide(now, desk), then: toPoolSide(then, desk) };
			return [{ unit, official, capacity: null, ...sides }];
		}
		const sides = { now: toOfficialSide(now, person, desk), then: toOfficialSide(then, person, desk) };
		return [{ unit, official, capacity: capacityOf(person, desk.calendar, desk.now), ...sides }];
	});
}
