import { type Kysely, sql } from 'kysely';
import type { Calendar } from '../../domain/clock/calendar.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { FINDINGS } from '../../domain/figure/findings.ts';
import { type Day, type Instant, startOfDay } from '../../domain/time/instant.ts';
import { FLOW_DAYS, lastWorkingDays } from '../../domain/workload/flow.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from '../read/condition-sql.ts';
import { readInScope } from '../read/in-scope.ts';

/** What came to the officials of a unit and what they finished, as instants by name. */
export interface UnitFlow {
	readonly days: readonly Day[];
	readonly taken: ReadonlyMap<string, readonly Instant[]>;
	readonly finished: ReadonlyMap<string, readonly Instant[]>;
	/** By name: dossiers of the finding "unopened-move". */
	readonly untouched: ReadonlyMap<string, number>;
}

interface Instants {
	readonly handler: string;
	readonly instants: readonly Instant[];
}

/** Three queries over what happened in the last five working days. `moments` are the province's, as for every figure. */
export function readFlow(db: Kysely<Tables>, unit: string, calendar: Calendar, moments: Moments): Promise<UnitFlow> {
	const { now } = moments;
	const days = lastWorkingDays(now, FLOW_DAYS, calendar);
	const from = startOfDay(days[0] ?? 0);
	return readInScope(db, { units: [unit], hands: [] }, async (trx) => {
		const taken = await sql<Instants>`
			select h->>'handler' as handler, json_agg((h->>'from')::bigint) as instants
			from dossier d, jsonb_array_elements(d.state->'handovers') h
			where d.resolving = ${unit} and d.last_event_at >= ${timestamp(from)} and (h->>'from')::bigint >= ${from}
			group by 1`.execute(trx);
		const finished = await sql<Instants>`
			select handler, json_agg((extract(epoch from closed_at) * 1000)::bigint) as instants from dossier
			where resolving = ${unit} and closed_at >= ${timestamp(from)} and status in (9, 10) and handler is not null
			group by 1`.execute(trx);
		const untouched = await trx
			.selectFrom('dossier')
			.select((eb) => ['handler', eb.fn.countAll<number>().as('n')])
			.where('resolving', '=', unit)
			.where('handler', 'is not', null)
			.where((eb) => toSql(FINDINGS['unopened-move'].of, moments, eb))
			.groupBy('handler')
			.execute();
		return {
			days,
			taken: toMap(taken.rows),
			finished: toMap(finished.rows),
			untouched: new Map(untouched.map(({ handler, n }) => [handler ?? '', n]))
		};
	});
}

function toMap(rows: readonly Instants[]): Map<string, readonly Instant[]> {
	return new Map(rows.map(({ handler, instants }) => [handler, instants]));
}
