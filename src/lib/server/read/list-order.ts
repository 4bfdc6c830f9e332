import { type Expression, type ExpressionBuilder, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Sort } from '../../domain/figure/filter-sort.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';

type DossierExpressions = ExpressionBuilder<Tables, 'dossier'>;

/**
 * A part of a list that one index has in its order: rows that meet `where`, by `key` and then by code. A list is its
 * parts one after the other, so that rows without a value stand last and no page has to look past its part.
 */
export interface Part {
	/** Stands in places; says nothing to people. */
	readonly name: string;
	readonly where: (eb: DossierExpressions) => Expression<SqlBool>;
	/** Null: by code alone. */
	readonly key: Key | null;
	readonly desc: boolean;
}

interface Key {
	readonly isDeadline: boolean;
	readonly column: RawBuilder<unknown>;
	/** The value as text, without loss. */
	readonly text: RawBuilder<string | null>;
	/** The value of a text; null: it cannot be one. */
	readonly read: (text: string) => RawBuilder<unknown> | null;
}

/** Vietnamese order; a server built without ICU has only its own. */
export type Collation = 'vi-x-icu' | 'default';

/** That of the index by handler. */
export async function readCollation(db: Kysely<Tables>): Promise<Collation> {
	const { rows } = await sql`select from pg_catalog.pg_collation where collname = 'vi-x-icu'`.execute(db);
	return rows.length === 0 ? 'default' : 'vi-x-icu';
}

/** The same part from its end to its start. */
export function reversed(part: Part): Part {
	return { ...part, desc: !part.desc };
}

/**
 * The parts of an order. `units`: codes of the resolving units there are rows of, for the order by unit.
 * `collation`: that of the index by handler.
 */
export function toParts(sort: Sort, units: readonly string[], collation: Collation): Part[] {
	const { by, desc } = sort;
	switch (by) {
		case 'due':
			return withAndWithout('due_at', timeKey('due_at'), desc);
		case 'accepted':
			return withAndWithout('accepted_at', timeKey('accepted_at'), desc);
		case 'handler':
			return withAndWithout('handler', handlerKey(collation), desc);
		case 'code':
			return [{ name: 'all', where: (eb) => eb.and([]), key: null, desc }];
		case 'unit':
			return [
				...(desc ? [...units].reverse() : units).map((unit) => ({ unit, name: `${unit}/` })),
				{ unit: null, name: '/' }
			].flatMap(({ unit, name }) =>
				withAndWithout('due_at', timeKey('due_at'), false).map((part) => ({
					...part,
					name: name + part.name,
					where: (eb: DossierExpressions) =>
						eb.and([unit === null ? eb('resolving', 'is', null) : eb('resolving', '=', unit), part.where(eb)])
				}))
			);
	}
}

/** Codes of units in the order of their names. */
export function inOrderOfNames(codes: readonly string[], catalogue: KnownCatalogue): string[] {
	const nameOf = (code: string) => catalogue.findUnitByCode(code)?.shortName ?? code;
	return [...codes].sort((a, b) => collator.compare(bare(nameOf(a)), bare(nameOf(b))) || (a < b ? -1 : 1));
}

const collator = new Intl.Collator('vi', { numeric: true });
const bare = (name: string) => name.replace(/^(?:xã|phường|đặc khu|x\.|p\.)\s+/iu, '');

function withAndWithout(column: 'due_at' | 'accepted_at' | 'handler', key: Key, desc: boolean): Part[] {
	const ref = sql.ref(column);
	return [
		{ name: 'with', where: () => sql<SqlBool>`${ref} is not null`, key, desc },
		{ name: 'without', where: () => sql<SqlBool>`${ref} is null`, key: null, desc }
	];
}

/** In microseconds since 1970, as exact as the column. */
function timeKey(column: 'due_at' | 'accepted_at'): Key {
	const ref = sql.ref(column);
	return {
		isDeadline: column === 'due_at',
		column: ref,
		text: sql<string | null>`(extract(epoch from ${ref}) * 1000000)::bigint::text`,
		read: (text) =>
			/^-?\d{1,16}$/.test(text) ? sql`(timestamptz 'epoch' + ${text}::bigint * interval '1 microsecond')` : null
	};
}

function handlerKey(collation: Collation): Key {
	const collate = sql.raw(`collate "${collation}"`);
	return {
		isDeadline: false,
		column: sql`handler ${collate}`,
		text: sql<string | null>`handler`,
		read: (text) => sql`${text}::text ${collate}`
	};
}
