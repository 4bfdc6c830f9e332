import { type Transaction, sql } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { FIGURES } from '../../domain/figure/figures.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { type Holder, holderAt } from '../../domain/dossier/holder.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { isUnchanged } from './as-of.ts';
import { toSql } from './condition-sql.ts';
import { type LookBack, settledBy } from './look-back.ts';

type Late = Pick<Dossier, 'code' | 'resolving'> & { readonly dueAt: Instant | null };

/** An open overdue dossier, who resolves it now, and who held it when its promise was broken. */
export type LateHolder = Pick<Dossier, 'code' | 'resolving'> & { readonly holder: Holder };

/** Dossiers whose events are read at once. */
const CHUNK = 2_000;

/**
 * The open overdue dossiers with the unit that held them when their promise was broken, worked out from their events. Cost
 * grows with what is overdue. `past` null: the present.
 */
export async function* findLateHolders(
	trx: Transaction<Tables>,
	scope: Scope,
	moments: Moments,
	past: LookBack | null
): AsyncGenerator<LateHolder> {
	const { of } = FIGURES.overdue;
	const late: Late[] = await trx
		.selectFrom('dossier')
		.where((eb) => toSql({ all: [toScopeCondition(scope), of] }, moments, eb))
		.where((eb) => isUnchanged(settledBy(past), eb))
		.select(['code', 'resolving', 'dueAt'])
		.execute();
	if (past !== null) {
		const isLate = toPredicate(of);
		for (const { dossier } of past.moved) if (isLate(dossier, moments)) late.push(dossier);
	}
	for (let from = 0; from < late.length; from += CHUNK) {
		const part = late.slice(from, from + CHUNK);
		const events = await readEventsUntil(trx, part, past);
		for (const { code, resolving, dueAt } of part) {
			const rows = (events.get(code) ?? []).map(toEvent);
			// Promised for a moment before anything was told of it: whoever resolves it now.
			const holder = holderAt(code, rows, dueAt ?? moments.now) ?? { unit: resolving, holding: 'resolution' };
			yield { code, resolving, holder };
		}
	}
}

/** Their events until each one's promise, as far as they were known. */
async function readEventsUntil(
	trx: Transaction<Tables>,
	late: readonly Late[],
	past: LookBack | null
): Promise<Map<string, EventRow[]>> {
	const known = past?.asOf.known ?? null;
	const { rows } = await sql<EventRow & { dossierCode: string }>`
		select e.dossier_code, e.key, e.type, e.at, e.body
		from unnest(${late.map(({ code }) => code)}::text[], ${late.map(({ dueAt }) => new Date(dueAt ?? 0).toISOString())}::timestamptz[])
			as late (code, due_at)
		join event e on e.dossier_code = late.code and e.at <= late.due_at
		where ${known === null ? sql`true` : sql`e.arrived_at <= ${timestamp(known)}`}`.execute(trx);
	return Map.groupBy(rows, ({ dossierCode }) => dossierCode);
}
