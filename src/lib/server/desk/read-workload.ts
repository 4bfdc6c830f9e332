import type { Kysely } from 'kysely';
import type { EffortRow, OfficialLoad, Workload } from '../../contract/desk.ts';
import type { Access } from '../../domain/access/access.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { dayOf, type Instant, MINUTE_MS, toIsoDay } from '../../domain/time/instant.ts';
import { capacityOf } from '../../domain/workload/capacity.ts';
import { toFlow } from '../../domain/workload/flow.ts';
import { findAbsence } from '../../domain/workload/official.ts';
import { medianOf } from '../../domain/workload/quantiles.ts';
import { spreadOf } from '../../domain/workload/spread.ts';
import { namedProcedure, namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import type { DeskDeps } from './deps.ts';
import { holds, mayMove, maySpeakFor } from './may-move.ts';
import { toOfficialSide, toPoolSide } from './to-side.ts';
import { type Book, type OpenRow, readBook } from './unit-book.ts';
import { readUnitDesk, type UnitDesk } from './unit-desk.ts';
import { readFlow, type UnitFlow } from './unit-flow.ts';
import { readPeople, type UnitPeople } from './unit-people.ts';

/**
 * Who carries what in a unit, for somebody who may see all of it. Null: no such unit, or not theirs. While nothing changes the
 * same answer serves everybody for a minute; a change elsewhere in the province costs a look at what it touched.
 */
export async function readWorkload(
	deps: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	access: Access,
	unit: string
): Promise<Workload | null> {
	const catalogue = deps.catalogue();
	if (!holds(access.view, unit) || catalogue.findUnitByCode(unit) === undefined) return null;
	const may = {
		move: mayMove(access, 'pool', unit),
		direct: mayMove(access, 'direction', unit),
		answer: maySpeakFor(access, unit)
	};
	return { ...(await shareWorkload(deps, unit)), may };
}

type SharedWorkload = Omit<Workload, 'may'>;

interface Kept {
	readonly book: Book;
	readonly people: string;
	readonly minute: number;
	readonly workload: SharedWorkload;
	readonly flow: UnitFlow;
}

const kept = new WeakMap<Kysely<Tables>, Map<string, Kept>>();

async function shareWorkload(
	{ db, catalogue, now: clock }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	unit: string
): Promise<SharedWorkload> {
	const now = clock();
	const minute = Math.floor(now / MINUTE_MS);
	let units = kept.get(db);
	if (units === undefined) kept.set(db, (units = new Map<string, Kept>()));
	const known = units.get(unit);
	const read = { book: await readBook(db, unit), people: await readPeople(db, unit, now) };
	const people = toStamp(read.people);
	const isSame = known?.book.revision === read.book.revision && known.minute === minute;
	if (isSame && known.people === people) return { ...known.workload, version: read.book.version };
	const desk = await readUnitDesk(db, catalogue(), unit, now, read);
	const flow = isSame ? known.flow : await readFlow(db, unit, desk.calendar, toMoments(catalogue(), now));
	const workload = toWorkload(desk, flow, catalogue());
	units.set(unit, { book: desk.book, people, minute, workload, flow });
	return workload;
}

function toMoments(catalogue: ReturnType<DeskDeps['catalogue']>, now: Instant): Moments {
	return momentsAt(now, catalogue.calendarFor(null, now));
}

function toStamp({ officials, efforts, locked }: UnitPeople): string {
	return JSON.stringify([officials, efforts, [...locked].sort()]);
}

function toWorkload(desk: UnitDesk, flow: UnitFlow, catalogue: ReturnType<DeskDeps['catalogue']>): SharedWorkload {
	const { unit, book, people, officials, now, efforts } = desk;
	const byHandler = Map.groupBy(book.open.values(), ({ handler }) => handler);
	const locked = (rows: readonly OpenRow[]) => rows.filter(({ code }) => people.locked.has(code)).length;
	const rows = officials
		.map((official): OfficialLoad => {
			const own = byHandler.get(official.id) ?? [];
			const { id: name } = official;
			const today = findAbsence(official.absences, toIsoDay(dayOf(now)));
			return {
				name,
				title: official.title,
				isActive: official.isActive,
				account: official.account,
				...toOfficialSide(own, official, desk),
				capacity: capacityOf(official, desk.calendar, now),
				share: official.share,
				pattern: official.pattern,
				absence: official.absenceRows.find((row) => row === today) ?? null,
				absences: official.absenceRows,
				skills: official.procedures,
				...toFlow(flow.taken.get(name) ?? [], flow.finished.get(name) ?? [], flow.days),
				locked: locked(own),
				untouchedMoves: flow.untouched.get(name) ?? 0
			};
		})
		// Of who has gone only what they left behind is of interest.
		.filter(({ isActive, load }) => isActive || load.dossiers > 0);
	const pool = byHandler.get(null) ?? [];
	const weights = [...book.open.values()].map(({ procedure }) => efforts.of(procedure).minutes);
	return {
		unit: namedUnit(catalogue, unit) ?? { code: unit, name: unit, nameEn: unit },
		version: book.version,
		asOf: now,
		officials: rows,
		pool: { load: toPoolSide(pool, desk).load, locked: locked(pool) },
		standard: weights.length === 0 ? efforts.of(null).minutes : medianOf(weights),
		spread: spreadOf(rows.map(({ load, capacity }) => ({ load: load.weighted, capacity }))),
		flowDays: flow.days.map(toIsoDay),
		efforts: toEffortRows(desk, catalogue),
		paceStretches: desk.pace.stretches,
		measuredSince: desk.measuredSince
	};
}

function toEffortRows({ book, efforts, people }: UnitDesk, catalogue: ReturnType<DeskDeps['catalogue']>): EffortRow[] {
	const open = new Map<string | null, number>();
	for (const { procedure } of book.open.values()) open.set(procedure, (open.get(procedure) ?? 0) + 1);
	for (const { procedure } of people.efforts) if (!open.has(procedure)) open.set(procedure, 0);
	return [...open]
		.map(([procedure, count]): EffortRow => {
			const { minutes, basis } = efforts.of(procedure);
			const history = people.efforts
				.filter((own) => own.procedure === procedure)
				.map(({ from, minutes: own, by, reason }) => ({ from, minutes: own, by, reason }))
				.reverse();
			return { procedure: namedProcedure(catalogue, procedure), open: count, minutes, basis, history };
		})
		.sort((a, b) => b.open * b.minutes - a.open * a.minutes);
}
