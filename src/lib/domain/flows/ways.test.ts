import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DossierEvent } from '../dossier/event.ts';
import { EARTH_RADIUS_KM, greatCircleKm, type Point, toTravelSaved, USUAL_TRAVEL } from './travel.ts';
import { holderAt } from '../dossier/holder.ts';
import type { Crossing } from './tally.ts';
import { toHanding, toLag } from './transfer-lag.ts';

const point = fc.record({
	lat: fc.double({ min: -90, max: 90, noNaN: true }),
	lon: fc.double({ min: -180, max: 180, noNaN: true })
});

describe('the great circle', () => {
	it.each([
		// A degree of latitude, and the two ends of the province as the crow flies.
		[{ lat: 9, lon: 105 }, { lat: 10, lon: 105 }, 111.195, 0.001],
		[{ lat: 0, lon: 0 }, { lat: 0, lon: 180 }, Math.PI * EARTH_RADIUS_KM, 0.001],
		[{ lat: 9.29146, lon: 105.70864 }, { lat: 8.62844, lon: 104.83025 }, 121.5, 1]
	])('from %j to %j is %f km', (a, b, km, by) => {
		expect(Math.abs(greatCircleKm(a, b) - km)).toBeLessThan(by);
	});

	it('is as long back as forth, nothing to oneself, and never more than half way round', () => {
		fc.assert(
			fc.property(point, point, (a, b) => {
				expect(greatCircleKm(a, b)).toBeCloseTo(greatCircleKm(b, a), 6);
				expect(greatCircleKm(a, a)).toBeCloseTo(0, 6);
				expect(greatCircleKm(a, b)).toBeLessThanOrEqual(Math.PI * EARTH_RADIUS_KM + 1e-6);
			})
		);
	});
});

describe('travel saved', () => {
	const points: Record<string, Point> = { a: { lat: 9, lon: 105 }, b: { lat: 10, lon: 105 } };
	const pointOf = (unit: string) => points[unit] ?? null;
	const crossing = (some: Partial<Crossing>): Crossing => ({
		receiving: 'a',
		resolving: 'b',
		channel: 'counter',
		count: 1,
		...some
	});

	it('is great circle × road factor for what was filed in person or by post, and hours by speed', () => {
		const saved = toTravelSaved([crossing({ count: 2 }), crossing({ channel: 'post' })], pointOf, USUAL_TRAVEL);
		expect(saved).toMatchObject({ counted: 3, online: 0, unknown: 0, money: null });
		expect(saved.km).toBeCloseTo(3 * 111.195 * 1.3, 1);
		expect(saved.hours).toBeCloseTo(saved.km / 35, 9);
	});

	it('tells money only at a rate that was entered', () => {
		const saved = toTravelSaved([crossing({})], pointOf, { ...USUAL_TRAVEL, moneyPerKm: 1000 });
		expect(saved.money).toBeCloseTo(saved.km * 1000, 6);
	});

	it('puts every dossier in one of three counts: travelled for, online, unknown', () => {
		const unit = fc.option(fc.constantFrom('a', 'b', 'nowhere'), { nil: null });
		const channel = fc.constantFrom('counter' as const, 'online' as const, 'post' as const, null);
		const some = fc.record({ receiving: unit, resolving: unit, channel, count: fc.integer({ min: 1, max: 99 }) });
		fc.assert(
			fc.property(fc.array(some), (all) => {
				const { counted, online, unknown, km } = toTravelSaved(all, pointOf, USUAL_TRAVEL);
				expect(counted + online + unknown).toBe(all.reduce((sum, { count }) => sum + count, 0));
				expect(online).toBe(all.reduce((sum, one) => sum + (one.channel === 'online' ? one.count : 0), 0));
				if (counted === 0) expect(km).toBe(0);
			})
		);
	});
});

describe('the way to the competent unit', () => {
	it('begins with the filing and ends with the last takeover', () => {
		const transfers = [
			{ to: 'b', sentAt: 20, acceptedAt: 30 },
			{ to: 'c', sentAt: 40, acceptedAt: 50 },
			{ to: 'd', sentAt: 60, acceptedAt: null }
		];
		expect(toHanding({ filedAt: 10, transfers })).toEqual({ from: 10, to: 50 });
		expect(toHanding({ filedAt: null, transfers })).toEqual({ from: 20, to: 50 });
		expect(toHanding({ filedAt: 10, transfers: [] })).toBeNull();
		expect(toHanding({ filedAt: 10, transfers: transfers.slice(2) })).toBeNull();
	});

	it('is told by the median and by nine of ten; nothing measured is no zero', () => {
		expect(toLag([30, 10, 20], 4)).toEqual({ measured: 3, untold: 4, median: 20, p90: 28 });
		expect(toLag([], 2)).toEqual({ measured: 0, untold: 2, median: null, p90: null });
	});
});

describe('who held a dossier when its promise was broken', () => {
	const event = (type: DossierEvent['type'], at: number, facts: DossierEvent['facts'] = {}): DossierEvent => ({
		key: `${type}-${at}`,
		type,
		at,
		facts
	});
	const events = [
		event('filed', 10, { receiving: 'a', resolving: 'b' }),
		event('transferred', 20),
		event('transfer-accepted', 30),
		event('accepted', 31),
		event('processing', 40),
		event('corrected', 50, { resolving: 'c' })
	];

	it.each([
		[5, null],
		[10, { unit: 'a', holding: 'reception' }],
		[25, { unit: 'b', holding: 'transfer' }],
		[30, { unit: 'b', holding: 'resolution' }],
		[45, { unit: 'b', holding: 'resolution' }],
		[60, { unit: 'c', holding: 'resolution' }]
	])('at %i it was %j', (at, holder) => {
		expect(holderAt('D-1', events, at)).toEqual(holder);
		expect(holderAt('D-1', events.toReversed(), at)).toEqual(holder);
	});

	it('is whoever works on it, also when no takeover was told', () => {
		const told = [events[0]!, events[1]!, event('processing', 35)];
		expect(holderAt('D-1', told, 40)).toEqual({ unit: 'b', holding: 'resolution' });
	});
});
