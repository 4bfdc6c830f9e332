import { type Kysely, sql } from 'kysely';
import type { AbsenceRow } from '../../contract/desk.ts';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import type { OwnEffort } from '../../domain/workload/effort.ts';
import { FULL_WEEK, type Official, type WorkingPattern } from '../../domain/workload/official.ts';
import { readLinkedAccounts } from '../access/desk-accounts.ts';
import type { Tables } from '../db/tables.ts';

/** An official of a unit with what its head has set. The id is the name: one unit has no two of it. */
export interface DeskOfficial extends Official {
	readonly title: string | null;
	readonly isActive: boolean;
	readonly account: 'none' | 'open' | 'closed';
	/** Those not over yet, with their numbers. */
	readonly absenceRows: readonly AbsenceRow[];
	/** Codes; null: all. */
	readonly procedures: readonly string[] | null;
}

/** What a unit's head has set, and who its officials are. */
export interface UnitPeople {
	readonly officials: readonly DeskOfficial[];
	/** Oldest first. */
	readonly efforts: readonly OwnEffort[];
	/** Dossiers of the unit that must not be moved. */
	readonly locked: ReadonlySet<string>;
}

interface Row {
	readonly name: string;
	readonly title: string | null;
	readonly isActive: boolean;
	readonly share: number | null;
	readonly pattern: WorkingPattern | null;
	readonly procedures: string[] | null;
	readonly absences: AbsenceRow[] | null;
}

/** Four queries, each a step into an index. `now`: absences that are over are left out. */
export async function readPeople(db: Kysely<Tables>, unit: string, now: Instant): Promise<UnitPeople> {
	const today = toIsoDay(dayOf(now));
	const { rows } = await sql<Row>`
		select o.name, o.title, o.active_to is null or o.active_to >= ${today}::date as is_active, c.share, c.pattern,
			s.procedures, a.absences
		from official o
		left join official_capacity c on c.unit_code = o.unit_code and c.official = o.name
		left join official_skill s on s.unit_code = o.unit_code and s.official = o.name
		left join lateral (
			select json_agg(json_build_object('id', id, 'from', from_day, 'to', to_day, 'standIn', stand_in)
				order by from_day, id) as absences
			from official_absence
			where unit_code = o.unit_code and official = o.name and cancelled_at is null and to_day >= ${today}::date
		) a on true
		where o.unit_code = ${unit}
		order by o.name`.execute(db);
	const accounts = new Map<string, 'open' | 'closed'>();
	for (const { handler, isDisabled } of await readLinkedAccounts(db, [unit], now))
		if (accounts.get(handler) !== 'open') accounts.set(handler, isDisabled ? 'closed' : 'open');
	const efforts = await db
		.selectFrom('procedureEffort')
		.select(['procedure', 'fromDay as from', 'minutes', 'setBy as by', 'reason'])
		.where('unitCode', '=', unit)
		.orderBy('fromDay')
		.orderBy('id')
		.execute();
	const marks = await db
		.selectFrom('doNotMove as m')
		.innerJoin('dossier as d', 'd.code', 'm.dossierCode')
		.select('m.dossierCode')
		.where('m.liftedAt', 'is', null)
		.where('d.resolving', '=', unit)
		.execute();
	return {
		officials: rows.map(({ name, title, isActive, share, pattern, procedures, absences }) => ({
			id: name,
			unit,
			title,
			isActive,
			account: accounts.get(name) ?? 'none',
			share: share ?? 1,
			pattern: pattern ?? FULL_WEEK,
			absences: absences ?? [],
			absenceRows: absences ?? [],
			skills: procedures === null ? 'all' : new Set(procedures),
			procedures
		})),
		efforts,
		locked: new Set(marks.map(({ dossierCode }) => dossierCode))
	};
}
