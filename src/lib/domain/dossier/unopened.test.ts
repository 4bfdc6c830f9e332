import { expect, test } from 'vitest';
import type { DossierEvent } from './event.ts';
import { fold } from './fold.ts';

const MOVE = 'desk/0f8fad5b-d9cb-469f-a165-70867728950e';
const accepted: DossierEvent = { key: 'a', type: 'accepted', at: 1_000, facts: { handler: 'An' } };
const moved: DossierEvent = { key: MOVE, type: 'assigned', at: 2_000, facts: { handler: 'Bình' } };
const since = (...more: DossierEvent[]) => fold('x', [accepted, moved, ...more]).unopenedSince;

test('a dossier given to somebody by a move is unopened from then on, whatever order the events came in', () => {
	expect(since()).toBe(2_000);
	expect(fold('x', [moved, accepted]).unopenedSince).toBe(2_000);
	expect(fold('x', [accepted]).unopenedSince).toBeNull();
});

test('that the feed says again in whose hand it is tells nothing of work', () => {
	expect(since({ key: 'b', type: 'assigned', at: 3_000, facts: { handler: 'Bình' } })).toBe(2_000);
});

test.each<[string, DossierEvent]>([
	['a step of work', { key: 'b', type: 'processing', at: 3_000, facts: { step: 'Thẩm định' } }],
	['a question to the citizen', { key: 'b', type: 'supplement-requested', at: 3_000 }],
	['somebody else being named by the feed', { key: 'b', type: 'assigned', at: 3_000, facts: { handler: 'Chi' } }],
	['the end', { key: 'b', type: 'resolved', at: 3_000 }],
	['the move taken back', { ...moved, key: `${MOVE}/undo`, at: 3_000, facts: { handler: 'An' } }],
	['going back to the pool', { ...moved, key: MOVE.replace('0f', '1a'), at: 3_000, facts: { handler: null } }]
])('%s ends it', (_, event) => {
	expect(since(event)).toBeNull();
});

test('moved once more it counts from the second move', () => {
	expect(since({ ...moved, key: MOVE.replace('0f', '1a'), at: 5_000, facts: { handler: 'Chi' } })).toBe(5_000);
});
