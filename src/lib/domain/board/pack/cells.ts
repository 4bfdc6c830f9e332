import { HEAD, packHead, unpackHead } from './head.ts';
import { Tokens } from './tokens.ts';
import { packUnits, sumUnits, unpackUnits } from './units.ts';

/**
 * What differs between two rows of cells, as numbers for `packNumbers`: first the units, whose changes are few kinds, then
 * how the head differs from what follows from them. At 300 changes a second that is two bytes a change.
 * `slot`: of the day, that is running; it only makes a difference to the length.
 */
export function diffCells(from: ArrayLike<number>, to: ArrayLike<number>, slot: number): number[] {
	const differences = new Int32Array(Math.max(to.length, HEAD.headSize));
	let differs = false;
	for (let cell = 0; cell < to.length; cell++) {
		const difference = (to[cell] ?? 0) - (from[cell] ?? 0);
		differences[cell] = difference;
		differs ||= difference !== 0;
	}
	if (!differs) return [];
	const units = packUnits(differences, HEAD.headSize);
	return [...units, ...packHead(differences, sumUnits(differences, HEAD.headSize), slot)];
}

/** The row after a difference made by `diffCells` with the same slot. Places outside the row are left out. */
export function patchCells(cells: readonly number[], numbers: readonly number[], slot: number): number[] {
	if (numbers.length === 0) return cells.slice();
	const differences = new Int32Array(Math.max(cells.length, HEAD.headSize));
	const tokens = new Tokens(numbers);
	unpackUnits(tokens, differences, HEAD.headSize);
	unpackHead(tokens, differences, sumUnits(differences, HEAD.headSize), slot);
	return cells.map((value, cell) => value + (differences[cell] ?? 0));
}
