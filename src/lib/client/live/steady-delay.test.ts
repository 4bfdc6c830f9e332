import { describe, expect, it } from 'vitest';
import { SteadyDelay } from './steady-delay.ts';

/** What is shown after each delay, one message every `every` ms. */
function shown(delays: readonly number[], every: number): number[] {
	const steady = new SteadyDelay();
	return delays.map((delay, index) => steady.add(delay, index * every));
}

describe('the delay on the screen', () => {
	it('is that of the first message at once', () => {
		expect(shown([180], 100)).toEqual([180]);
	});

	it('stands still for two seconds, however the messages differ', () => {
		expect(new Set(shown([100, 900, 50, 400, 20, 700, 300, 10, 90, 200], 200))).toEqual(new Set([100]));
	});

	it('is not moved by a single late message', () => {
		expect(shown([100, 100, 100, 3_000, 100, 100], 2_000)).toEqual([100, 100, 100, 100, 100, 100]);
	});

	it('follows when most messages are late', () => {
		const delays = [...Array<number>(15).fill(100), ...Array<number>(15).fill(2_000)];
		expect(shown(delays, 400).at(-1)).toBe(2_000);
	});

	it('forgets what was half a minute ago', () => {
		const steady = new SteadyDelay();
		for (let at = 0; at < 10; at++) steady.add(5_000, at);
		expect(steady.add(100, 60_000)).toBe(100);
	});
});
