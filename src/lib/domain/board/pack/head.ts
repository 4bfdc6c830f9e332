import { AGE_BUCKETS } from '../../figure/age.ts';
import { CHANNELS } from '../../dossier/event.ts';
import { OverviewHead, SLOTS, UNIT_SHARE } from '../layout.ts';
import { foldSign, unfoldSign } from './numbers.ts';
import type { Tokens } from './tokens.ts';
import type { UnitSums } from './units.ts';

export const HEAD = new OverviewHead();

/** One cell's difference as it follows from those of other cells, mostly; what it is wrong by is what is told. */
interface Rule {
	readonly cell: number;
	readonly expect: (differenceOf: (cell: number) => number, sums: UnitSums, slot: number) => number;
}

const received = HEAD.figure('received-today');
const backlog = HEAD.figure('backlog');
const ended = HEAD.per('on-time-month');
const others = <T>(all: readonly T[], one: T, cellOf: (each: T) => number) =>
	all.filter((each) => each !== one).map(cellOf);
const sum = (cells: readonly number[], of: (cell: number) => number) =>
	cells.reduce((total, cell) => total + of(cell), 0);
const OTHER_AGES = others(AGE_BUCKETS, 'later', (bucket) => HEAD.age(bucket));
const OTHER_CHANNELS = others([...CHANNELS, null], 'online', (channel) => HEAD.channel(channel));

/** In this order: each reads only cells that no later one sets. */
const RULES: readonly Rule[] = [
	{ cell: received, expect: (_, units) => units.received },
	{ cell: backlog, expect: (_, units) => units.backlog },
	{ cell: HEAD.figure('overdue'), expect: (_, units) => units.overdue },
	{ cell: ended, expect: (of) => of(received) - of(backlog) },
	{ cell: HEAD.figure('on-time-month'), expect: (of) => of(ended) },
	{ cell: HEAD.per(UNIT_SHARE), expect: (_, units) => units.per },
	{ cell: HEAD.figure(UNIT_SHARE), expect: (_, units) => units.of },
	{ cell: HEAD.age('soon'), expect: (of) => of(HEAD.figure('due-soon')) },
	{ cell: HEAD.age('overdue'), expect: (of) => of(HEAD.figure('overdue')) - of(HEAD.age('long-overdue')) },
	{ cell: HEAD.age('later'), expect: (of) => of(backlog) - sum(OTHER_AGES, of) },
	{ cell: HEAD.channel('online'), expect: (of) => of(received) - sum(OTHER_CHANNELS, of) }
];
const SLOT_CELLS = Array.from({ length: SLOTS }, (_, slot) => HEAD.slot(slot));

/** What is received now counts in the slot that is running: the one rule that depends on the time of day. */
function slotRule(slot: number): Rule {
	const cell = HEAD.slot(slot);
	const rest = SLOT_CELLS.filter((each) => each !== cell);
	return { cell, expect: (of) => of(received) - sum(rest, of) };
}

/** Small surprises take one byte with their distance from the one before; code 0: the difference follows. */
const CODES = 9;

/** How the head differs from what its units let expect. `slot`: of the day, that is running. */
export function packHead(differences: Int32Array, sums: UnitSums, slot: number): number[] {
	const surprises = differences.slice(0, HEAD.headSize);
	const of = (cell: number): number => differences[cell] ?? 0;
	for (const { cell, expect } of [...RULES, slotRule(slot)])
		surprises[cell] = (surprises[cell] ?? 0) - expect(of, sums, slot);
	const numbers: number[] = [];
	let gap = 0;
	for (const surprise of surprises) {
		if (surprise === 0) {
			gap++;
			continue;
		}
		const code = foldSign(surprise);
		numbers.push(gap * CODES + (code < CODES ? code : 0));
		if (code >= CODES) numbers.push(code);
		gap = 0;
	}
	return numbers;
}

/** Fills in the differences of the head; those of the units are there. */
export function unpackHead(tokens: Tokens, differences: Int32Array, sums: UnitSums, slot: number): void {
	for (let cell = 0; !tokens.isAtEnd; cell++) {
		const token = tokens.next();
		cell += Math.floor(token / CODES);
		const code = token % CODES;
		if (cell < HEAD.headSize) differences[cell] = unfoldSign(code === 0 ? tokens.next() : code);
	}
	const of = (cell: number): number => differences[cell] ?? 0;
	for (const { cell, expect } of [...RULES, slotRule(slot)]) differences[cell] = of(cell) + expect(of, sums, slot);
}
