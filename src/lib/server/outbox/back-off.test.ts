import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GIVE_UP_MS, nextAttempt } from './back-off.ts';

it.each([
	[1, 0, 1_000],
	[1, 1, 500],
	[2, 0, 2_000],
	[5, 0, 16_000],
	[13, 0, 3_600_000],
	[99, 0.5, 2_700_000]
])('after attempt %i with chance %f waits %i ms', (attempts, chance, ms) => {
	expect(nextAttempt(attempts, 0, 1_000, chance)).toBe(1_000 + ms);
});

it('gives up a day after the first attempt, and not before', () => {
	expect(nextAttempt(40, 5, 5 + GIVE_UP_MS, 0)).toBeNull();
	expect(nextAttempt(40, 5, 4 + GIVE_UP_MS, 0)).not.toBeNull();
});

it('never tries again at once, nor later than an hour', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
			const pause = nextAttempt(attempts, 0, 0, chance) ?? Number.NaN;
			expect(pause).toBeGreaterThanOrEqual(500);
			expect(pause).toBeLessThanOrEqual(3_600_000);
		})
	);
});
