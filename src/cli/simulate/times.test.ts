import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/domain/time/instant.ts';
import { readSimulateOptions } from './options.ts';
import { toTimes } from './times.ts';

const now = Date.parse('2026-11-20T10:00:00+07:00');
const times = (line: string, last: number | null = null) =>
	toTimes(readSimulateOptions(line.split(' ').filter(Boolean), { FEED_KEY: 'k' })!, last, now);

test('an empty feed gets its days from their first midnight', () => {
	const from = Date.parse('2026-10-21T00:00:00+07:00');
	expect(times('--days 30')).toEqual({ history: { from, resume: false }, liveFrom: null });
	expect(times('--days 0')).toEqual({ history: { from: now, resume: false }, liveFrom: null });
});

test('a feed that stopped is gone on with a little before; after a long pause its dossiers are told again', () => {
	expect(times('', now - HOUR_MS).history).toEqual({ from: now - HOUR_MS - 15 * MINUTE_MS, resume: true });
	expect(times('', now - DAY_MS).history).toEqual({ from: now - 4 * DAY_MS, resume: false });
	expect(times('', now + HOUR_MS).history?.from).toBeLessThan(now);
	// Requests in flight held more days the smaller the province and the bigger the requests.
	expect(times('--scale 20', now - DAY_MS).history?.from).toBe(now - 31 * DAY_MS);
});

test('fast time begins with the history, or so early that it ends with real time', () => {
	const first = times('--days 30').history?.from;
	expect(times('--days 30 --speed 600').liveFrom).toBe(first);
	expect(times('--days 30 --speed 600 --seconds 60').liveFrom).toBe(now - 599 * MINUTE_MS);
	expect(times('--days 1 --speed 10000 --seconds 3600').liveFrom).toBe(times('--days 1').history?.from);
});

test('a steady rate has history only when it is asked for, the feed is empty and time is real', () => {
	expect(times('--rate 9')).toEqual({ history: null, liveFrom: null });
	expect(times('--rate 9 --days 30').history?.resume).toBe(false);
	expect(times('--rate 9 --days 30', now - HOUR_MS).history).toBeNull();
	expect(times('--rate 9 --days 30 --speed 100')).toEqual({
		history: null,
		liveFrom: times('--days 30').history?.from
	});
});
