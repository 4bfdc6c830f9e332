import { expect, test } from 'vitest';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import { atMinute, toDay } from '../../src/lib/domain/time/instant.ts';
import { readHitRate } from '../../src/lib/server/desk/read-hit-rate.ts';
import { simulateDay } from '../../src/simulation/simulate-day.ts';
import { createWorld } from '../../src/simulation/world.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const TODAY = toDay('2026-07-15');
const NOW = atMinute(TODAY, 10 * 60);
/** Four months: a quarter to learn from before the later Mondays, less before the first. */
const FIRST = toDay('2026-03-16');

test('the hit rate page says that the forecast does about as well as knowing how many are late in general', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const world = createWorld(caMau, { seed: 1, scale: 440 });
	const wards = [...world.units.values()].filter(({ kind }) => kind === 'commune');
	// Units that do badly and units that do well: the three of most strain and the three of least, all large enough to judge.
	const large = wards.filter(({ size }) => size > 1.2).sort((a, b) => b.strain - a.strain);
	const units = new Set([...large.slice(0, 3), ...large.slice(-3)].map(({ code }) => code));
	for (let day = FIRST; day < TODAY; day++) {
		const records = simulateDay(world, day)
			.filter(([first]) => units.has(first?.record.resolving ?? ''))
			.flatMap((story) => story.filter(({ sendAt }) => sendAt <= NOW).map(({ record }) => record));
		if (records.length > 0) await office.push(records);
	}
	const sums = { forecasts: 0, late: 0, expected: 0, brier: 0, base: 0 };
	for (const code of units) {
		const unit = { code, name: code, nameEn: code };
		const { backtest, instants } = await readHitRate({ db, catalogue: () => office.catalogue, now: () => NOW }, unit);
		sums.forecasts += backtest.forecasts;
		sums.brier += (backtest.brier ?? 0) * backtest.forecasts;
		sums.base += (backtest.brierOfBaseRate ?? 0) * backtest.forecasts;
		for (const { expected, late } of instants) {
			sums.expected += expected;
			sums.late += late;
		}
	}
	// The rate of each unit is that of hindsight, which no forecast has: so a little worse is as good.
	expect(sums.forecasts).toBeGreaterThan(300);
	expect(sums.brier).toBeLessThanOrEqual(1.1 * sums.base);
	expect(sums.expected).toBeGreaterThan(sums.late / 2);
	expect(sums.expected).toBeLessThan(sums.late * 2);
}, 240_000);
