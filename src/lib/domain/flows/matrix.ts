import { type Flow, sumOf } from './flow.ts';

/** A row or column of the matrix: a unit, those no record has named, or the rest of them gathered. */
export type Line =
	| { readonly kind: 'unit'; readonly code: string }
	| { readonly kind: 'unknown' }
	| { readonly kind: 'rest'; readonly units: number };

/** Receiving × resolving. Every dossier of the flows is in exactly one cell, so all sums hold. */
export interface Matrix {
	readonly rows: readonly Line[];
	readonly columns: readonly Line[];
	/** `cells[row][column]`. */
	readonly cells: readonly (readonly number[])[];
	readonly rowSums: readonly number[];
	readonly columnSums: readonly number[];
	readonly total: number;
	/** The greatest cell between two units that are not the same: where the scale of colours ends. */
	readonly most: number;
}

/**
 * Rows and columns in order of weight, what weighs most first; beyond `top` of each kind the others are one line. A last
 * unit is shown by itself rather than gathered alone.
 */
export function toMatrix(flows: readonly Flow[], top: number): Matrix {
	const rows = linesOf(flows, 'receiving', top);
	const columns = linesOf(flows, 'resolving', top);
	const cells = rows.lines.map(() => columns.lines.map(() => 0));
	for (const { receiving, resolving, count } of flows) {
		const row = cells[rows.placeOf(receiving)]!;
		const place = columns.placeOf(resolving);
		row[place] = (row[place] ?? 0) + count;
	}
	const between = cells.flatMap((row, r) =>
		row.filter((_, c) => {
			const [from, to] = [rows.lines[r], columns.lines[c]];
			return from?.kind === 'unit' && to?.kind === 'unit' && from.code !== to.code;
		})
	);
	return {
		rows: rows.lines,
		columns: columns.lines,
		cells,
		rowSums: cells.map((row) => row.reduce((sum, n) => sum + n, 0)),
		columnSums: columns.lines.map((_, c) => cells.reduce((sum, row) => sum + (row[c] ?? 0), 0)),
		total: sumOf(flows),
		most: between.reduce((most, n) => Math.max(most, n), 0)
	};
}

function linesOf(flows: readonly Flow[], side: 'receiving' | 'resolving', top: number) {
	const weights = new Map<string, number>();
	let unknown = 0;
	for (const flow of flows) {
		const code = flow[side];
		if (code === null) unknown += flow.count;
		else weights.set(code, (weights.get(code) ?? 0) + flow.count);
	}
	const codes = [...weights].sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1)).map(([code]) => code);
	const shown = codes.length <= top + 1 ? codes : codes.slice(0, top);
	const gathered = codes.length - shown.length;
	const lines: Line[] = shown.map((code) => ({ kind: 'unit', code }));
	const rest = gathered === 0 ? -1 : lines.push({ kind: 'rest', units: gathered }) - 1;
	const unnamed = unknown === 0 ? -1 : lines.push({ kind: 'unknown' }) - 1;
	const places = new Map(shown.map((code, place) => [code, place]));
	return { lines, placeOf: (code: string | null) => (code === null ? unnamed : (places.get(code) ?? rest)) };
}

/** Steps of the colour scale. */
export const HEAT_STEPS = 6;

/** Step of a cell, 0 (none) … HEAT_STEPS. By the square root, since a few pairs have most: small ones must differ too. */
export function heatOf(count: number, most: number): number {
	if (count <= 0 || most <= 0) return 0;
	return Math.min(HEAT_STEPS, Math.max(1, Math.ceil(Math.sqrt(count / most) * HEAT_STEPS)));
}
