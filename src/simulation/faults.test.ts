import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { recordSchema } from '../lib/contract/record.ts';
import { FAULTS, toOutgoing, type Fault } from './faults.ts';
import { aWorld, storiesOf } from './simulation.fixture.ts';

const world = aWorld();
const records = storiesOf(world, '2026-10-01', '2026-11-20').flat();
const broken = records.flatMap((timed) => {
	const { record, fault } = toOutgoing(timed, world, 0.1);
	return fault === null ? [] : [{ timed, record: record as Record<string, unknown>, fault }];
});
const of = (fault: Fault) => broken.filter((one) => one.fault === fault);

test('a share of the records is broken, in every way, the others go out as they are', () => {
	expect(broken.length / records.length).toBeGreaterThan(0.08);
	expect(broken.length / records.length).toBeLessThan(0.12);
	expect(new Set(broken.map(({ fault }) => fault)).size).toBe(FAULTS.length);
	for (const timed of records.slice(0, 500)) {
		const { record, fault } = toOutgoing(timed, world, 0.1);
		if (fault === null) expect(record).toBe(timed.record);
		else expect(record).not.toEqual(timed.record);
		expect(toOutgoing(timed, world, 0).fault).toBeNull();
	}
});

test('the same seed breaks the same records in the same way, whatever was sent before', () => {
	for (const { timed, record, fault } of broken.toReversed())
		expect(toOutgoing(timed, world, 0.1)).toEqual({ record, fault });
	const other = aWorld({ seed: 2 });
	const others = records.filter((timed) => toOutgoing(timed, other, 0.1).fault !== null);
	expect(others.length).not.toBe(0);
	expect(others).not.toEqual(broken.map(({ timed }) => timed));
});

describe('what the office can tell from the form', () => {
	const wellFormed: readonly Fault[] = [
		'unknown-unit',
		'unknown-procedure',
		'time-in-future',
		'default-date',
		'wrong-encoding',
		'impossible-transition',
		'wrong-date'
	];

	test.each(FAULTS)('%s', (fault) => {
		const valid = of(fault).filter(({ record }) => v.is(recordSchema, record)).length;
		expect(valid).toBe(wellFormed.includes(fault) ? of(fault).length : 0);
	});

	test('30 February is no date, and thirty years on is later than now', () => {
		for (const { record } of of('wrong-date')) expect(record['at']).toMatch(/^20\d{2}-02-30T/);
		for (const { timed, record } of of('time-in-future'))
			expect(Date.parse(String(record['at']))).toBeGreaterThan(timed.sendAt + 28 * 365 * 86_400_000);
	});

	test('a name read as Latin-1 is the name of no unit', () => {
		const names = new Set([...world.units.values()].map(({ name }) => name));
		for (const { record } of of('wrong-encoding')) expect(names).not.toContain(record['receiving']);
	});
});
