import type { Kysely } from 'kysely';
import { type FreezeChecks, type FrozenContent, toFrozenContent } from '../../contract/frozen-content.ts';
import type { ChangeReason, FreezeStep } from '../../domain/press/freeze-state.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

export type NamedStep = FreezeStep & { readonly byName: string };

/** A freeze as the office sees it. */
export interface StoredFreeze {
	readonly id: string;
	readonly at: Instant;
	readonly content: FrozenContent;
	/** SHA-256 of the canonical content, in hexadecimal digits. */
	readonly hash: string;
	readonly checks: FreezeChecks;
	readonly frozenBy: string;
	readonly frozenByName: string;
	readonly frozenAt: Instant;
	readonly replaces: string | null;
	readonly replaceReason: ChangeReason | null;
	readonly steps: readonly NamedStep[];
}

/** Newest first. */
export async function readFreezes(db: Kysely<Tables>, limit: number): Promise<StoredFreeze[]> {
	const rows = await db.selectFrom('pressFreeze').selectAll().orderBy('frozenAt', 'desc').limit(limit).execute();
	return withSteps(db, rows);
}

/** `lock`: nobody else does anything with it until the transaction ends. */
export async function findFreeze(
	db: Kysely<Tables>,
	id: string,
	{ lock = false } = {}
): Promise<StoredFreeze | undefined> {
	const row = await db
		.selectFrom('pressFreeze')
		.selectAll()
		.where('id', '=', id)
		.$if(lock, (query) => query.forUpdate())
		.executeTakeFirst();
	return row === undefined ? undefined : (await withSteps(db, [row]))[0];
}

type Row = {
	readonly id: string;
	readonly at: Instant;
	readonly content: string;
	readonly hash: Buffer;
	readonly checks: FreezeChecks;
	readonly frozenBy: string;
	readonly frozenByName: string;
	readonly frozenAt: Instant;
	readonly replaces: string | null;
	readonly replaceReason: ChangeReason | null;
};

async function withSteps(db: Kysely<Tables>, rows: readonly Row[]): Promise<StoredFreeze[]> {
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const steps = await db
		.selectFrom('pressFreezeStep')
		.selectAll()
		.where('freezeId', 'in', ids)
		.orderBy('seq')
		.execute();
	const byFreeze = Map.groupBy(steps, ({ freezeId }) => freezeId);
	return rows.map((row) => ({
		...row,
		content: toFrozenContent(JSON.parse(row.content)),
		hash: row.hash.toString('hex'),
		steps: (byFreeze.get(row.id) ?? []).map(toStep)
	}));
}

/** The constraints of the table say which columns a kind has. */
function toStep(row: {
	readonly kind: FreezeStep['kind'];
	readonly byId: string;
	readonly byName: string;
	readonly at: Instant;
	readonly checks: Extract<FreezeStep, { kind: 'sign' }>['checks'] | null;
	readonly publicFrom: Instant | null;
	readonly reason: ChangeReason | null;
	readonly replacedBy: string | null;
}): NamedStep {
	const who = { by: row.byId, byName: row.byName, at: row.at };
	const reason = row.reason ?? 'wrong-choice';
	switch (row.kind) {
		case 'sign':
			return { ...who, kind: 'sign', checks: row.checks ?? [] };
		case 'publish':
			return { ...who, kind: 'publish', publicFrom: row.publicFrom ?? Number.POSITIVE_INFINITY };
		case 'correct':
			return { ...who, kind: 'correct', reason, replacedBy: row.replacedBy ?? '' };
		case 'withdraw':
			return { ...who, kind: 'withdraw', reason };
	}
}
