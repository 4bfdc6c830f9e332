import { sql, type Transaction } from 'kysely';
import type { Handover, Pause } from '../../domain/dossier/fold.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { DatedState } from '../../domain/workload/past-lateness.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';

interface Row {
	readonly code: string;
	readonly procedure: string | null;
	readonly closedAt: Instant | null;
	readonly dueAt: Instant | null;
	readonly firstDueAt: Instant | null;
	readonly handovers: readonly Handover[];
	readonly pauses: readonly Pause[];
	/** Null: never reappointed. */
	readonly promises: DatedState['promises'] | null;
}

/** Dossiers of a unit that were in motion or came due since: what weights, pace, queues and lateness are measured on. */
export async function readHandled(trx: Transaction<Tables>, unit: string, since: Instant): Promise<DatedState[]> {
	const { rows } = await sql<Row>`
		select code, procedure, closed_at, due_at, first_due_at, state->'handovers' as handovers, state->'pauses' as pauses,
			case when state->'promises' @> '[{"cause":"reappointment"}]' then state->'promises' end as promises
		from dossier where resolving = ${unit} and accepted_at is not null
			and (closed_at is null or closed_at >= ${timestamp(since)} or due_at >= ${timestamp(since)})`.execute(trx);
	return rows.map(({ procedure, promises, ...row }) => ({ ...row, promises: promises ?? [], facts: { procedure } }));
}
