import type { Kysely } from 'kysely';
import type { LedgerFlows } from '../../contract/flows-model.ts';
import { type Scope, toScopeKey } from '../../domain/access/scope.ts';
import { type Instant, MINUTE_MS } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import { readLedgerFlows } from './read-ledger-flows.ts';

interface Reading {
	last: LedgerFlows | null;
	running: Promise<LedgerFlows> | null;
	next: Promise<LedgerFlows> | null;
}

/** Scopes whose last answer is kept. */
const KEPT = 100;

const readings = new WeakMap<Kysely<Tables>, Map<string, Reading>>();

/**
 * `readLedgerFlows` of the present for many screens: while the ledger stands at the version of the last answer and the
 * minute is the same, that answer; else, however many ask, at most two reads run, and each answer is from a read that began
 * after its question. `version`: the newest that the asker has seen.
 */
export function shareLedgerFlows(
	db: Kysely<Tables>,
	scope: Scope,
	catalogue: KnownCatalogue,
	version: number,
	now: () => Instant
): Promise<LedgerFlows> {
	let all = readings.get(db);
	if (all === undefined) readings.set(db, (all = new Map<string, Reading>()));
	const key = toScopeKey(scope);
	const reading = all.get(key) ?? { last: null, running: null, next: null };
	// The one asked for last is the last to go.
	all.delete(key);
	all.set(key, reading);
	for (const oldest of all.keys()) {
		if (all.size <= KEPT) break;
		all.delete(oldest);
	}
	const { last } = reading;
	if (last !== null && last.version === version && minuteOf(last.asOf) === minuteOf(now()))
		return Promise.resolve(last);
	const read = (): Promise<LedgerFlows> => {
		const running = readInScope(db, scope, (trx) => readLedgerFlows(trx, scope, catalogue, now(), null));
		reading.running = running;
		reading.next = null;
		const end = (): void => {
			if (reading.running === running) reading.running = null;
		};
		running.then((answer) => {
			reading.last = answer;
			end();
		}, end);
		return running;
	};
	if (reading.running === null) return read();
	return (reading.next ??= reading.running.then(read, read));
}

function minuteOf(at: Instant): number {
	return Math.floor(at / MINUTE_MS);
}
