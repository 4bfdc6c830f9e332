import { expect, test } from 'vitest';
import { HOUR_MS } from '../lib/domain/time/instant.ts';
import { readClock, toBegin } from './simulated-clock.ts';

const startedAt = Date.parse('2026-11-20T10:00:00+07:00');

test('simulated time runs so many times faster, catches up with real time and stays with it', () => {
	const clock = { from: startedAt - 99 * HOUR_MS, startedAt, speed: 100 };
	expect(readClock(clock, startedAt)).toBe(startedAt - 99 * HOUR_MS);
	expect(readClock(clock, startedAt + HOUR_MS / 2)).toBe(startedAt - 49 * HOUR_MS);
	expect(readClock(clock, startedAt + HOUR_MS)).toBe(startedAt + HOUR_MS);
	expect(readClock(clock, startedAt + 5 * HOUR_MS)).toBe(startedAt + 5 * HOUR_MS);
});

test('a clock that is to run for a while begins so early that it ends with real time', () => {
	const clock = { from: toBegin(startedAt, 600, 60_000), startedAt, speed: 600 };
	expect(readClock(clock, startedAt + 60_000)).toBe(startedAt + 60_000);
	expect(readClock(clock, startedAt + 59_000)).toBe(startedAt + 60_000 - 600_000);
});
