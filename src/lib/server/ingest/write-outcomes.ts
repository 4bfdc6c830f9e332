import { type RawBuilder, type Transaction, sql } from 'kysely';
import { toIsoInstant, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { InboundRecord, Verdict } from './inbound.ts';
import { isStored, type NewBatch, type StoredBatch } from './inbox.ts';
import { rowArrays, type Cell } from './row-arrays.ts';
import { toLines } from './to-lines.ts';
import { changeParts, type ChangedDossier } from './write-changes.ts';

export interface Judged {
	readonly records: readonly InboundRecord[];
	/** One per record. */
	readonly verdicts: readonly Verdict[];
	readonly changed: readonly ChangedDossier[];
	readonly judgedAt: Instant;
}

/** Version of the ledger after it, and how many of the requests were still open. */
export interface Written {
	readonly version: number;
	readonly closed: number;
}

/**
 * Writes what records judged for the first time change, what became of each, and their requests, without a body from now
 * on: one statement for all of it. Fewer `closed` than requests given: somebody else has judged a stored one meanwhile, and
 * the caller must undo this.
 */
export async function writeJudged(
	trx: Transaction<Tables>,
	batches: readonly NewBatch[] | readonly StoredBatch[],
	judged: Judged
): Promise<Written> {
	const changes = judged.changed.length > 0;
	const { rows } = await sql<Written>`
		with ${changes ? changeParts(judged.changed) : sql`head as (select version from ledger_head)`},
		${outcomeParts(batches, judged)}
		select version, (select count(*) from closed) as closed
			${changes ? sql`, pg_notify('ledger', version::text)` : sql``}
		from head`.execute(trx);
	return rows[0] as Written;
}

/** Only records of requests that this statement closes are written; `request` is what their records call them. */
function closingPart(batches: readonly NewBatch[], judgedAt: string): RawBuilder<unknown> {
	if (batches.every(isStored)) {
		const ids = batches.map(({ id }) => id);
		return sql`
		closed as (
			update inbound_batch set body = null, judged_at = ${judgedAt}
			where id = any(${ids}::bigint[]) and judged_at is null
			returning id, id as request, feed_id, arrived_at
		)`;
	}
	const feeds = batches.map(({ feed }) => feed.id);
	const times = batches.map(({ arrivedAt }) => toIsoInstant(arrivedAt));
	return sql`
		arrived as (
			insert into inbound_batch (feed_id, arrived_at, judged_at)
			select feed_id, arrived_at, ${judgedAt}
			from unnest(${feeds}::text[], ${times}::timestamptz[]) with ordinality as b (feed_id, arrived_at, place)
			order by place
			returning id, feed_id, arrived_at
		), closed as (
			select id, row_number() over (order by id) - 1 as request, feed_id, arrived_at from arrived
		)`;
}

function outcomeParts(batches: readonly NewBatch[], judged: Judged): RawBuilder<unknown> {
	return sql`
		${closingPart(batches, toIsoInstant(judged.judgedAt))}, records as (
			insert into inbound_record (batch_id, position, feed_id, arrived_at, dossier_code, payload, outcome, problem,
				field, detail, version)
			select id, position, feed_id, arrived_at, dossier_code, payload::jsonb, outcome, problem, field, detail,
				case outcome when 'accepted' then (select version from head) end
			from rows from (
				${rowArrays(OUTCOME_TYPES, judged.records.map(toOutcomeRow(judged)))},
				string_to_table(${toLines(judged.records.map(({ split }) => split.payload))}, e'\n')
			) as r (request, position, dossier_code, outcome, problem, field, detail, payload)
			join closed using (request)
		), personal as (
			insert into inbound_personal (batch_id, position, fields)
			select closed.id, position, fields
			from json_to_recordset(${JSON.stringify(toPersonalRows(judged))}::json) as p (
				batch_id bigint, position integer, fields jsonb)
			join closed on closed.request = p.batch_id
		)`;
}

/** Stores what became of records that were judged again; of those taken meanwhile by somebody else nothing changes. */
export async function writeReplayed(trx: Transaction<Tables>, judged: Judged, version: number): Promise<void> {
	await sql`
		with judged as (
			select * from ${rowArrays(OUTCOME_TYPES, judged.records.map(toOutcomeRow(judged)))} as r (
				batch_id, position, dossier_code, outcome, problem, field, detail)
		), records as (
			update inbound_record r set dossier_code = j.dossier_code, outcome = j.outcome, problem = j.problem,
				field = j.field, detail = j.detail, replayed_at = ${toIsoInstant(judged.judgedAt)}::timestamptz,
				version = case j.outcome when 'accepted' then ${version}::bigint end
			from judged j
			where r.batch_id = j.batch_id and r.position = j.position and r.outcome in ('waiting', 'rejected')
		)
		delete from inbound_personal p using judged j
		where p.batch_id = j.batch_id and p.position = j.position and j.outcome in ('accepted', 'repeated')`.execute(trx);
}

const OUTCOME_TYPES = {
	batch_id: 'bigint',
	position: 'integer',
	dossier_code: 'text',
	outcome: 'text',
	problem: 'text',
	field: 'text',
	detail: 'text'
};

function toOutcomeRow({
	verdicts
}: Judged): (record: InboundRecord, index: number) => Record<keyof typeof OUTCOME_TYPES, Cell> {
	return ({ batchId, position, dossierCode }, index) => {
		const { outcome, problem, field, detail } = verdicts[index] as Verdict;
		return { batch_id: batchId, position, dossier_code: dossierCode, outcome, problem, field, detail };
	};
}

/** Personal data of what is not in the ledger stay for the replay; of the rest nothing more is needed. */
function toPersonalRows({ records, verdicts }: Judged): object[] {
	return records.flatMap(({ batchId, position, split: { personal } }, index) => {
		const outcome = verdicts[index]?.outcome;
		if (personal === null || outcome === 'accepted' || outcome === 'repeated') return [];
		return [{ batch_id: batchId, position, fields: personal }];
	});
}
