import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Start, toProgress } from './progress.ts';

const dayAt = (n: number) => `2025-08-${String(n + 1).padStart(2, '0')}`;
const daysOf = (count: number) => Array.from({ length: count }, (_, n) => dayAt(n));

it('tells each day how many communes of each wave had begun', () => {
	const starts: Start[] = [
		{ wave: 1, day: dayAt(0) },
		{ wave: 1, day: dayAt(2) },
		{ wave: 2, day: dayAt(2) }
	];
	const intake = { days: daysOf(3), received: [10, 0, 20] };
	expect(toProgress(starts, [1, 2], intake)?.waves).toEqual([
		{ wave: 1, started: [1, 1, 2] },
		{ wave: 2, started: [0, 0, 1] }
	]);
});

it('leaves out a day on which more communes began than something came of which is known', () => {
	const starts: Start[] = [1, 1, 1].map(() => ({ wave: 1, day: dayAt(1) }));
	const intake = { days: daysOf(4), received: [7, null, null, 30] };
	expect(toProgress(starts, [1], intake)?.waves[0]?.started).toEqual([0, null, null, 3]);
});

it('tells nothing where the days are withheld, or where there are no waves', () => {
	expect(toProgress([], [1], null)).toBeNull();
	expect(toProgress([], [], { days: daysOf(1), received: [9] })).toBeNull();
});

it('never says more of hidden days than that something came, whatever the days', () => {
	const dayOf = fc.record({ received: fc.integer({ min: 0, max: 12 }), began: fc.nat(6), isHidden: fc.boolean() });
	fc.assert(
		fc.property(fc.array(dayOf, { minLength: 1, maxLength: 25 }), (some) => {
			const real = some.map(({ received, began }) => ({ received, began: Math.min(received, began) }));
			const starts = real.flatMap(({ began }, n) =>
				Array.from({ length: began }, (_, k): Start => ({ wave: (k % 2) + 1, day: dayAt(n) }))
			);
			const received = some.map(({ isHidden, received: n }) => (isHidden && n > 0 ? null : n));
			const progress = toProgress(starts, [1, 2], { days: daysOf(some.length), received });
			if (progress === null) return;
			const totals = progress.days.map((_, n) => {
				const cells = progress.waves.map(({ started }) => started[n] ?? null);
				return cells.includes(null) ? null : cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
			});
			expect(totals.at(-1)).toBe(starts.length);
			let [before, from] = [0, -1];
			for (const [n, total] of totals.entries()) {
				if (total === null) continue;
				const known = received.slice(from + 1, n + 1).reduce<number>((sum, cell) => sum + (cell ?? 1), 0);
				expect(total - before).toBeLessThanOrEqual(known);
				[before, from] = [total, n];
			}
		})
	);
});
