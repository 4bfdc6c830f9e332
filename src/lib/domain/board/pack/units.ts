import { UNIT_CELLS, UNIT_FIGURES } from '../layout.ts';
import { foldSign, unfoldSign } from './numbers.ts';
import type { Tokens } from './tokens.ts';

/**
 * What happened at a unit as who receives, in its cells `received-today`, `backlog`, `overdue`: nothing, a dossier came in,
 * one was done. As who resolves the same, and one that came in was filed here or elsewhere, in the cells of its share.
 * Together eleven ways in which a unit mostly changes, each of which takes one byte.
 */
const RECEIVING = [
	[0, 0, 0],
	[1, 1, 0],
	[0, -1, 0]
] as const;
const RESOLVING = [
	{ figures: [0, 0, 0], share: [0, 0] },
	{ figures: [1, 1, 0], share: [0, 1] },
	{ figures: [1, 1, 0], share: [1, 1] },
	{ figures: [0, -1, 0], share: [0, 0] }
] as const;
const PAIRS = RESOLVING.flatMap(({ figures, share }) =>
	RECEIVING.map((receiving) => [...figures, ...receiving, ...share])
);
/** Nothing on both sides is never told; in its place stands any other change, cell by cell. */
const OTHER = 0;
const END = 0;

/**
 * Of other changes the share is told by how it differs from what follows from the figures: all that came in to resolve is
 * of this month, and elsewhere was filed what came in to resolve beyond what was received here.
 */
function expectedShare(cells: ArrayLike<number>): readonly [of: number, per: number] {
	const [resolving, receiving] = [cells[0] ?? 0, cells[UNIT_FIGURES.length] ?? 0];
	return [Math.max(0, resolving - receiving), resolving];
}
const SHARE = UNIT_CELLS - 2;

/** The cells of the units from `start` on: one token a unit that differs, with its distance from the one before; then 0. */
export function packUnits(differences: Int32Array, start: number): number[] {
	const numbers: number[] = [];
	let gap = 0;
	for (let at = start; at < differences.length; at += UNIT_CELLS) {
		const cells = differences.subarray(at, at + UNIT_CELLS);
		if (cells.every((difference) => difference === 0)) {
			gap++;
			continue;
		}
		const pair = Math.max(
			OTHER,
			PAIRS.findIndex((ways) => ways.every((way, i) => way === (cells[i] ?? 0)))
		);
		numbers.push(1 + gap * PAIRS.length + pair);
		if (pair === OTHER) {
			const told = cells.slice();
			expectedShare(cells).forEach((expected, i) => (told[SHARE + i] = (told[SHARE + i] ?? 0) - expected));
			const changed = [...told.entries()].filter(([, difference]) => difference !== 0);
			numbers.push(changed.reduce((mask, [i]) => mask + 2 ** i, 0));
			for (const [, difference] of changed) numbers.push(foldSign(difference));
		}
		gap = 0;
	}
	return [...numbers, END];
}

/** Fills in the differences of the units. Places outside the row are left out. */
export function unpackUnits(tokens: Tokens, differences: Int32Array, start: number): void {
	let at = start;
	for (let token = tokens.next(); token !== END; token = tokens.next()) {
		const pair = (token - 1) % PAIRS.length;
		at += Math.floor((token - 1) / PAIRS.length) * UNIT_CELLS;
		if (pair === OTHER) {
			const mask = tokens.next();
			for (let i = 0; i < UNIT_CELLS; i++)
				if (Math.floor(mask / 2 ** i) % 2 === 1) differences[at + i] = unfoldSign(tokens.next());
			const cells = differences.subarray(at, at + UNIT_CELLS);
			expectedShare(cells).forEach((expected, i) => (cells[SHARE + i] = (cells[SHARE + i] ?? 0) + expected));
		} else PAIRS[pair]?.forEach((way, i) => (differences[at + i] = way));
		at += UNIT_CELLS;
	}
}

/** What the cells of the units say of all dossiers. */
export interface UnitSums {
	/** On the receiving side; dossiers whose place of reception is unknown are missing. */
	readonly received: number;
	readonly backlog: number;
	readonly overdue: number;
	/** Of the units' shares, those counted and of how many; dossiers nobody is known to be competent for are missing. */
	readonly of: number;
	readonly per: number;
}

export function sumUnits(differences: Int32Array, start: number): UnitSums {
	const side = UNIT_FIGURES.length;
	const sums = { received: 0, backlog: 0, overdue: 0, of: 0, per: 0 };
	const at = (cell: number): number => differences[cell] ?? 0;
	for (let unit = start; unit < differences.length; unit += UNIT_CELLS) {
		sums.received += at(unit + side);
		sums.backlog += at(unit + side + 1);
		sums.overdue += at(unit + side + 2);
		sums.of += at(unit + SHARE);
		sums.per += at(unit + SHARE + 1);
	}
	return sums;
}
