import { expect, it } from 'vitest';
import { ClosedTally } from './closed-tally.ts';
import { DIMENSIONS, type Dimensions } from './dimensions.ts';

/** One more than the numbers that two bytes tell apart. */
const MANY = 65_536 + 3;
const NONE = Object.fromEntries(
	[...DIMENSIONS, 'returning', 'handler'].map((name) => [name, 0])
) as unknown as Dimensions;

it('tells apart more names than two bytes can number', () => {
	const tally = new ClosedTally();
	for (let procedure = 1; procedure <= MANY; procedure++) tally.add({ ...NONE, procedure }, [1], procedure);
	const seen = new Map<number, number>();
	tally.forEach(({ procedure }, _cells, n) => seen.set(procedure, n));
	expect(seen.size).toBe(MANY);
	expect([...seen].every(([procedure, n]) => n === procedure)).toBe(true);
	tally.add({ ...NONE, procedure: 1 }, [1], -1);
	tally.add({ ...NONE, procedure: MANY }, [1], 1);
	tally.forEach(({ procedure }, _cells, n) => seen.set(procedure, n));
	expect([seen.get(1), seen.get(2), seen.get(MANY)]).toEqual([1, 2, MANY + 1]);
}, 30_000);

it('tells apart more sets of cells than two bytes can number', () => {
	const tally = new ClosedTally();
	for (let cell = 0; cell < MANY; cell++) tally.add(NONE, [cell], 1);
	const seen = new Set<number>();
	let dossiers = 0;
	tally.forEach((_dimensions, cells, n) => {
		dossiers += n;
		for (const cell of cells) seen.add(cell);
	});
	expect([dossiers, seen.size]).toEqual([MANY, MANY]);
}, 30_000);
