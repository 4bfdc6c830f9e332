import { type RawBuilder, type Transaction, sql } from 'kysely';
import type { Applicant } from '../../contract/record.ts';
import type { Arrivals } from '../../domain/dossier/arrivals.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { compareEvents } from '../../domain/dossier/event-order.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import { toIsoDay, toIsoInstant, dayOf, type Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import type { NewEvent } from './decide.ts';
import { isProblem } from './reading.ts';
import { rowArrays, type Cell } from './row-arrays.ts';
import { toLines } from './to-lines.ts';

/** A dossier that these records change. */
export interface ChangedDossier {
	readonly dossier: Dossier;
	readonly state: DossierState;
	readonly arrivals: Arrivals;
	/** As it was. Null: it is new. */
	readonly before: Dossier | null;
	/** At least one. */
	readonly news: readonly NewEvent[];
	readonly applicant: Applicant | null;
}

/**
 * Adds the new events, rewrites their dossiers, tells the followers: one statement however many there are. The version
 * comes from the head row, which this statement locks until the end of the transaction, so versions become visible in
 * their order; a sequence would not do that. Officials, on whom two transactions may meet, are written after that lock too.
 */
export async function writeChanges(trx: Transaction<Tables>, changed: readonly ChangedDossier[]): Promise<number> {
	const { rows } = await sql<{ version: number }>`
		with ${changeParts(changed)}
		select version, pg_notify('ledger', version::text) from head`.execute(trx);
	return (rows[0] as { version: number }).version;
}

/** The parts of that statement, `head` with the new version first, for a statement that writes more than changes. */
export function changeParts(changed: readonly ChangedDossier[]): RawBuilder<unknown> {
	const news = changed.flatMap((dossier) => dossier.news);
	return sql`
		head as (
			update ledger_head set version = version + 1 returning version
		), events as (
			insert into event (dossier_code, key, type, at, arrived_at, feed_id, version, body)
			select dossier_code, key, type, at, arrived_at, feed_id, (select version from head), body::jsonb
			from rows from (
				${rowArrays(EVENT_TYPES, news.map(toEventRow))},
				string_to_table(${toLines(news.map(toEventBody))}, e'\n')
			) as e (dossier_code, key, type, at, arrived_at, feed_id, body)
		), dossiers as (
			insert into dossier (code, version, feed_id, procedure, field, channel, applicant_kind, receiving, resolving,
				"returning", cross_boundary, handler, status, filed_at, accepted_at, closed_at, returned_at, due_at,
				first_due_at, timeliness, first_event_at, last_event_at, findings, transferring_since, apologised_at,
				unopened_since, first_arrived_at, last_arrived_at, end_arrived_at, state)
			select code, (select version from head), feed_id, procedure, field, channel, applicant_kind, receiving,
				resolving, "returning", cross_boundary, handler, status, filed_at, accepted_at, closed_at, returned_at,
				due_at, first_due_at, timeliness, first_event_at, last_event_at, findings::text[], transferring_since,
				apologised_at, unopened_since, first_arrived_at, last_arrived_at, end_arrived_at, state::jsonb
			from rows from (
				${rowArrays(DOSSIER_TYPES, changed.map(toDossierRow))},
				string_to_table(${toLines(changed.map(({ state }) => state))}, e'\n')
			) as d (code, feed_id, procedure, field, channel, applicant_kind, receiving, resolving, "returning",
				cross_boundary, handler, status, filed_at, accepted_at, closed_at, returned_at, due_at, first_due_at,
				timeliness, first_event_at, last_event_at, findings, transferring_since, apologised_at,
				unopened_since, first_arrived_at, last_arrived_at, end_arrived_at, state)
			on conflict (code) do update set version = excluded.version, procedure = excluded.procedure,
				field = excluded.field, channel = excluded.channel, applicant_kind = excluded.applicant_kind,
				receiving = excluded.receiving, resolving = excluded.resolving, "returning" = excluded."returning",
				cross_boundary = excluded.cross_boundary, handler = excluded.handler, status = excluded.status,
				filed_at = excluded.filed_at, accepted_at = excluded.accepted_at, closed_at = excluded.closed_at,
				returned_at = excluded.returned_at, due_at = excluded.due_at, first_due_at = excluded.first_due_at,
				timeliness = excluded.timeliness, first_event_at = excluded.first_event_at,
				last_event_at = excluded.last_event_at, findings = excluded.findings,
				transferring_since = excluded.transferring_since, apologised_at = excluded.apologised_at, unopened_since = excluded.unopened_since,
				first_arrived_at = excluded.first_arrived_at, last_arrived_at = excluded.last_arrived_at,
				end_arrived_at = excluded.end_arrived_at, state = excluded.state
		), changes as (
			insert into ledger_change (version, dossier_code, type, at, before, after)
			select (select version from head), dossier_code, type, at, nullif(before, 'null')::jsonb, after::jsonb
			from rows from (
				${rowArrays(CHANGE_TYPES, changed.map(toChangeRow))},
				string_to_table(${toLines(changed.map(({ before }) => before))}, e'\n'),
				string_to_table(${toLines(changed.map(({ dossier }) => dossier))}, e'\n')
			) as c (dossier_code, type, at, before, after)
		), applicants as (
			insert into applicant (dossier_code, name, identity_number, phone, email, address)
			select dossier_code, name, "identityNumber", phone, email, address
			from json_to_recordset(${JSON.stringify(changed.flatMap(toApplicantRows))}::json) as a (
				dossier_code text, name text, "identityNumber" text, phone text, email text, address text)
			on conflict (dossier_code) do update set name = coalesce(excluded.name, applicant.name),
				identity_number = coalesce(excluded.identity_number, applicant.identity_number),
				phone = coalesce(excluded.phone, applicant.phone), email = coalesce(excluded.email, applicant.email),
				address = coalesce(excluded.address, applicant.address), recorded_at = now()
		), officials as (
			insert into official (unit_code, name, title, active_from)
			select unit_code, name, title, active_from
			from json_to_recordset(${JSON.stringify(toOfficialRows(changed))}::json) as o (
				unit_code text, name text, title text, active_from date)
			where (select version from head) is not null
			on conflict (unit_code, name) do update set title = coalesce(excluded.title, official.title),
				active_from = least(excluded.active_from, official.active_from)
			where excluded.active_from < official.active_from
				or (excluded.title is not null and excluded.title is distinct from official.title)
		)`;
}

const EVENT_TYPES = {
	dossier_code: 'text',
	key: 'text',
	type: 'text',
	at: 'timestamptz',
	arrived_at: 'timestamptz',
	feed_id: 'text'
};

function toEventRow({ event: { key, type, at }, record }: NewEvent): Record<keyof typeof EVENT_TYPES, Cell> {
	return {
		dossier_code: (record.reading as { dossier: string }).dossier,
		key,
		type,
		at: toIsoInstant(at),
		arrived_at: toIsoInstant(record.arrivedAt),
		feed_id: record.feedId
	};
}

function toEventBody({ event: { key: _key, type: _type, at: _at, ...body } }: NewEvent): object {
	return body;
}

/** In the order in which the statement names them. */
const DOSSIER_TYPES = {
	code: 'text',
	feed_id: 'text',
	procedure: 'text',
	field: 'text',
	channel: 'text',
	applicant_kind: 'text',
	receiving: 'text',
	resolving: 'text',
	returning: 'text',
	cross_boundary: 'boolean',
	handler: 'text',
	status: 'smallint',
	filed_at: 'timestamptz',
	accepted_at: 'timestamptz',
	closed_at: 'timestamptz',
	returned_at: 'timestamptz',
	due_at: 'timestamptz',
	first_due_at: 'timestamptz',
	timeliness: 'text',
	first_event_at: 'timestamptz',
	last_event_at: 'timestamptz',
	findings: 'text',
	transferring_since: 'timestamptz',
	apologised_at: 'timestamptz',
	unopened_since: 'timestamptz',
	first_arrived_at: 'timestamptz',
	last_arrived_at: 'timestamptz',
	end_arrived_at: 'timestamptz'
};

function toDossierRow({ dossier, state, arrivals, news }: ChangedDossier): Record<keyof typeof DOSSIER_TYPES, Cell> {
	return {
		code: dossier.code,
		feed_id: news[0]?.record.feedId,
		procedure: dossier.procedure,
		field: dossier.field,
		channel: dossier.channel,
		applicant_kind: state.facts.applicantKind,
		receiving: dossier.receiving,
		resolving: dossier.resolving,
		returning: dossier.returning,
		cross_boundary: dossier.crossBoundary,
		handler: dossier.handler,
		status: dossier.status,
		filed_at: toText(dossier.filedAt),
		accepted_at: toText(dossier.acceptedAt),
		closed_at: toText(dossier.closedAt),
		returned_at: toText(dossier.returnedAt),
		due_at: toText(dossier.dueAt),
		first_due_at: toText(dossier.firstDueAt),
		timeliness: dossier.timeliness,
		first_event_at: toIsoInstant(state.firstEventAt),
		last_event_at: toIsoInstant(state.last.at),
		// As text: the members of an array of arrays would all have to be equally long.
		findings: `{${dossier.findings.join()}}`,
		transferring_since: toText(dossier.transferringSince),
		apologised_at: toText(dossier.apologisedAt),
		unopened_since: toText(dossier.unopenedSince),
		first_arrived_at: toIsoInstant(arrivals.firstAt),
		last_arrived_at: toIsoInstant(arrivals.lastAt),
		end_arrived_at: toText(arrivals.endAt)
	};
}

function toText(at: Instant | null): string | null {
	return at === null ? null : toIsoInstant(at);
}

const CHANGE_TYPES = { dossier_code: 'text', type: 'text', at: 'timestamptz' };

/** A change is told as its latest event. */
function toChangeRow({ dossier, news }: ChangedDossier): Record<keyof typeof CHANGE_TYPES, Cell> {
	const { type, at } = news.map(({ event }) => event).reduce((a, b) => (compareEvents(a, b) < 0 ? b : a));
	return { dossier_code: dossier.code, type, at: toIsoInstant(at) };
}

function toApplicantRows({ dossier, applicant }: ChangedDossier): object[] {
	return applicant === null ? [] : [{ dossier_code: dossier.code, ...applicant }];
}

/** Handlers of the dossiers, once each, since the day of the event that named them. */
function toOfficialRows(changed: readonly ChangedDossier[]): object[] {
	const officials = new Map<string, { unit_code: string; name: string; title: string | null; active_from: string }>();
	for (const { dossier, news } of changed) {
		const { handler: name, resolving: unit } = dossier;
		if (name === null || unit === null) continue;
		const named = news.filter(({ event }) => event.facts?.handler === name);
		const { reading } = (named.at(-1) ?? news[0])?.record ?? {};
		const title = reading !== undefined && !isProblem(reading) && named.length > 0 ? (reading.title ?? null) : null;
		const from = toIsoDay(dayOf(Math.min(...(named.length > 0 ? named : news).map(({ event }) => event.at))));
		const known = officials.get(`${unit} ${name}`);
		officials.set(`${unit} ${name}`, {
			unit_code: unit,
			name,
			title: title ?? known?.title ?? null,
			active_from: known !== undefined && known.active_from < from ? known.active_from : from
		});
	}
	return [...officials].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, official]) => official);
}
