import { type Transaction, sql } from 'kysely';
import { addArrivals } from '../../domain/dossier/arrivals.ts';
import type { ReassignmentAbout } from '../../contract/reassignment.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { applyEvent } from '../../domain/dossier/fold.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { Tables } from '../db/tables.ts';
import { type KnownDossier, lockAndReadDossiers } from '../ingest/read-ledger.ts';
import { writeChanges } from '../ingest/write-changes.ts';
import { writeReassignments } from '../outbox/write-reassignments.ts';
import type { DeskDeps, Mover } from './deps.ts';

/** Stands where a feed's name would: decided here. No feed may be called so (migration 0011). */
const DESK = 'desk';

/** A dossier nobody else can change before this transaction ends. */
export interface HeldDossier extends KnownDossier {
	readonly version: number;
}

/** Holds dossiers as ingest does, in the same order, so that records and moves wait for each other and never deadlock. */
export async function holdDossiers(
	trx: Transaction<Tables>,
	codes: readonly string[]
): Promise<Map<string, HeldDossier>> {
	const known = await lockAndReadDossiers(trx, codes);
	const { rows } = await sql<{ code: string; version: number }>`
		select code, version from dossier where code = any(${[...codes]}::text[])`.execute(trx);
	const versions = new Map(rows.map(({ code, version }) => [code, version]));
	return new Map([...known].map(([code, dossier]) => [code, { ...dossier, version: versions.get(code) ?? 0 }]));
}

/** One dossier put into other hands. `unit` missing: it stays in its unit. */
export interface HandOver {
	readonly held: HeldDossier;
	readonly handler: string | null;
	readonly unit?: string;
}

interface Decision {
	/** Unique for the decision; each dossier gets one event under it. */
	readonly key: string;
	readonly by: Pick<Mover, 'name'>;
	readonly reason: string;
	/** What the system of record is told of it. Null: nothing, it has said so itself. */
	readonly tell: { readonly moveId: string; readonly about: ReassignmentAbout } | null;
}

/**
 * Puts held dossiers into other hands: an event each, `assigned`, or `transfer-accepted` where the unit changes too, through
 * the one statement by which records of feeds enter the ledger. Answers the new version; at least one dossier. Their systems
 * of record are told in the same transaction.
 *
 * A decision comes after everything known of its dossier, also after what a feed with a fast clock dated ahead; so it is
 * always the last event for now, and what a feed sends later decides by its own time.
 */
export async function handOver(
	trx: Transaction<Tables>,
	{ catalogue }: Pick<DeskDeps, 'catalogue'>,
	{ key, by, reason, tell }: Decision,
	handOvers: readonly HandOver[],
	now: Instant
): Promise<number> {
	const known = catalogue();
	const version = await writeChanges(
		trx,
		handOvers.map(({ held, handler, unit }) => {
			const { dossier: before, state, arrivals: heard } = held;
			const event: DossierEvent = {
				key,
				type: unit === undefined ? 'assigned' : 'transfer-accepted',
				at: Math.max(now, state.last.at + 1),
				facts: unit === undefined ? { handler } : { resolving: unit, handler },
				reason,
				by: by.name
			};
			const next = applyEvent(state, event);
			const arrivals = addArrivals(heard, [{ type: event.type, at: event.at, arrivedAt: now }], next.closedAt);
			const reading = { dossier: before.code, events: [event], applicant: null };
			return {
				dossier: clockWith(known, next, arrivals),
				state: next,
				arrivals,
				before,
				news: [{ event, record: { feedId: DESK, arrivedAt: now, reading } }],
				applicant: null
			};
		})
	);
	if (tell !== null)
		await writeReassignments(
			trx,
			{ ...tell, by: by.name, reason, at: now, version },
			handOvers.map(({ held: { dossier }, handler, unit }) => ({
				dossier: dossier.code,
				fromUnit: dossier.resolving,
				fromHandler: dossier.handler,
				toUnit: unit ?? dossier.resolving,
				toHandler: handler
			}))
		);
	return version;
}
