import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchLoop } from './loop-watch.ts';

let at = 0;
beforeEach(() => {
	at = 0;
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	vi.spyOn(performance, 'now').mockImplementation(() => at);
});
afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

/** Lateness after beats that came so many ms after the one before. */
function lateAfter(...beats: readonly number[]): number {
	const loop = watchLoop();
	for (const ms of beats) {
		at += ms;
		vi.advanceTimersByTime(1_000);
	}
	const late = loop.lateMs();
	loop.stop();
	return late;
}

describe('a process is as late as the middle one of its last five beats', () => {
	it('not at all when they come in time, or have not come yet', () => {
		expect(lateAfter()).toBe(0);
		expect(lateAfter(1_000, 1_000, 1_001)).toBe(0);
	});

	it('not because of one long pause', () => {
		expect(lateAfter(1_000, 1_000, 60_000, 1_000, 1_000)).toBe(0);
	});

	it('when it keeps being late, and no more when it has recovered', () => {
		expect(lateAfter(4_000, 5_000, 1_000, 6_000, 1_000)).toBe(3_000);
		expect(lateAfter(4_000, 5_000, 6_000, 1_000, 1_000, 1_000)).toBe(0);
	});
});
