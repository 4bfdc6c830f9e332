import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { HOUR_MS } from '../time/instant.ts';
import type { DossierEvent } from './event.ts';
import { type OfferSpan, toHoldings } from './holdings.ts';

const calendar = aCalendar();
const ACCEPTED = office('2026-01-19 08:00');
const event = (key: string, at: number, resolving?: string): DossierEvent => ({
	key,
	at,
	type: resolving === undefined ? 'processing' : 'transfer-accepted',
	...(resolving === undefined ? {} : { facts: { resolving } })
});
const offer = (from: number, until: number | null, state: OfferSpan['state']): OfferSpan => ({
	to: 'B',
	from,
	until,
	state,
	reason: null
});
const OPEN = { code: 'H', acceptedAt: ACCEPTED, closedAt: null, dueAt: null };

describe('which unit had a dossier when', () => {
	it('is nobody before it is accepted', () => {
		const now = office('2026-01-19 10:00');
		expect(toHoldings([event('1', ACCEPTED, 'A')], [], { ...OPEN, acceptedAt: null }, calendar, now)).toEqual([]);
	});

	it('goes over with the transfer; what the first unit had it for stays with it', () => {
		const events = [event('1', ACCEPTED - HOUR_MS, 'A'), event('2', office('2026-01-19 10:00'), 'B')];
		const found = toHoldings(events, [], OPEN, calendar, office('2026-01-19 11:00'));
		expect(found.map(({ unit, minutes, to }) => [unit, minutes, to])).toEqual([
			['A', 120, office('2026-01-19 10:00')],
			['B', 60, null]
		]);
	});

	it('is unknown as long as no feed said', () => {
		const events = [event('1', ACCEPTED), event('2', office('2026-01-19 10:00'), 'A')];
		const found = toHoldings(events, [], OPEN, calendar, office('2026-01-19 11:00'));
		expect(found.map(({ unit }) => unit)).toEqual([null, 'A']);
	});

	it('puts lateness down to who had it after the return date, and waiting to who offered it', () => {
		const events = [event('1', ACCEPTED, 'A'), event('2', office('2026-01-19 11:00'), 'B')];
		const offers = [offer(office('2026-01-19 09:00'), office('2026-01-19 11:00'), 'accepted')];
		const dossier = { ...OPEN, dueAt: office('2026-01-19 10:00'), closedAt: office('2026-01-19 11:30') };
		const found = toHoldings(events, offers, dossier, calendar, office('2026-01-20 09:00'));
		expect(found.map(({ unit, late, offered, minutes }) => [unit, minutes, late, offered])).toEqual([
			['A', 180, 60, 120],
			['B', 30, 30, 0]
		]);
	});

	it('adds up to the whole time whatever happens, and an offer shifts none of it', () => {
		const hours = fc.integer({ min: 0, max: 200 }).map((count) => ACCEPTED + count * HOUR_MS);
		const moves = fc.array(fc.tuple(hours, fc.constantFrom('A', 'B', 'C')), { maxLength: 6 });
		const spans = fc.array(fc.tuple(hours, fc.option(hours)), { maxLength: 4 });
		fc.assert(
			fc.property(moves, spans, hours, fc.option(hours), (changes, waits, now, dueAt) => {
				const events = changes.map(([at, unit], place) => event(String(place), at, unit));
				const offers = waits.map(([from, until]) =>
					offer(from, until === null ? null : Math.max(from, until), 'declined')
				);
				const dossier = { ...OPEN, dueAt };
				const found = toHoldings(events, offers, dossier, calendar, now);
				const plain = toHoldings(events, [], dossier, calendar, now);
				const sum = found.reduce((total, { minutes }) => total + minutes, 0);
				expect(sum).toBeCloseTo(calendar.workingMinutesBetween(ACCEPTED, Math.max(ACCEPTED, now)), 6);
				expect(found.map(({ minutes, late }) => [minutes, late])).toEqual(
					plain.map(({ minutes, late }) => [minutes, late])
				);
				for (const { minutes, late } of found) expect(late).toBeLessThanOrEqual(minutes);
			})
		);
	});
});
