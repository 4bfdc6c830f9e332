import { describe, expect, it } from 'vitest';
import { toDay } from '../time/instant.ts';
import { periodBefore, type RawTotals, toToldBefore } from './before.ts';

const day = toDay;
const SEEN = { isBeginning: true, isReceivedTold: true };
const of = (all: number, part: number): RawTotals => ({
	received: { all, part },
	resolved: { all, part },
	open: { all, part }
});

describe('the period of before', () => {
	const week = { from: day('2025-08-25'), last: day('2025-08-31') };

	it('is the beginning of the same one, up to the earlier day', () => {
		expect(periodBefore(week, day('2025-08-28'))).toEqual({ from: week.from, last: day('2025-08-28') });
	});

	it('is one as long that ended on a day before it began', () => {
		expect(periodBefore(week, day('2025-08-24'))).toEqual({ from: day('2025-08-18'), last: day('2025-08-24') });
	});
});

describe('totals of before', () => {
	it('are told where neither they nor what came since is a small group', () => {
		expect(toToldBefore(of(40, 10), of(60, 20), 5, SEEN).received).toEqual({ all: 40, part: 10 });
		expect(toToldBefore(of(40, 10), of(40, 10), 5, SEEN).received).toEqual({ all: 40, part: 10 });
	});

	it.each([
		['too few then', of(3, 0), of(60, 20), { all: null, part: null }],
		['too few since', of(57, 17), of(60, 20), { all: null, part: null }],
		['too few of the part since', of(40, 17), of(60, 20), { all: 40, part: null }],
		['too few of the rest since', of(40, 10), of(60, 28), { all: 40, part: null }]
	])('are hidden where there are %s', (_, then, now, told) => {
		expect(toToldBefore(then, now, 5, SEEN).resolved).toEqual(told);
	});

	it('of those open hold whatever is open now, since they are not the same dossiers', () => {
		expect(toToldBefore(of(57, 17), of(60, 20), 5, SEEN).open).toEqual({ all: 57, part: 17 });
	});

	it('of another period hold whatever came in this one', () => {
		const apart = { ...SEEN, isBeginning: false };
		expect(toToldBefore(of(57, 17), of(60, 20), 5, apart).received).toEqual({ all: 57, part: 17 });
	});

	it('of those received are hidden where a day would follow from them', () => {
		const told = toToldBefore(of(40, 10), of(60, 20), 5, { isBeginning: true, isReceivedTold: false });
		expect(told.received).toEqual({ all: null, part: null });
		expect(told.resolved).toEqual({ all: 40, part: 10 });
	});
});
