import { type RawBuilder, type Transaction, sql } from 'kysely';
import { toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain, isUnchanged } from './as-of.ts';
import { readPeaks } from './closing-peaks.ts';
import { toSql } from './condition-sql.ts';
import type { ListedDossier } from './list-paging.ts';
import { type Matching, toMatcher, toMatchingSql } from './matching.ts';
import { withHeld } from './with-held.ts';

/** What of a dossier folded again is held while its list is read: by these it is put in order. */
type Moved = Pick<Dossier, (typeof KEYS)[number]>;
const KEYS = ['code', 'dueAt', 'acceptedAt', 'handler', 'resolving'] as const;
const KEY_SET: ReadonlySet<string> = new Set(KEYS);

/**
 * What matched at a past instant. Rows that have not changed since are read as they are; of the others, folded again, the
 * keys are handed to the database, which puts both in order: no other order of names or codes can creep in.
 */
export interface ListAt {
	readonly version: number;
	readonly total: number;
	/** Codes of the resolving units there are dossiers of. */
	readonly readUnits: () => Promise<string[]>;
	/** All of it as a relation with the columns of a dossier; of those folded again only the keys, and no version. */
	readonly relation: RawBuilder<RowAt>;
	/** Rows of the relation as the dossiers they were, in the same order. */
	readonly toDossiers: (rows: readonly RowAt[]) => Promise<ListedDossier[]>;
}

/** A row of the relation. Version null: folded again, only its keys are told. */
export type RowAt = Omit<ListedDossier, 'version' | 'hasLeft'> & { readonly version: number | null };

/** `moments` of the matching are those of the instant. Needs a repeatable-read transaction. */
export async function openListAt(trx: Transaction<Tables>, asked: Matching, asOf: AsOf): Promise<ListAt> {
	const matching = await withHeld(trx, asked, asOf);
	const { scope, moments, catalogue } = matching;
	const { version } = await trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	const matches = toMatcher(matching, await readPeaks(trx, moments));
	const folded = (codes?: readonly string[]) =>
		foldedAgain(trx, scope, asOf, moments, (state, arrivals) => clockWith(catalogue, state, arrivals), codes);
	const moved: Moved[] = [];
	for await (const dossier of folded()) {
		const { code, dueAt, acceptedAt, handler, resolving } = dossier;
		if (matches(dossier)) moved.push({ code, dueAt, acceptedAt, handler, resolving });
	}
	const settled = trx
		.selectFrom('dossier')
		.where(toMatchingSql(matching))
		.where((eb) => isUnchanged(asOf, eb));
	const { n } = await settled.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();

	const readUnits = async (): Promise<string[]> => {
		const units = await settled.select('resolving').distinct().execute();
		const codes = new Set([...units, ...moved].map(({ resolving }) => resolving));
		return [...codes].filter((code) => code !== null);
	};
	const toDossiers = async (rows: readonly RowAt[]): Promise<ListedDossier[]> => {
		const codes = rows.filter((row) => row.version === null).map(({ code }) => code);
		if (codes.length === 0) return rows as ListedDossier[];
		const again = new Map<string, Dossier>();
		for await (const dossier of folded(codes)) again.set(dossier.code, dossier);
		const still = await readStillInScope(trx, matching, codes);
		return rows.map((row): ListedDossier => {
			const dossier = again.get(row.code);
			if (dossier === undefined) return { ...row, version: row.version ?? version };
			return { ...dossier, version, ...(still.has(row.code) ? {} : { hasLeft: true }) };
		});
	};
	return {
		version,
		total: n + moved.length,
		readUnits,
		relation: sql<RowAt>`${settled.select([...DOSSIER_COLUMNS, 'version'])} union all ${toRelation(moved)}`,
		toDossiers
	};
}

/** Those of the codes that the reader may see today. */
async function readStillInScope(
	trx: Transaction<Tables>,
	{ scope, moments }: Matching,
	codes: readonly string[]
): Promise<ReadonlySet<string>> {
	if (scope === 'province') return new Set(codes);
	const rows = await trx
		.selectFrom('dossier')
		.where((eb) => toSql(toScopeCondition(scope), moments, eb))
		.where(sql<boolean>`code = any(${codes}::text[])`)
		.select('code')
		.execute();
	return new Set(rows.map(({ code }) => code));
}

/** Keys as rows with the columns of `dossier` and a version, in that order. */
function toRelation(moved: readonly Moved[]): RawBuilder<unknown> {
	const column = (name: string) => (KEY_SET.has(name) ? sql.ref(`m.${name}`) : sql`null`);
	const text = (at: Instant | null) => (at === null ? null : toIsoInstant(at));
	return sql`select ${sql.join([...DOSSIER_COLUMNS, 'version'].map(column))}
		from unnest(
			${moved.map(({ code }) => code)}::text[],
			${moved.map(({ dueAt }) => text(dueAt))}::timestamptz[],
			${moved.map(({ acceptedAt }) => text(acceptedAt))}::timestamptz[],
			${moved.map(({ handler }) => handler)}::text[],
			${moved.map(({ resolving }) => resolving)}::text[]
		) as m (${sql.join(KEYS.map((key) => sql.ref(key)))})`;
}
