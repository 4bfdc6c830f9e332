import { describe, expect, test } from 'vitest';
import { dayOf, DAY_MS, HOUR_MS, minuteOfDay } from '../lib/domain/time/instant.ts';
import { Player } from './player.ts';
import { LONGEST_BUSY_STORY_MS, simulateBusyHours } from './simulate-busy-hours.ts';
import { simulateDay } from './simulate-day.ts';
import { aWorld, timeOf } from './simulation.fixture.ts';
import type { TimedRecord } from './timed-record.ts';

const world = aWorld({ scale: 30 });
const from = Date.parse('2026-10-01T00:00:00+07:00');
const until = Date.parse('2026-11-18T09:30:00+07:00');
const toLines = (records: readonly TimedRecord[]) => records.map((timed) => JSON.stringify(timed));

test('records come in the order in which they are sent, once, up to the moment asked for', () => {
	const player = new Player(world, { from, resume: false });
	const records = player.advance(until);
	expect(records.length).toBeGreaterThan(1000);
	expect(records.map(({ sendAt }) => sendAt)).toEqual(records.map(({ sendAt }) => sendAt).sort((a, b) => a - b));
	expect(records.at(-1)?.sendAt).toBeLessThanOrEqual(until);
	expect(player.advance(until)).toEqual([]);
});

test('small steps give what one big step gives', () => {
	const steps = new Player(world, { from, resume: false });
	const inSteps: TimedRecord[] = [];
	for (let now = from; now < until; now += 7 * HOUR_MS) inSteps.push(...steps.advance(now));
	inSteps.push(...steps.advance(until));
	expect(toLines(inSteps)).toEqual(toLines(new Player(world, { from, resume: false }).advance(until)));
});

test('resumed at any moment, the play goes on as if it had never stopped', () => {
	const whole = new Player(world, { from, resume: false }).advance(until);
	for (const stoppedAt of ['2026-10-04T13:00:00+07:00', '2026-10-21T08:47:11+07:00', '2026-11-18T09:29:00+07:00']) {
		const before = new Player(world, { from, resume: false }).advance(Date.parse(stoppedAt));
		const after = new Player(world, { from: Date.parse(stoppedAt), resume: true }).advance(until);
		expect(toLines([...before, ...after])).toEqual(toLines(whole));
	}
});

test('dossiers that live when the play begins are told from their beginning', () => {
	const records = new Player(world, { from, resume: false }).advance(until);
	const keys = Map.groupBy(records, ({ record }) => record.dossier);
	for (const story of keys.values()) expect(story.some(({ record }) => record.key?.startsWith('01-'))).toBe(true);
	expect(records.filter((timed) => timeOf(timed) < from - DAY_MS).length).toBeGreaterThan(0);
});

describe('the busy hours', () => {
	const sunday = dayOf(Date.parse('2026-11-22T12:00:00+07:00'));
	const tuesday = dayOf(Date.parse('2026-11-17T12:00:00+07:00'));

	test('fill the time in which the office is closed, and no other', () => {
		const minutes = simulateBusyHours(world, tuesday).flatMap(([first]) =>
			first === undefined ? [] : [minuteOfDay(timeOf(first))]
		);
		const windows = world.calendar.windowsOf(tuesday);
		for (const minute of minutes) expect(windows.some(([a, b]) => a <= minute && minute < b)).toBe(false);
		expect(simulateBusyHours(world, sunday).length).toBeGreaterThan(minutes.length);
	});

	test('are over soon, and share no code with ordinary dossiers', () => {
		const stories = simulateBusyHours(world, sunday);
		for (const story of stories) {
			const times = story.map(timeOf);
			expect(Math.max(...times) - Math.min(...times)).toBeLessThan(LONGEST_BUSY_STORY_MS);
		}
		const ordinary = new Set(simulateDay(world, sunday).map(([first]) => first?.record.dossier));
		for (const [first] of stories) expect(ordinary).not.toContain(first?.record.dossier);
	});

	test('are played whole, only for dossiers filed within the period', () => {
		const now = Date.parse('2026-11-22T10:00:00+07:00');
		const period = { from: now - HOUR_MS, until: Number.POSITIVE_INFINITY };
		const quiet = new Player(world, { from: now, resume: true }).advance(now + 6 * HOUR_MS);
		const busy = new Player(world, { from: now, resume: true, busy: [period] }).advance(now + 6 * HOUR_MS);
		const added = busy.filter((timed) => !quiet.some((other) => toLines([other])[0] === toLines([timed])[0]));
		expect(added.length).toBeGreaterThan(quiet.length);
		for (const timed of added) expect(timeOf(timed)).toBeGreaterThanOrEqual(period.from);
		const story = Map.groupBy(added, ({ record }) => record.dossier);
		for (const records of story.values()) expect(records.some(({ record }) => record.type === 'filed')).toBe(true);
	});
});
