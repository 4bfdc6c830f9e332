import { type Kysely, sql } from 'kysely';
import type { DifficultyRow } from '../../contract/rollout-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { AuditActor } from '../../domain/audit/action.ts';
import { type DifficultyTerms, isOverdue } from '../../domain/rollout/difficulty.ts';
import { dayOf, type Instant, toDay, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import type { App } from '../app.ts';
import { audit } from '../audit/write-audit.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { namedUnit } from '../catalogue/named.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';
import { withinMs } from '../within.ts';

interface Ask {
	readonly catalogue: KnownCatalogue;
	readonly at: Instant;
	/** Only this unit's. */
	readonly unit?: string | undefined;
	readonly id?: number | undefined;
}

/**
 * Difficulties of a scope as they stood at `at`: open ones first, by deadline. Those of the whole province belong to
 * whoever sees the whole province.
 */
export async function readDifficulties(db: Kysely<Tables>, scope: Scope, ask: Ask): Promise<DifficultyRow[]> {
	const today = dayOf(ask.at);
	const rows = await versions(db, scope, ask)
		.distinctOn('difficultyId')
		.orderBy('difficultyId')
		.orderBy('version', 'desc')
		.execute();
	return rows
		.map((row) => toRow(row, ask.catalogue, today))
		.sort((a, b) => Number(a.isClosed) - Number(b.isClosed) || a.deadline - b.deadline || a.id - b.id);
}

/**
 * Those of a scope that were overdue at `at`, the longest first. A page that is whole without them does not wait long for a database
 * that is away, nor fail with it.
 */
export async function readOverdueDifficulties(
	{ db, catalogue, log, live }: Pick<App, 'db' | 'catalogue' | 'log' | 'live'>,
	scope: Scope,
	at: Instant
): Promise<DifficultyRow[]> {
	if (live.isInTrouble()) return [];
	try {
		const rows = await withinMs(PATIENCE_MS, readDifficulties(db, scope, { catalogue: catalogue(), at }));
		return rows.filter((row) => row.isOverdue);
	} catch (error) {
		log.error({ err: error }, 'overdue difficulties not read');
		return [];
	}
}

const PATIENCE_MS = 2_000;

/** Everything that was written down of one difficulty, newest first; empty outside of the scope. */
export async function readDifficultyHistory(
	db: Kysely<Tables>,
	scope: Scope,
	ask: Ask & { readonly id: number }
): Promise<DifficultyRow[]> {
	const rows = await versions(db, scope, ask).orderBy('version', 'desc').execute();
	return rows.map((row) => toRow(row, ask.catalogue, dayOf(ask.at)));
}

function versions(db: Kysely<Tables>, scope: Scope, { at, unit, id }: Ask) {
	return db
		.selectFrom('difficultyVersion')
		.innerJoin('difficulty', 'difficulty.id', 'difficultyVersion.difficultyId')
		.selectAll('difficultyVersion')
		.select('difficulty.unit')
		.where('difficultyVersion.at', '<=', timestamp(at))
		.$if(scope !== 'province', (query) =>
			query.where(sql<boolean>`difficulty.unit = any(${scope === 'province' ? [] : [...scope.units]}::text[])`)
		)
		.$if(unit !== undefined, (query) => query.where('difficulty.unit', '=', unit ?? ''))
		.$if(id !== undefined, (query) => query.where('difficulty.id', '=', id ?? 0));
}

type Row = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number];

function toRow(
	{ difficultyId, unit, since, deadline, byName, accountId: _, ...row }: Row,
	catalogue: KnownCatalogue,
	today: number
): DifficultyRow {
	const due = toDay(deadline);
	return {
		...row,
		id: difficultyId,
		unit: namedUnit(catalogue, unit),
		since: toDay(since),
		deadline: due,
		by: byName,
		isOverdue: isOverdue({ isClosed: row.isClosed, deadline: due }, today)
	};
}

interface Writing {
	readonly terms: DifficultyTerms;
	readonly by: AuditActor;
	readonly now: Instant;
}

/** Writes a new difficulty down; answers its number. */
export function addDifficulty(
	db: Kysely<Tables>,
	{ unit, ...writing }: Writing & { readonly unit: string | null }
): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const { id } = await trx.insertInto('difficulty').values({ unit }).returning('id').executeTakeFirstOrThrow();
		await insertVersion(trx, id, 1, writing);
		await note(trx, 'difficulty-added', id, unit, writing);
		return id;
	});
}

/**
 * Writes down how a difficulty stands now. `changed`: somebody has since `seen`, and their words must not be lost;
 * `unknown`: there is none of that number in `scope`, the scope of the right to keep it.
 */
export function changeDifficulty(
	db: Kysely<Tables>,
	scope: Scope,
	{ id, seen, ...writing }: Writing & { readonly id: number; readonly seen: number }
): Promise<'written' | 'changed' | 'unknown'> {
	return db.transaction().execute(async (trx) => {
		const known = await trx.selectFrom('difficulty').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
		if (known === undefined) return 'unknown';
		if (scope !== 'province' && (known.unit === null || !scope.units.includes(known.unit))) return 'unknown';
		const { last } = await trx
			.selectFrom('difficultyVersion')
			.where('difficultyId', '=', id)
			.select((eb) => eb.fn.max<number>('version').as('last'))
			.executeTakeFirstOrThrow();
		if (last !== seen) return 'changed';
		await insertVersion(trx, id, last + 1, writing);
		await note(trx, writing.terms.isClosed ? 'difficulty-closed' : 'difficulty-changed', id, known.unit, writing);
		return 'written';
	});
}

async function insertVersion(trx: Kysely<Tables>, id: number, version: number, { terms, by, now }: Writing) {
	await trx
		.insertInto('difficultyVersion')
		.values({
			...terms,
			difficultyId: id,
			version,
			since: toIsoDay(terms.since),
			deadline: toIsoDay(terms.deadline),
			accountId: by.id,
			byName: by.name,
			at: toIsoInstant(now)
		})
		.execute();
}

function note(trx: Kysely<Tables>, what: string, id: number, unit: string | null, { by, now }: Writing) {
	const details = { what, difficulty: id };
	return audit(trx, { at: now, actor: by, action: 'rollout-changed', target: unit, details });
}
