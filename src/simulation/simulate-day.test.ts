import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { caMau } from '../lib/catalogue/ca-mau/ca-mau.ts';
import { recordSchema } from '../lib/contract/record.ts';
import { dayOf, DAY_MS, minuteOfDay, toDay, weekdayOf } from '../lib/domain/time/instant.ts';
import { LONGEST_STORY_DAYS } from './dossier-story.ts';
import { simulateDay } from './simulate-day.ts';
import { aWorld, storiesOf, timeOf } from './simulation.fixture.ts';
import { LONGEST_LAG_MS } from './timed-record.ts';

const world = aWorld();
const stories = storiesOf(world, '2026-08-01', '2026-11-20');
const records = stories.flat();
const accepted = records.filter(({ record }) => record.type === 'accepted');

test('a day is told the same way whenever it is told', () => {
	const day = toDay('2026-11-16');
	expect(simulateDay(aWorld(), day)).toEqual(simulateDay(world, day));
	expect(simulateDay(aWorld({ seed: 2 }), day)).not.toEqual(simulateDay(world, day));
});

test('every record is one that a feed may send, with a code and key of its own', () => {
	expect(records.filter(({ record }) => !v.is(recordSchema, record))).toEqual([]);
	const codes = stories.map(([first]) => first?.record.dossier);
	expect(new Set(codes).size).toBe(codes.length);
	expect(codes.every((code) => /^H12\.(\d{2}|\d{5})-\d{6}-\d{4}$/.test(code ?? ''))).toBe(true);
	for (const story of stories) {
		const contents = new Set(story.map(({ record }) => JSON.stringify(record)));
		const keys = new Set(story.map(({ record }) => record.key));
		if (contents.size !== keys.size) expect.fail(`a key was used twice in ${story[0]?.record.dossier}`);
	}
});

test('nobody in it is real: applicants and officials say so', () => {
	for (const { record } of records) {
		if (record.applicant !== undefined) expect(record.applicant.name).toMatch(/^Người nộp mô phỏng \d{6}$/);
		if (record.handler != null) expect(record.handler).toMatch(/^Cán bộ \d{2} · /);
	}
});

test('a story ends, and no record is sent before it happened or long after', () => {
	const lengths = stories.map((story) => Math.max(...story.map(timeOf)) - Math.min(...story.map(timeOf)));
	expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST_STORY_DAYS * DAY_MS);
	const lags = records.map((timed) => timed.sendAt - timeOf(timed));
	expect(Math.min(...lags)).toBeGreaterThan(0);
	expect(Math.max(...lags)).toBeLessThanOrEqual(2 * LONGEST_LAG_MS);
	const late = records.filter((timed) => timed.sendAt - timeOf(timed) > 60_000).length;
	expect(late / records.length).toBeGreaterThan(0.005);
	expect(late / records.length).toBeLessThan(0.03);
});

describe('the rhythm of the office', () => {
	const acceptedOn = (weekday: number) =>
		accepted.filter((timed) => weekdayOf(dayOf(timeOf(timed))) === weekday && timeOf(timed) < Date.parse('2026-11-21'));

	test('Monday is full, Friday is quiet, Saturday is a short reception', () => {
		const [monday, wednesday, friday, saturday] = [1, 3, 5, 6].map((weekday) => acceptedOn(weekday).length);
		expect((monday ?? 0) / (wednesday ?? 0)).toBeGreaterThan(1.1);
		expect((friday ?? 0) / (wednesday ?? 0)).toBeLessThan(0.95);
		expect(saturday).toBeGreaterThan(0);
		expect((saturday ?? 0) / (wednesday ?? 0)).toBeLessThan(0.1);
	});

	test('on Sundays and holidays citizens file online and the office is silent', () => {
		const offDays = records.filter((timed) => {
			const day = dayOf(timeOf(timed));
			return weekdayOf(day) === 7 || world.calendar.noteOf(day)?.kind === 'off';
		});
		expect(offDays.length).toBeGreaterThan(50);
		for (const { record } of offDays) {
			expect(record.type).toBe('filed');
			expect(record.channel).toBe('online');
		}
	});

	test('the day has a hump in the morning and one in the afternoon, and nothing at noon or at night', () => {
		const acceptedIn = (from: number, to: number) =>
			accepted.filter((timed) => {
				const minute = minuteOfDay(timeOf(timed));
				return from * 60 <= minute && minute < to * 60;
			}).length;
		expect(acceptedIn(8, 10)).toBeGreaterThan(acceptedIn(10, 11.5));
		expect(acceptedIn(14, 15)).toBeGreaterThan(acceptedIn(16, 17));
		expect(acceptedIn(11.55, 13.5) + acceptedIn(17.1, 24) + acceptedIn(0, 7)).toBe(0);
	});
});

describe('the rollout', () => {
	const crossBoundary = storiesOf(aWorld({ scale: 200 }), '2025-08-11', '2025-11-07').flatMap((story) => {
		const [first] = story;
		const { receiving = '', resolving = '', procedure } = first?.record ?? {};
		const isOther = first !== undefined && receiving !== world.units.get(resolving)?.oneStop;
		return isOther ? [{ day: dayOf(timeOf(first)), receiving, procedure }] : [];
	});
	const goLiveOf = new Map(caMau.units.map(({ code, goLiveOn }) => [code, toDay(goLiveOn ?? '2025-08-15')]));

	test('no unit receives for others before its wave', () => {
		expect(crossBoundary.length).toBeGreaterThan(100);
		for (const { day, receiving } of crossBoundary) expect(day).toBeGreaterThanOrEqual(goLiveOf.get(receiving) ?? 0);
		const waveTwo = crossBoundary.filter(({ receiving }) => goLiveOf.get(receiving) === toDay('2025-11-01'));
		expect(waveTwo.length).toBeGreaterThan(0);
	});

	test('what is handed over at once is filed where it is resolved', () => {
		const immediate = new Set(caMau.procedures.filter((one) => one.immediate).map(({ code }) => code));
		for (const { procedure } of crossBoundary) expect(immediate).not.toContain(procedure);
	});
});
