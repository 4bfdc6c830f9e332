import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from './event-order.ts';
import { anEvent } from './event.fixture.ts';
import { EVENT_TYPES, type DossierEvent, type EventType } from './event.ts';
import { applyEvent, fold, foldUntil, followsLast, type DossierState } from './fold.ts';
import { isClosed } from './status.ts';

/** Hours of one story: the times of the office do not matter to the fold. */
function story(...steps: [EventType, number, Partial<DossierEvent>?][]): DossierState {
	return fold(
		'H12.16-260105-0001',
		steps.map(([type, at, more]) => anEvent(type, at, more))
	);
}
const findings = (state: DossierState) => state.findings.map(({ code }) => code);

describe('the life of a dossier', () => {
	test('from filing to the hand-over of the result', () => {
		const state = story(['filed', 1], ['accepted', 2], ['processing', 3], ['resolved', 8], ['returned', 9]);
		expect(state).toMatchObject({ status: 10, filedAt: 1, acceptedAt: 2, closedAt: 8, returnedAt: 9, firstEventAt: 1 });
		expect(state.findings).toEqual([]);
	});

	test('handed over without having been resolved, it closes then', () => {
		expect(story(['accepted', 1], ['returned', 5])).toMatchObject({ status: 10, closedAt: 5, returnedAt: 5 });
	});

	test.each<[string, EventType]>([
		['refused at reception', 'refused'],
		['withdrawn before reception', 'withdrawn']
	])('%s, it is closed and was never accepted', (_, type) => {
		const state = story(['filed', 1], [type, 2]);
		expect(state).toMatchObject({ acceptedAt: null, closedAt: 2 });
		expect(state.findings).toEqual([]);
	});

	test('refused while in process, it is closed, and that is a finding', () => {
		const state = story(['accepted', 1], ['processing', 2], ['refused', 3]);
		expect(state).toMatchObject({ status: 3, acceptedAt: 1, closedAt: 3 });
		expect(findings(state)).toEqual(['impossible-transition']);
	});

	test('facts: the later event wins field by field', () => {
		const state = story(
			['accepted', 1, { facts: { receiving: 'A', resolving: 'B' } }],
			['corrected', 2, { facts: { resolving: 'C', returning: 'D' } }]
		);
		expect(state.facts).toMatchObject({ receiving: 'A', resolving: 'C', returning: 'D', procedure: null });
	});

	test('events without a status leave it at newly filed', () => {
		expect(story(['transferred', 1])).toMatchObject({ status: 1, statusSince: null, acceptedAt: null });
	});

	test('a dossier begins with an event', () => {
		expect(() => fold('A', [])).toThrow(RangeError);
		expect(foldUntil('A', [anEvent('filed', 5)], 4)).toBeNull();
	});
});

describe('acceptance', () => {
	test.each<[EventType, number]>([
		['processing', 1],
		['supplement-requested', 1],
		['resolved', 1]
	])('a dossier first heard of as %s counts as accepted then, with a finding', (type, at) => {
		const state = story([type, at]);
		expect(state).toMatchObject({ acceptedAt: at, acceptanceAssumed: true });
		expect(findings(state)).toContain('missing-acceptance');
	});

	test('the reported acceptance replaces the assumed one while the dossier is open', () => {
		const state = story(['processing', 1], ['accepted', 2]);
		expect(state).toMatchObject({ acceptedAt: 2, acceptanceAssumed: false, status: 4 });
		expect(findings(state)).not.toContain('missing-acceptance');
	});

	test('after the end the start is settled', () => {
		expect(story(['resolved', 1], ['accepted', 2])).toMatchObject({ acceptedAt: 1, closedAt: 1, status: 9 });
		expect(story(['filed', 1], ['refused', 2], ['accepted', 3])).toMatchObject({ acceptedAt: null, status: 3 });
	});

	test('a second acceptance does not move the first', () => {
		expect(story(['accepted', 1], ['accepted', 5, { key: 'again' }])).toMatchObject({ acceptedAt: 1, findings: [] });
	});
});

describe('a step that the national list does not know', () => {
	test.each<[string, EventType, EventType, number]>([
		['leads on: from accepted to payment', 'accepted', 'payment-requested', 6],
		['does not lead back: from process to accepted', 'processing', 'accepted', 4],
		['does not reopen: from resolved to process', 'resolved', 'processing', 9],
		['does not reopen: from withdrawn to returned', 'withdrawn', 'returned', 7],
		['does not unreturn: from returned to resolved', 'returned', 'resolved', 10]
	])('%s', (_, first, second, status) => {
		const state = story(['accepted', 1], ['processing', 2], [first, 3, { key: 'x' }], [second, 4]);
		expect(state.status).toBe(status);
		expect(findings(state)).toContain('impossible-transition');
	});

	test('keeps its facts', () => {
		const state = story(['accepted', 1], ['resolved', 2], ['processing', 3, { facts: { step: 'Trình ký' } }]);
		expect(state.facts.step).toBe('Trình ký');
		expect(state).toMatchObject({ status: 9, closedAt: 2 });
	});
});

describe('pauses', () => {
	test('last until the status is left', () => {
		const state = story(
			['accepted', 1],
			['supplement-requested', 2],
			['supplement-requested', 3],
			['assigned', 4],
			['supplement-received', 5],
			['payment-requested', 6],
			['stopped', 7],
			['withdrawn', 9]
		);
		expect(state.pauses.map(({ kind, from, to }) => [kind, from, to])).toEqual([
			['supplement', 2, 5],
			['payment', 6, 7],
			['stopped', 7, 9]
		]);
	});

	test('an open one has no end', () => {
		expect(story(['accepted', 1], ['stopped', 2]).pauses).toMatchObject([{ kind: 'stopped', from: 2, to: null }]);
	});
});

describe('promises', () => {
	test('all are kept in order, with who and why', () => {
		const state = story(
			['accepted', 1, { returnAt: 100 }],
			['appointed', 5, { returnAt: 200, cause: 'reappointment', reason: 'Chờ ý kiến', by: 'Lê An' }]
		);
		expect(state.promises).toEqual([
			{ at: 1, returnAt: 100, cause: 'receipt', reason: null, by: null },
			{ at: 5, returnAt: 200, cause: 'reappointment', reason: 'Chờ ý kiến', by: 'Lê An' }
		]);
	});

	test('a date of the receipt that is only repeated is one promise', () => {
		expect(story(['accepted', 1, { returnAt: 100 }], ['processing', 2, { returnAt: 100 }]).promises).toHaveLength(1);
	});

	test('a second reappointment is a finding', () => {
		const again = (at: number): [EventType, number, Partial<DossierEvent>] => [
			'appointed',
			at,
			{ returnAt: at * 100, cause: 'reappointment' }
		];
		expect(findings(story(['accepted', 1], again(2)))).toEqual([]);
		expect(findings(story(['accepted', 1], again(2), again(3)))).toEqual(['second-reappointment']);
	});
});

describe('hands', () => {
	test('hand-overs follow the handler, and giving it back ends the last', () => {
		const state = story(
			['accepted', 1],
			['assigned', 2, { facts: { handler: 'Lê An' }, by: 'Trần Bình' }],
			['processing', 3, { facts: { handler: 'Lê An' } }],
			['assigned', 4, { facts: { handler: 'Võ Chi' } }],
			['assigned', 6, { facts: { handler: null } }]
		);
		expect(state.handovers).toEqual([
			{ handler: 'Lê An', from: 2, to: 4, by: 'Trần Bình' },
			{ handler: 'Võ Chi', from: 4, to: 6, by: null }
		]);
		expect(state.facts.handler).toBeNull();
	});

	test('a transfer is open until it is taken over', () => {
		const resolving = { facts: { resolving: 'B' } };
		expect(story(['transferred', 1, resolving]).transfers).toEqual([{ to: 'B', sentAt: 1, acceptedAt: null }]);
		expect(story(['transferred', 1, resolving], ['transfer-accepted', 4]).transfers).toEqual([
			{ to: 'B', sentAt: 1, acceptedAt: 4 }
		]);
		expect(story(['transfer-accepted', 4]).transfers).toEqual([{ to: null, sentAt: null, acceptedAt: 4 }]);
	});

	test('apologies are kept', () => {
		expect(story(['accepted', 1], ['apologised', 2, { reason: 'Chậm' }]).apologies).toEqual([
			{ at: 2, reason: 'Chậm' }
		]);
	});
});

describe('whatever the order of arrival', () => {
	const types = fc.constantFrom(...(Object.keys(EVENT_TYPES) as EventType[]));
	const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
	const anyEvent: fc.Arbitrary<Omit<DossierEvent, 'key'>> = fc
		.record({
			type: types,
			at: fc.integer({ min: 0, max: 20 }),
			returnAt: optional(fc.integer({ min: 0, max: 60 })),
			cause: optional(fc.constantFrom('receipt', 'supplement', 'reappointment')),
			facts: optional(
				fc.record(
					{ handler: fc.constantFrom('An', 'Bình', null), resolving: fc.constantFrom('B', 'C'), step: fc.string() },
					{ requiredKeys: [] }
				)
			)
		})
		.map(({ type, at, returnAt, cause, facts }) => ({
			type,
			at,
			...(returnAt !== undefined && { returnAt }),
			...(cause !== undefined && { cause: cause }),
			...(facts !== undefined && { facts })
		}));
	const lives = fc
		.array(anyEvent, { minLength: 1, maxLength: 14 })
		.map((events): DossierEvent[] => events.map((event, i) => ({ key: `k${i}`, ...event })));
	const shuffled = lives.chain((events) =>
		fc.record({
			events: fc.constant(events),
			arrived: fc
				.tuple(
					fc.shuffledSubarray(events, { minLength: events.length }),
					fc.array(fc.constantFrom(...events), { maxLength: 5 })
				)
				.chain(([all, repeats]) =>
					fc.shuffledSubarray([...all, ...repeats], { minLength: all.length + repeats.length })
				)
		})
	);

	test('the state is the same, and repeats change nothing', () => {
		fc.assert(
			fc.property(shuffled, ({ events, arrived }) => {
				expect(fold('A', arrived)).toEqual(fold('A', events));
			})
		);
	});

	test('one event at a time ends where all at once do, and older states are left alone', () => {
		fc.assert(
			fc.property(lives, (events) => {
				const [first, ...rest] = inOrder(events);
				if (first === undefined) return;
				let state = fold('A', [first]);
				for (const event of rest) {
					expect(followsLast(state, event)).toBe(true);
					const before = JSON.stringify(state);
					const next = applyEvent(state, event);
					expect(JSON.stringify(state)).toBe(before);
					expect(followsLast(next, event)).toBe(false);
					state = next;
				}
				expect(state).toEqual(fold('A', events));
			})
		);
	});

	test('as of a moment is the fold of what had happened by then', () => {
		fc.assert(
			fc.property(lives, fc.integer({ min: -1, max: 21 }), (events, at) => {
				const known = events.filter((event) => event.at <= at);
				expect(foldUntil('A', events, at)).toEqual(known.length > 0 ? fold('A', known) : null);
			})
		);
	});

	test('a state is plain JSON and keeps its rules', () => {
		fc.assert(
			fc.property(lives, (events) => {
				const state = fold('A', events);
				expect(JSON.parse(JSON.stringify(state))).toEqual(state);
				expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(state.status);
				expect(state.closedAt !== null).toBe(isClosed(state.status));
				if (state.acceptedAt !== null && state.closedAt !== null)
					expect(state.acceptedAt).toBeLessThanOrEqual(state.closedAt);
				expect(state.pauses.filter(({ to }) => to === null).length).toBe([5, 6, 8].includes(state.status) ? 1 : 0);
				expect(state.last.at).toBe(Math.max(...events.map(({ at }) => at)));
			}),
			{ numRuns: 500 }
		);
	});
});
