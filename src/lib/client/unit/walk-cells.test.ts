import { expect, it } from 'vitest';
import { stepTo } from './walk-cells.ts';

const ROWS = [
	['a0', 'a1', null, 'a3'],
	[null, null, null, null],
	['b0', null, 'b2', null]
];

it.each([
	['a0', 'ArrowRight', 'a1'],
	['a1', 'ArrowRight', 'a3'],
	['a3', 'ArrowRight', null],
	['a3', 'ArrowLeft', 'a1'],
	['a0', 'ArrowLeft', null],
	['a1', 'ArrowDown', 'b0'],
	['a3', 'ArrowDown', 'b2'],
	['b2', 'ArrowUp', 'a1'],
	['a0', 'ArrowUp', null],
	['a1', 'End', 'a3'],
	['b2', 'Home', 'b0'],
	['a0', 'Enter', null],
	['elsewhere', 'ArrowDown', null]
])('from %s %s leads to %s', (from, key, to) => {
	expect(stepTo(ROWS, from, key)).toBe(to);
});
