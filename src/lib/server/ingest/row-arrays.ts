import { type RawBuilder, sql } from 'kysely';

/** A value of a column: text as PostgreSQL reads it, null and undefined alike as NULL. */
export type Cell = string | number | boolean | null | undefined;

/**
 * Rows for `rows from (…) as r (…)`, one array per column: the server reads that in half the time, and a third of the
 * bytes, that it needs for the same rows as JSON. Columns come in the order of `types`; the values are ours to give their
 * column's type, which is an SQL type of the program's own.
 */
export function rowArrays<C extends string>(
	types: Readonly<Record<C, string>>,
	rows: readonly Readonly<Partial<Record<NoInfer<C>, Cell>>>[]
): RawBuilder<unknown> {
	const columns = Object.entries<string>(types).map(
		([column, type]) => sql`${toArrayText(rows.map((row) => row[column as C]))}::${sql.raw(type)}[]`
	);
	return sql`unnest(${sql.join(columns)})`;
}

const SPECIAL = /["\\]/g;

/** An array as PostgreSQL writes it. */
function toArrayText(values: readonly Cell[]): string {
	return `{${values.map(toElement).join()}}`;
}

function toElement(value: Cell): string {
	if (value === null || value === undefined) return 'NULL';
	return typeof value === 'string' ? `"${value.replace(SPECIAL, '\\$&')}"` : String(value);
}
