import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { foldName } from '../../domain/text/fold-name.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';

/** What somebody looks for, made ready: the text without accents, and what of the catalogue has it in its name. */
export interface Search {
	readonly folded: string;
	readonly procedures: readonly string[];
	readonly units: readonly string[];
}

/**
 * Texts of two letters are looked for at the start of words, those of one as a word of its own ("Tổ A"): inside of words
 * they are everywhere, which is not what anybody looks for, and have no index.
 */
const LEAST = 3;

/** `dam doi` → that text, the unit Đầm Dơi, every procedure with it in its name or code. */
export function toSearch(q: string, catalogue: KnownCatalogue): Search {
	const folded = foldName(q);
	const isMeant = (...names: readonly string[]) => names.some((name) => ` ${foldName(name)} `.includes(sought(folded)));
	const codes = (things: Iterable<{ code: string; name: string }>, names: (thing: never) => readonly string[]) =>
		folded === '' ? [] : [...things].filter((thing) => isMeant(...names(thing as never))).map(({ code }) => code);
	return {
		folded,
		procedures: codes(catalogue.procedures, ({ code, name }: { code: string; name: string }) => [code, name]),
		units: codes(catalogue.units, ({ name }: { name: string }) => [name])
	};
}

/** In code or handler, or of a procedure or unit that is meant. A text without letter or digit finds nothing. */
export function toSearchSql(
	{ folded, procedures, units }: Search,
	eb: ExpressionBuilder<Tables, 'dossier'>
): Expression<SqlBool> {
	if (folded === '') return sql<SqlBool>`false`;
	// Folded text has no signs that mean something to LIKE.
	const found: Expression<SqlBool>[] = [eb('search', 'like', `%${sought(folded)}%`)];
	if (procedures.length > 0) found.push(eb('procedure', 'in', procedures));
	if (units.length > 0) found.push(eb('receiving', 'in', units), eb('resolving', 'in', units));
	return eb.or(found);
}

/** The same of a dossier in memory. */
export function isFound(
	{ folded, procedures, units }: Search,
	{ code, handler, procedure, receiving, resolving }: Dossier
): boolean {
	if (folded === '') return false;
	const isOneOf = (codes: readonly string[], one: string | null) => one !== null && codes.includes(one);
	return (
		` ${foldName(code)} | ${foldName(handler ?? '')} `.includes(sought(folded)) ||
		isOneOf(procedures, procedure) ||
		isOneOf(units, receiving) ||
		isOneOf(units, resolving)
	);
}

function sought(folded: string): string {
	if (folded.length >= LEAST) return folded;
	return folded.length === 1 ? ` ${folded} ` : ` ${folded}`;
}
