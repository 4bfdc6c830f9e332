import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DeskSettings, MarkRow, WeightRow } from '../../contract/desk-settings.ts';
import type { Named } from '../../contract/named.ts';
import { DAY_MS, dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import { namedProcedure } from '../catalogue/named.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import type { DeskDeps } from './deps.ts';
import { readUnitDesk, type UnitDesk } from './unit-desk.ts';

/** Procedures of dossiers received within so many days can be set; older ones when something of them is still open. */
const KNOWN_DAYS = 365;

/** What is set and measured in a unit, for somebody who may keep its desk: the caller has asked. */
export async function readSettings(
	{ db, catalogue, now: clock }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	unit: Named
): Promise<DeskSettings> {
	const now = clock();
	const known = catalogue();
	const desk = await readUnitDesk(db, known, unit.code, now);
	const listed = desk.officials.filter(({ id }) => desk.people.officials.some((one) => one.id === id));
	const setBy = await readAbsenceSetters(db, unit.code);
	const codes = new Set([
		...(await readProcedures(db, unit.code, now)),
		...listed.flatMap(({ procedures }) => procedures ?? []),
		...desk.people.efforts.map(({ procedure }) => procedure)
	]);
	const procedures = [...codes].flatMap((code) => {
		// What a feed names and no catalogue knows cannot be set.
		const procedure = known.findProcedure(code) === undefined ? null : namedProcedure(known, code);
		return procedure === null ? [] : [procedure];
	});
	procedures.sort((a, b) => COLLATOR.compare(a.name, b.name));
	return {
		unit,
		officials: listed.map(({ id: name, title, isActive, share, pattern, procedures: skills }) => ({
			name,
			title,
			isActive,
			share,
			pattern,
			skills
		})),
		absences: listed
			.flatMap(({ id: official, absenceRows }) =>
				absenceRows.map((row) => ({ ...row, official, setBy: setBy.get(row.id) ?? '' }))
			)
			.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id)),
		procedures,
		weights: toWeights(desk, procedures),
		measuredSince: desk.measuredSince,
		marks: await readMarks(db, unit.code),
		today: toIsoDay(dayOf(now))
	};
}

const COLLATOR = new Intl.Collator('vi');

/** Those with something open or a value of the head first come the heaviest. */
function toWeights({ book, efforts, people }: UnitDesk, procedures: readonly Named[]): WeightRow[] {
	const open = new Map<string | null, number>();
	for (const { procedure } of book.open.values()) open.set(procedure, (open.get(procedure) ?? 0) + 1);
	return procedures
		.map((procedure): WeightRow => {
			const { minutes, basis } = efforts.of(procedure.code);
			const measured = efforts.measuredOf(procedure.code);
			const history = people.efforts
				.filter((own) => own.procedure === procedure.code)
				.map(({ from, minutes: own, by, reason }) => ({ from, minutes: own, by, reason }))
				.reverse();
			return {
				procedure,
				open: open.get(procedure.code) ?? 0,
				minutes,
				basis,
				measured: measured.minutes,
				measuredBasis: measured.basis,
				history
			};
		})
		.sort((a, b) => b.open * b.minutes - a.open * a.minutes || b.history.length - a.history.length);
}

async function readProcedures(db: Kysely<Tables>, unit: string, now: Instant): Promise<string[]> {
	const { rows } = await readInScope(db, { units: [unit], hands: [] }, (trx) =>
		sql<{ procedure: string }>`
			select distinct procedure from dossier where resolving = ${unit} and procedure is not null
				and accepted_at is not null and (closed_at is null or accepted_at >= ${timestamp(now - KNOWN_DAYS * DAY_MS)})`.execute(
			trx
		)
	);
	return rows.map(({ procedure }) => procedure);
}

async function readAbsenceSetters(db: Kysely<Tables>, unit: string): Promise<Map<number, string>> {
	const rows = await db
		.selectFrom('officialAbsence')
		.select(['id', 'setBy'])
		.where('unitCode', '=', unit)
		.where('cancelledAt', 'is', null)
		.execute();
	return new Map(rows.map(({ id, setBy }) => [id, setBy]));
}

async function readMarks(db: Kysely<Tables>, unit: string): Promise<MarkRow[]> {
	return db
		.selectFrom('doNotMove as m')
		.innerJoin('dossier as d', 'd.code', 'm.dossierCode')
		.select(['m.dossierCode as dossier', 'd.handler', 'm.reason', 'm.setBy', 'm.setAt'])
		.where('m.liftedAt', 'is', null)
		.where('d.resolving', '=', unit)
		.orderBy('m.setAt', 'desc')
		.orderBy('m.dossierCode')
		.execute();
}
