/**
 * Arrow keys between the links of a table, so that it is one stop of the Tab key however many numbers it has. Rows may have
 * links in some columns only. `rows`: per row its links by column, null where there is none. Null: no step from here.
 */
export function stepTo<T>(rows: readonly (readonly (T | null)[])[], from: T, key: string): T | null {
	const at = rows.findIndex((row) => row.includes(from));
	const row = rows[at];
	if (row === undefined) return null;
	const column = row.indexOf(from);
	switch (key) {
		case 'ArrowRight':
			return row.slice(column + 1).find((cell) => cell !== null) ?? null;
		case 'ArrowLeft':
			return row.slice(0, column).findLast((cell) => cell !== null) ?? null;
		case 'ArrowDown':
			return nearest(rows.slice(at + 1), column);
		case 'ArrowUp':
			return nearest(rows.slice(0, at).toReversed(), column);
		case 'Home':
			return row.find((cell) => cell !== null) ?? null;
		case 'End':
			return row.findLast((cell) => cell !== null) ?? null;
		default:
			return null;
	}
}

/** The link nearest to a column in the first row that has any. */
function nearest<T>(rows: readonly (readonly (T | null)[])[], column: number): T | null {
	for (const row of rows) {
		const places = row.flatMap((cell, place) => (cell === null ? [] : [place]));
		const [place] = places.sort((a, b) => Math.abs(a - column) - Math.abs(b - column));
		if (place !== undefined) return row[place] ?? null;
	}
	return null;
}
