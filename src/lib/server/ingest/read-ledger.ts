import { type Transaction, sql } from 'kysely';
import type { Arrivals } from '../../domain/dossier/arrivals.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierEvent, EventType } from '../../domain/dossier/event.ts';
import type { DossierState } from '../../domain/dossier/fold.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { contentOf, type KnownContents } from './decide.ts';
import type { InboundRecord } from './inbound.ts';
import { isProblem } from './reading.ts';

const LOCK_CLASS = 0x646f73; // "dos"
const BUCKETS = 1024;

/** FNV-1a: the same on every node. */
function bucketOf(code: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
	return (hash >>> 0) % BUCKETS;
}

export interface KnownDossier {
	readonly dossier: Dossier;
	readonly state: DossierState;
	readonly arrivals: Arrivals;
}

/**
 * Makes the transaction the only one that works on these dossiers, until it ends, and reads those that exist. Rows cannot
 * be locked instead: a new dossier has none yet. Codes share 1,024 locks, so that a batch of 5,000 does not use up the
 * server's lock table; taken in one order by everybody, they cannot deadlock.
 */
export async function lockAndReadDossiers(
	trx: Transaction<Tables>,
	codes: readonly string[]
): Promise<Map<string, KnownDossier>> {
	if (codes.length === 0) return new Map();
	const buckets = [...new Set(codes.map(bucketOf))].sort((a, b) => a - b);
	const { rows } = await sql<DossierRow>`
		select ${sql.join(COLUMNS)}
		from lock_and_read_dossiers(${LOCK_CLASS}, ${buckets}::integer[], ${codes}::text[])`.execute(trx);
	return new Map(
		rows.map(({ state, firstArrivedAt, lastArrivedAt, endArrivedAt, ...dossier }) => {
			const arrivals = { firstAt: firstArrivedAt, lastAt: lastArrivedAt, endAt: endArrivedAt };
			return [dossier.code, { dossier, state, arrivals }];
		})
	);
}

interface DossierRow extends Dossier {
	readonly state: DossierState;
	readonly firstArrivedAt: Instant;
	readonly lastArrivedAt: Instant;
	readonly endArrivedAt: Instant | null;
}

const COLUMNS = [...DOSSIER_COLUMNS, 'state', 'firstArrivedAt', 'lastArrivedAt', 'endArrivedAt'].map((column) =>
	sql.ref(column)
);

/** What the ledger holds under the keys of these records. The limit keeps the planner from reading the whole table. */
export async function readContents(
	trx: Transaction<Tables>,
	records: readonly InboundRecord[]
): Promise<KnownContents> {
	const codes: string[] = [];
	const keys: string[] = [];
	for (const { reading } of records) {
		if (isProblem(reading)) continue;
		for (const { key } of reading.events) {
			codes.push(reading.dossier);
			keys.push(key);
		}
	}
	if (codes.length === 0) return new Map();
	const { rows } = await sql<EventRow>`
		select e.dossier_code, e.key, e.type, e.at, e.body
		from unnest(${codes}::text[], ${keys}::text[]) as wanted (code, key),
			lateral (
				select * from event where dossier_code = wanted.code and key = wanted.key limit 1
			) e`.execute(trx);
	const contents = new Map<string, Map<string, string>>();
	for (const row of rows) {
		let ofDossier = contents.get(row.dossierCode);
		if (ofDossier === undefined) contents.set(row.dossierCode, (ofDossier = new Map<string, string>()));
		ofDossier.set(row.key, contentOf(toEvent(row)));
	}
	return contents;
}

/** Every event of some dossiers: dossier code → events. */
export async function readEvents(
	trx: Transaction<Tables>,
	codes: readonly string[]
): Promise<Map<string, DossierEvent[]>> {
	if (codes.length === 0) return new Map();
	const rows = await trx
		.selectFrom('event')
		.select(['dossierCode', 'key', 'type', 'at', 'body'])
		.where(sql<boolean>`dossier_code = any(${codes}::text[])`)
		.execute();
	const events = new Map<string, DossierEvent[]>();
	for (const row of rows) {
		const ofDossier = events.get(row.dossierCode);
		if (ofDossier === undefined) events.set(row.dossierCode, [toEvent(row)]);
		else ofDossier.push(toEvent(row));
	}
	return events;
}

interface EventRow {
	readonly dossierCode: string;
	readonly key: string;
	readonly type: EventType;
	readonly at: Instant;
	readonly body: Record<string, unknown>;
}

function toEvent({ key, type, at, body }: EventRow): DossierEvent {
	return { key, type, at, ...body };
}
