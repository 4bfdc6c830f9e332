import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashText, SlotIndex } from './slot-index.ts';

it('finds what is in and nothing else, whatever came and went before', () => {
	const moves = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 60 })), { maxLength: 400 });
	// Few different hashes, so that many keys fight for one place.
	const hashes = fc.constantFrom(
		(code: string) => hashText(code),
		(code: string) => code.length,
		() => -1
	);
	fc.assert(
		fc.property(moves, hashes, (run, hash) => {
			const codes = Array.from({ length: 61 }, (_, slot) => `H12.${slot * slot}`);
			const index = new SlotIndex((slot) => hash(codes[slot] ?? ''));
			const kept = new Set<number>();
			for (const [comes, slot] of run) {
				if (comes && !kept.has(slot)) index.add(slot);
				if (!comes && kept.has(slot)) index.remove(slot);
				if (comes) kept.add(slot);
				else kept.delete(slot);
			}
			const find = (code: string) => index.find(hash(code), (slot) => codes[slot] === code);
			expect(index.size).toBe(kept.size);
			expect(codes.map(find)).toEqual(codes.map((_, slot) => (kept.has(slot) ? slot : undefined)));
		})
	);
});

it('finds fifty thousand dossiers', () => {
	const codes = Array.from({ length: 50_000 }, (_, slot) => `H12.31825-${slot}`);
	const index = new SlotIndex((slot) => hashText(codes[slot] ?? ''));
	for (const slot of codes.keys()) index.add(slot);
	expect(codes.every((code, slot) => index.find(hashText(code), (at) => codes[at] === code) === slot)).toBe(true);
});
