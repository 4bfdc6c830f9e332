import { expect, test } from 'vitest';
import { createRandom, toWeighted } from './random.ts';

const draw = (...name: number[]) => {
	const random = createRandom(...name);
	return Array.from({ length: 5 }, () => random.next());
};

test('the same name gives the same stream, another name another one', () => {
	expect(draw(1, 20_000, 7)).toEqual(draw(1, 20_000, 7));
	expect(draw(1, 20_000, 7)).not.toEqual(draw(1, 20_000, 8));
	expect(draw(1, 2)).not.toEqual(draw(2, 1));
});

test('the stream is the one it was when the first demonstration was filled', () => {
	expect(draw(1).map((value) => Math.round(value * 1e6))).toMatchInlineSnapshot(`
		[
		  438098,
		  497675,
		  932074,
		  923052,
		  961273,
		]
	`);
});

test('draws are even, and in proportion where weighted', () => {
	const random = createRandom(42);
	const draws = Array.from({ length: 20_000 }, () => random.next());
	expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...draws)).toBeLessThan(1);
	expect(draws.reduce((sum, value) => sum + value) / draws.length).toBeCloseTo(0.5, 2);

	const items = toWeighted(['often', 'seldom', 'never'], (item) => ({ often: 3, seldom: 1, never: 0 })[item] ?? 0);
	const often = Array.from({ length: 20_000 }, () => items.draw(random)).filter((item) => item === 'often').length;
	expect(often / 20_000).toBeCloseTo(0.75, 1);
});

test.each([0.3, 5, 300])('about %d events come when that many are usual', (mean) => {
	const random = createRandom(7);
	const counts = Array.from({ length: 4_000 }, () => random.poisson(mean));
	expect(Math.abs(counts.reduce((sum, count) => sum + count) / counts.length / mean - 1)).toBeLessThan(0.05);
});
