import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OverviewLayout } from '../layout.ts';
import { diffCells, patchCells } from './cells.ts';
import { packNumbers, unpackNumbers } from './numbers.ts';

const layout = new OverviewLayout(Array.from({ length: 79 }, (_, i) => `U${i}`));
const aRow = (some: Readonly<Record<number, number>> = {}) =>
	Array.from({ length: layout.size }, (_, cell) => some[cell] ?? 0);
const bytesOf = (to: readonly number[], slot = 0) => packNumbers(diffCells(aRow(), to, slot)).length;

/** Cells of a dossier that comes in by `channel` in slot 40: received at one unit, resolved at another. */
function incoming(receiving: string, resolving: string): number[] {
	const of = (code: string, side: 'receiving' | 'resolving') =>
		(['received-today', 'backlog'] as const).map((figure) => layout.unit(code, side, figure) ?? -1);
	const isMoved = receiving !== resolving;
	const share = layout.unitShare(resolving) ?? { of: -1, per: -1 };
	return [
		...[layout.figure('received-today'), layout.figure('backlog'), layout.per('cross-boundary-month')],
		...(isMoved ? [layout.figure('cross-boundary-month')] : []),
		...[layout.age('later'), layout.channel('online'), layout.slot(40)],
		...[...of(receiving, 'receiving'), ...of(resolving, 'resolving')],
		...[share.per, ...(isMoved ? [share.of] : [])]
	];
}

describe('what differs between two rows of cells', () => {
	it('brings one row to the other, whatever they are, with the slot that was running', () => {
		const rows = fc.integer({ min: 0, max: 700 }).chain((length) => {
			const row = fc.array(fc.integer({ min: -5, max: 2_000_000 }), { minLength: length, maxLength: length });
			return fc.tuple(row, row, fc.integer({ min: 0, max: 95 }));
		});
		fc.assert(
			fc.property(rows, ([from, to, slot]) => {
				const bytes = packNumbers(diffCells(from, to, slot));
				expect(patchCells(from, unpackNumbers(bytes), slot)).toEqual(to);
			})
		);
	});

	it('brings one row to the other also where little differs', () => {
		const few = fc.array(fc.tuple(fc.nat(layout.size - 1), fc.integer({ min: -3, max: 3 })), { maxLength: 12 });
		fc.assert(
			fc.property(few, fc.integer({ min: 0, max: 95 }), (changes, slot) => {
				const to = aRow(Object.fromEntries(changes));
				const bytes = packNumbers(diffCells(aRow(), to, slot));
				expect(patchCells(aRow(), unpackNumbers(bytes), slot)).toEqual(to);
			})
		);
	});

	it('is nothing where nothing differs', () => {
		expect(diffCells(aRow(), aRow(), 3)).toEqual([]);
		expect(patchCells(aRow(), [], 3)).toEqual(aRow());
	});

	it.each([
		['received and resolved at one unit', incoming('U7', 'U7'), 2],
		['received at one unit for another', incoming('U7', 'U21'), 3],
		['received at the other end of the list', incoming('U78', 'U2'), 5]
	])('takes few bytes for a dossier that comes in: %s', (_, cells, bytes) => {
		const to = aRow(Object.fromEntries(cells.map((cell) => [cell, 1])));
		expect(bytesOf(to, 40)).toBe(bytes);
		// In another slot than the running one, it is told which.
		expect(bytesOf(to, 41)).toBeGreaterThan(bytes);
	});
});

it('carries any whole number', () => {
	fc.assert(
		fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
			expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers);
		})
	);
});

it('refuses bytes that break off', () => {
	expect(() => unpackNumbers(Uint8Array.of(3, 250, 1))).toThrow(RangeError);
});
