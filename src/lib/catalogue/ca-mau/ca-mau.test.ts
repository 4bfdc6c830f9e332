import { describe, expect, test } from 'vitest';
import { Calendar } from '../../domain/clock/calendar.ts';
import { foldName, toBareName, toOfficeName } from '../../domain/text/fold-name.ts';
import { toDay } from '../../domain/time/instant.ts';
import { caMau } from './ca-mau.ts';

const { units, procedures, province } = caMau;
const communes = units.filter(({ kind }) => kind === 'commune');
const codes = new Set(units.map(({ code }) => code));

describe('the units of Cà Mau', () => {
	test('are 9 wards and 55 communes, 14 departments and 5 vertical bodies, one provincial centre', () => {
		const wards = communes.filter(({ name }) => name.startsWith('Phường '));
		expect([communes.length, wards.length]).toEqual([64, 9]);
		expect(communes.filter(({ name }) => name.startsWith('Xã '))).toHaveLength(55);
		expect(units.filter(({ kind }) => kind === 'department')).toHaveLength(19);
		expect(units.filter(({ kind }) => kind === 'centre').map(({ code }) => code)).toEqual(['TTPVHCC']);
	});

	test('went live in two waves, 37 on 15 August and 27 on 1 November 2025', () => {
		const wave = (number: number) => communes.filter((unit) => unit.wave === number);
		expect([wave(1).length, wave(2).length]).toEqual([37, 27]);
		expect(new Set(wave(1).map(({ goLiveOn }) => goLiveOn))).toEqual(new Set(['2025-08-15']));
		expect(new Set(wave(2).map(({ goLiveOn }) => goLiveOn))).toEqual(new Set(['2025-11-01']));
	});

	test('have codes of their own and a one-stop that exists', () => {
		expect(codes.size).toBe(units.length);
		for (const unit of units) expect(codes).toContain(unit.oneStop);
	});

	test('can be told apart by name, even without xã or phường', () => {
		const names = communes.map(({ name }) => toBareName(toOfficeName(name)));
		expect(new Set(names).size).toBe(64);
	});

	test('have folded English names for places', () => {
		for (const { shortName, nameEn } of communes)
			expect(nameEn.toLowerCase()).toMatch(new RegExp(`^${foldName(shortName)} (ward|commune)$`));
	});

	test('lie inside the province', () => {
		for (const { point } of communes) {
			expect(point?.lon).toBeGreaterThan(province.box.west);
			expect(point?.lon).toBeLessThan(province.box.east);
			expect(point?.lat).toBeGreaterThan(province.box.south);
			expect(point?.lat).toBeLessThan(province.box.north);
		}
	});

	test('are neighbours of their neighbours', () => {
		const neighboursOf = new Map(communes.map(({ code, neighbours }) => [code, neighbours]));
		for (const { code, neighbours } of communes)
			for (const other of neighbours) expect(neighboursOf.get(other)).toContain(code);
	});

	test('say that made-up codes are made up', () => {
		for (const { kind, confidence } of units)
			if (kind !== 'commune') expect(confidence).toContain('invented placeholder');
	});
});

describe('the procedures', () => {
	test('are sixty with codes of their own', () => {
		expect(procedures).toHaveLength(60);
		expect(new Set(procedures.map(({ code }) => code)).size).toBe(60);
		expect(procedures.filter(({ confidence }) => confidence.includes('verified'))).toHaveLength(48);
	});

	test('belong to departments that exist, or to the communes', () => {
		for (const { competent, level } of procedures) {
			if (competent !== null) expect(codes).toContain(competent);
			else expect(level).toBe('commune');
		}
	});

	test('have a whole positive limit; immediate ones the same day', () => {
		for (const { limits, immediate } of procedures) {
			expect(limits).toHaveLength(1);
			for (const { value, unit } of limits) {
				expect(Number.isInteger(value) && value > 0).toBe(true);
				expect(unit === 'same-day').toBe(immediate);
			}
		}
	});

	test('only the environmental licence goes on where it stopped', () => {
		const paused = procedures.filter(({ supplementRule }) => supplementRule === 'pause');
		expect(paused.map(({ code }) => code)).toEqual(['1.010727']);
	});
});

describe('the calendar', () => {
	const rules = caMau.calendars[0]?.versions[0]?.rules;
	if (rules === undefined) throw new Error('no calendar');
	const calendar = new Calendar(rules);

	test('lists weekdays off and Saturdays worked, each day once, none of them a closure', () => {
		const days = rules.days.map(({ day }) => day);
		expect(new Set(days).size).toBe(days.length);
		const week = new Calendar({ ...rules, days: [] });
		for (const { day, kind } of rules.days) expect(week.isWorkingDay(toDay(day))).toBe(kind === 'off');
	});

	test.each([
		['2026-01-02', false],
		['2026-01-10', true],
		['2026-04-27', false],
		['2026-08-22', true],
		['2026-08-31', false],
		['2026-11-24', true],
		['2027-02-04', true],
		['2027-02-05', false],
		['2027-05-03', false],
		['2027-09-01', true],
		['2027-11-24', true]
	])('%s is worked: %s', (day, worked) => {
		expect(calendar.isWorkingDay(toDay(day))).toBe(worked);
	});
});
