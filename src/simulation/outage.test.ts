import { describe, expect, test } from 'vitest';
import { Portal } from './outage.ts';
import { Player } from './player.ts';
import { aWorld, timeOf } from './simulation.fixture.ts';

const morning = Date.parse('2026-11-17T07:00:00+07:00');
const outage = { from: Date.parse('2026-11-17T09:00:00+07:00'), until: Date.parse('2026-11-17T10:30:00+07:00') };
const evening = Date.parse('2026-11-17T18:00:00+07:00');
const toPlayer = () => new Player(aWorld(), { from: morning, resume: true });
const isOnline = ({ origin }: { origin: { channel: string } }) => origin.channel === 'online';

describe('while the national portal is away', () => {
	test('nothing of what was filed online gets through, and the counters go on', () => {
		const player = toPlayer();
		const portal = new Portal(outage);
		portal.pass(player.advance(outage.from - 1), outage.from - 1);
		const during = portal.pass(player.advance(outage.until - 1), outage.until - 1);
		expect(during.length).toBeGreaterThan(0);
		expect(during.filter(isOnline)).toEqual([]);
		expect(portal.held).toBeGreaterThan(10);
		expect(portal.burst).toBe(0);
	});

	test('all of it is held, and comes at once with its old times before anything newer', () => {
		const whole = toPlayer().advance(evening);
		const player = toPlayer();
		const portal = new Portal(outage);
		const passed = [...portal.pass(player.advance(outage.until - 1), outage.until - 1)];
		const burst = portal.pass(player.advance(outage.until), outage.until).filter(isOnline);
		passed.push(...burst, ...portal.pass(player.advance(evening), evening));
		expect(burst.length).toBeGreaterThanOrEqual(portal.burst);
		expect(portal.held).toBe(0);
		for (const timed of burst.slice(0, portal.burst)) expect(timeOf(timed)).toBeLessThan(outage.until);
		expect(burst.map(({ sendAt }) => sendAt)).toEqual(burst.map(({ sendAt }) => sendAt).sort((a, b) => a - b));
		expect(passed).toHaveLength(whole.length);
	});

	test('one big step holds and releases what small steps do', () => {
		const portal = new Portal(outage);
		const records = portal.pass(toPlayer().advance(evening), evening);
		const firstNewer = records.findIndex(({ sendAt }) => sendAt >= outage.until);
		const newest = Math.max(...records.slice(0, firstNewer).map(({ sendAt }) => sendAt));
		expect(newest).toBeLessThan(outage.until);
		expect(portal.burst).toBeGreaterThan(10);
		expect(records.slice(firstNewer - portal.burst, firstNewer).every(isOnline)).toBe(true);
	});
});
