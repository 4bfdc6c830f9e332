import * as v from 'valibot';
import { expect, test } from 'vitest';
import { recordSchema } from '../lib/contract/record.ts';
import { MINUTE_MS } from '../lib/domain/time/instant.ts';
import { aWorld, timeOf } from './simulation.fixture.ts';
import { SteadyPlay } from './steady-play.ts';

const begin = Date.parse('2026-11-22T02:00:00+07:00');
const aPlay = (rate: number, from = begin, seed = 1) =>
	new SteadyPlay(aWorld({ seed }), { begin: from, timeOf: (n) => from + (n * 1000) / rate });

test('so many records a second come, in the middle of the night too, and none lies in the future', () => {
	const play = aPlay(50);
	for (let second = 1; second <= 20; second++) {
		const now = begin + second * 1000;
		const records = play.advance(now);
		expect(records).toHaveLength(50);
		for (const timed of records) expect(timeOf(timed)).toBeLessThanOrEqual(timed.sendAt);
		for (const { sendAt } of records) expect(sendAt).toBeLessThan(now);
	}
});

test('the same seed and times give the same records, in small steps as in one', () => {
	const until = begin + MINUTE_MS;
	const whole = aPlay(80).advance(until);
	const play = aPlay(80);
	const steps = [];
	while (steps.length < whole.length) steps.push(...play.advance(until, 7));
	expect(steps).toEqual(whole);
	expect(aPlay(80, begin, 2).advance(until)).not.toEqual(whole);
});

test('each record is one that a feed may send; dossiers go all the way, and no two runs share one', () => {
	const records = aPlay(200).advance(begin + MINUTE_MS);
	expect(records.filter(({ record }) => !v.is(recordSchema, record))).toEqual([]);
	const stories = [...Map.groupBy(records, ({ record }) => record.dossier).values()];
	for (const [first] of stories) expect(first?.record.type).toBe('filed');
	expect(stories.filter((story) => story.at(-1)?.record.type === 'returned').length).toBeGreaterThan(200);
	const share = stories.length / records.length;
	expect(share).toBeGreaterThan(0.2);
	expect(share).toBeLessThan(0.4);
	const other = new Set(
		aPlay(200, begin + 1000)
			.advance(begin + MINUTE_MS)
			.map(({ record }) => record.dossier)
	);
	for (const [first] of stories) expect(other).not.toContain(first?.record.dossier);
});
