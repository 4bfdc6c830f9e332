import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { toQrCode } from './qr-code.ts';

/** Dark modules of the drawing, row by row. */
function drawn({ size, path }: { size: number; path: string }): boolean[][] {
	const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let at = Number(x); at < Number(x) + Number(length); at++) rows[Number(y)]![at] = true;
	}
	return rows;
}

it('draws every dark module of the code and no other, with four light ones around it', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) => {
			const rows = drawn(toQrCode(text));
			expect(rows).toEqual(encode(text, { ecc: 'M', border: 4 }).data);
			const edge = [...rows.slice(0, 4), ...rows.slice(-4)].flat();
			expect(edge.some(Boolean)).toBe(false);
			expect(
				rows.slice(4, -4).every((row) =>
					row
						.slice(0, 4)
						.concat(row.slice(-4))
						.every((dark) => !dark)
				)
			).toBe(true);
		})
	);
});

it('says nothing of the text in the drawing but the drawing', () => {
	const { path } = toQrCode('otpauth://totp/Th%C3%B4ng?secret=ABCDEFGH');
	expect(path).toMatch(/^(?:M\d+ \d+h\d+v1h-\d+z)+$/);
});
