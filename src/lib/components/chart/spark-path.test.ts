import { expect, test } from 'vitest';
import { toSparkPath } from './spark-path.ts';

test('the lowest day is at the bottom, the highest at the top, and a day without a number is a gap', () => {
	expect(toSparkPath([0, 10, null, 5], 30, 10)).toEqual({
		d: 'M0 10L10 0M30 5',
		last: { x: 30, y: 5 },
		min: 0,
		max: 10
	});
});

test('equal days are a level line, and no days are no line', () => {
	expect(toSparkPath([3, 3], 10, 10).d).toBe('M0 5L10 5');
	expect(toSparkPath([null], 10, 10)).toEqual({ d: '', last: null, min: null, max: null });
});
