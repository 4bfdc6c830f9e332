import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import { inOrder } from './event-order.ts';
import { type DossierEvent, EVENT_TYPES, type EventType, type Facts } from './event.ts';
import { fold, foldUntil } from './fold.ts';
import { holderAt, holderOf, holdersOver } from './holder.ts';
import { toHoldings } from './holdings.ts';
import { transferringSince } from './to-dossier.ts';

const START = office('2026-01-19 08:00');
const calendar = aCalendar();
const unit = fc.constantFrom('A', 'B', 'C');
/** Few hours, so that several things happen at one moment. */
const instant = fc.nat(12).map((hour) => START + hour * HOUR_MS);
const facts: fc.Arbitrary<Partial<Facts>> = fc.record(
	{ receiving: unit, resolving: unit, handler: fc.option(fc.constantFrom('An', 'Bình')) },
	{ requiredKeys: [] }
);
const histories = fc
	.array(
		fc.record(
			{ type: fc.constantFrom(...(Object.keys(EVENT_TYPES) as EventType[])), at: instant, facts },
			{ requiredKeys: ['type', 'at'] }
		),
		{ minLength: 1, maxLength: 12 }
	)
	.map((all) => all.map((one, place): DossierEvent => ({ key: String(place), ...one })));

/** Who it was by the words of each page, before there was one declaration. */
function namedLast(events: readonly DossierEvent[], at: Instant): string | null {
	return (
		inOrder(events.filter((event) => event.at <= at)).findLast(({ facts: said }) => said?.resolving !== undefined)
			?.facts?.resolving ?? null
	);
}

describe('who had a dossier', () => {
	it('is the same one wherever it is asked: after each event, at a moment, and as long as it was theirs', () => {
		fc.assert(
			fc.property(histories, instant, instant, (events, at, now) => {
				const state = fold('H', events);
				const asked = holderAt('H', events, at);
				expect(asked).toEqual(holdersOver('H', events).findLast((one) => one.at <= at)?.holder ?? null);
				const { acceptedAt, closedAt } = state;
				const spans = toHoldings(events, [], { code: 'H', acceptedAt, closedAt, dueAt: null }, calendar, now);
				if (acceptedAt === null || at < acceptedAt || at > (closedAt ?? now)) return;
				expect(spans.findLast(({ from }) => from <= at)?.unit).toBe(asked?.unit);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('when a promise broke: as the page of flows had it', () => {
		fc.assert(
			fc.property(histories, instant, (events, at) => {
				const state = foldUntil('H', events, at);
				const was = holderAt('H', events, at);
				if (state === null) expect(was).toBeNull();
				else if (transferringSince(state) !== null)
					expect(was).toEqual({ unit: namedLast(events, at), holding: 'transfer' });
				else if (state.acceptedAt === null && state.transfers.length === 0)
					expect(was).toEqual({ unit: state.facts.receiving, holding: 'reception' });
				else expect(was).toEqual({ unit: namedLast(events, at), holding: 'resolution' });
			}),
			{ numRuns: 2_000 }
		);
	});

	it('and how long: as the page of the dossier had it', () => {
		fc.assert(
			fc.property(histories, instant, (events, now) => {
				const { acceptedAt, closedAt } = fold('H', events);
				const spans = toHoldings(events, [], { code: 'H', acceptedAt, closedAt, dueAt: null }, calendar, now);
				if (acceptedAt !== null && now < acceptedAt) return;
				expect(spans.map(({ unit: held, from }) => [held, from])).toEqual(
					acceptedAt === null ? [] : startsByFacts(events, acceptedAt, closedAt ?? now)
				);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('of what lay in a queue: as the hit rate of the desk had it', () => {
		fc.assert(
			fc.property(histories, instant, (events, at) => {
				const state = foldUntil('H', events, at);
				if (state === null || state.acceptedAt === null || state.closedAt !== null) return;
				expect(holderOf(state).unit).toBe(state.facts.resolving);
			}),
			{ numRuns: 2_000 }
		);
	});
});

function startsByFacts(events: readonly DossierEvent[], acceptedAt: Instant, end: Instant): [string | null, Instant][] {
	const starts: [string | null, Instant][] = [];
	for (const { at, facts: said } of inOrder(events)) {
		if (said?.resolving === undefined || at > end || said.resolving === starts.at(-1)?.[0]) continue;
		if (at <= acceptedAt) starts.length = 0;
		starts.push([said.resolving, Math.max(at, acceptedAt)]);
	}
	if (starts.length === 0) return [[null, acceptedAt]];
	return starts[0]![1] > acceptedAt ? [[null, acceptedAt], ...starts] : starts;
}
