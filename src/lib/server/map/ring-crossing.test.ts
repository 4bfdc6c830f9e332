import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { findCrossing } from './ring-crossing.ts';

const closed = (...points: Position[]): Position[] => [...points, points[0] ?? []];

describe('a ring', () => {
	test.each([
		['a square', closed([0, 0], [4, 0], [4, 4], [0, 4]), null],
		['a bow tie', closed([0, 0], [4, 4], [4, 0], [0, 4]), [2, 2]],
		['a loop on one side of it', closed([0, 0], [6, 0], [6, 4], [3, 4], [5, 6], [5, 2], [0, 4]), [5, 4]],
		['one that touches itself in a point', closed([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2]), null],
		['one that goes out and back along a line', closed([0, 0], [4, 0], [4, 4], [8, 4], [4, 4], [0, 4]), null]
	])('%s', (_, ring, place) => {
		expect(findCrossing(ring)).toEqual(place);
		expect(findCrossing([...ring].reverse()) === null).toBe(place === null);
	});

	test('seen from inside in turn never crosses itself, and does with two of its corners exchanged', () => {
		const star = fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 6, maxLength: 200 });
		fc.assert(
			fc.property(star, fc.nat(), (reaches, n) => {
				const points = reaches.map((reach, i): Position => {
					const angle = (2 * Math.PI * i) / reaches.length;
					return [105 + (reach / 1000) * Math.cos(angle), 9 + (reach / 1000) * Math.sin(angle)];
				});
				expect(findCrossing(closed(...points))).toBeNull();
				// On a circle exchanged neighbours always cross.
				const round = points.map(([x = 0, y = 0], i): Position => {
					const reach = (reaches[i] ?? 1) / 1000;
					return [105 + (x - 105) / reach, 9 + (y - 9) / reach];
				});
				const place = n % (round.length - 1);
				const exchanged = [...round];
				[exchanged[place], exchanged[place + 1]] = [round[place + 1] ?? [], round[place] ?? []];
				expect(findCrossing(closed(...exchanged))).not.toBeNull();
			})
		);
	});

	test('says the same as every side held against every other', () => {
		const corner = fc.tuple(fc.nat(12), fc.nat(12)).map(([x, y]): Position => [x, y]);
		fc.assert(
			fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), (corners) => {
				const ring = closed(...corners);
				const hand = (a: Position, b: Position, c: Position) =>
					Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
				const crosses = ring.slice(1).some((to, i) =>
					ring.slice(1).some((other, j) => {
						const [from, start] = [ring[i]!, ring[j]!];
						return (
							hand(from, to, start) * hand(from, to, other) < 0 && hand(start, other, from) * hand(start, other, to) < 0
						);
					})
				);
				expect(findCrossing(ring) !== null).toBe(crosses);
			})
		);
	});
});
