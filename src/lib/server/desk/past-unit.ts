import { type Kysely, sql } from 'kysely';
import { addArrivals } from '../../domain/dossier/arrivals.ts';
import { fold } from '../../domain/dossier/fold.ts';
import { holderOf } from '../../domain/dossier/holder.ts';
import { type Instant, toIsoDay, dayOf } from '../../domain/time/instant.ts';
import type { OwnEffort } from '../../domain/workload/effort.ts';
import { FULL_WEEK, type Official, type WorkingPattern } from '../../domain/workload/official.ts';
import type { DatedState } from '../../domain/workload/past-lateness.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { readInScope } from '../read/in-scope.ts';
import { readHandled } from './read-handled.ts';

/** A dossier as it lay in a queue at a past instant; what came of it is told by today's ledger. */
export interface PastDossier {
	readonly code: string;
	readonly procedure: string | null;
	readonly handler: string | null;
	/** As promised then. */
	readonly dueAt: Instant | null;
	/** Known today. Null: still open. */
	readonly closedAt: Instant | null;
	/** Beginnings of pauses, known today. */
	readonly pausedAt: readonly Instant[];
}

/** A unit at some past instants, by the times its events state. */
export interface PastUnit {
	/** Those that could be looked at, oldest first. */
	readonly instants: readonly Instant[];
	/** Hand-overs and dates, for weights, queues and lateness of any of the instants. */
	readonly handled: readonly DatedState[];
	/** Open, accepted, with a running clock. */
	openAt(at: Instant): readonly PastDossier[];
	ownEffortsAt(at: Instant): readonly OwnEffort[];
	/** Absences as they were known then; working time as it is set today, since only the present one is kept. */
	officialAt(name: string, at: Instant): Official;
}

/** Events read for one look back: beyond them it goes back less far. */
const MOST_EVENTS = 150_000;

type ToldRow = EventRow & { readonly dossierCode: string; readonly arrivedAt: Instant };

/** Two reads of the unit's dossiers in motion since the first instant, and the few rows a head has set. */
export async function readPastUnit(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	unit: string,
	wanted: readonly Instant[],
	measuredMs: number
): Promise<PastUnit> {
	const first = wanted[0] ?? 0;
	const last = wanted.at(-1) ?? 0;
	const ledger = await readInScope(db, { units: [unit], hands: [] }, async (trx) => {
		const handled = await readHandled(trx, unit, first - measuredMs);
		const events = await sql<ToldRow>`
			select e.dossier_code, e.key, e.type, e.at, e.arrived_at, e.body
			from dossier d join event e on e.dossier_code = d.code
			where d.resolving = ${unit} and d.accepted_at <= ${timestamp(last)}
				and (d.closed_at is null or d.closed_at > ${timestamp(first)}) and e.at <= ${timestamp(last)}
			order by coalesce(d.closed_at, 'infinity') desc, e.dossier_code limit ${MOST_EVENTS + 1}`.execute(trx);
		return { handled, events: events.rows };
	});
	const rows = new Map(ledger.handled.map((row) => [row.code, row]));
	const byCode = Map.groupBy(ledger.events, ({ dossierCode }) => dossierCode);
	let instants = wanted;
	if (ledger.events.length > MOST_EVENTS) {
		// The last dossier may be cut off, and whatever ended before it did was not read.
		const cut = ledger.events.at(-1)!.dossierCode;
		byCode.delete(cut);
		const readFrom = rows.get(cut)?.closedAt ?? Infinity;
		instants = wanted.filter((at) => at >= readFrom);
	}
	const people = await readPeopleOfPast(db, unit);
	return {
		instants,
		handled: ledger.handled,
		openAt: (at) => openAt(at, unit, catalogue, byCode, rows),
		...people
	};
}

function openAt(
	at: Instant,
	unit: string,
	catalogue: KnownCatalogue,
	byCode: ReadonlyMap<string, readonly ToldRow[]>,
	rows: ReadonlyMap<string, DatedState>
): PastDossier[] {
	const open: PastDossier[] = [];
	for (const [code, told] of byCode) {
		const row = rows.get(code);
		if (row === undefined || (row.closedAt !== null && row.closedAt <= at)) continue;
		const events = told.filter((event) => event.at <= at);
		if (events.length === 0) continue;
		const state = fold(code, events.map(toEvent));
		if (state.acceptedAt === null || state.closedAt !== null || holderOf(state).unit !== unit) continue;
		// Waiting for the citizen: in no queue.
		if (state.pauses.at(-1)?.to === null) continue;
		const { procedure, handler, dueAt } = clockWith(catalogue, state, addArrivals(null, events, null));
		open.push({
			code,
			procedure,
			handler,
			dueAt,
			closedAt: row.closedAt,
			pausedAt: row.pauses.map(({ from }) => from)
		});
	}
	return open;
}

async function readPeopleOfPast(
	db: Kysely<Tables>,
	unit: string
): Promise<Pick<PastUnit, 'ownEffortsAt' | 'officialAt'>> {
	const capacities = await db
		.selectFrom('officialCapacity')
		.select(['official', 'share', 'pattern'])
		.where('unitCode', '=', unit)
		.execute();
	const byName = new Map(capacities.map((row) => [row.official, row]));
	const absences = await db
		.selectFrom('officialAbsence')
		.select(['official', 'fromDay as from', 'toDay as to', 'standIn', 'setAt', 'cancelledAt'])
		.where('unitCode', '=', unit)
		.execute();
	const efforts = await db
		.selectFrom('procedureEffort')
		.select(['procedure', 'fromDay as from', 'minutes', 'setBy as by', 'reason'])
		.where('unitCode', '=', unit)
		.orderBy('fromDay')
		.orderBy('id')
		.execute();
	return {
		ownEffortsAt: (at) => efforts.filter(({ from }) => from <= toIsoDay(dayOf(at))),
		officialAt: (name, at) => ({
			id: name,
			unit,
			share: byName.get(name)?.share ?? 1,
			pattern: (byName.get(name)?.pattern as WorkingPattern | undefined) ?? FULL_WEEK,
			absences: absences.filter(
				(row) => row.official === name && row.setAt <= at && (row.cancelledAt === null || row.cancelledAt > at)
			),
			skills: 'all'
		})
	};
}
