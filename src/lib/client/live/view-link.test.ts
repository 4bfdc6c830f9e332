import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WatchAnswer, WholeView } from '../../contract/live.ts';
import { packChange } from '../../contract/pack-change.ts';
import { type LinkSocket, type LinkState, ViewLink } from './view-link.ts';

const VIEW: WholeView = {
	seq: 7,
	version: 100,
	asOf: 1_000,
	cells: [1, 2, 3],
	history: { id: 'past' } as WholeView['history'],
	ticker: []
};
const { history: _, ...WITHOUT_PAST } = VIEW;

/** A server at the other end, played by the test. */
function aLink(first: WholeView | null = VIEW) {
	const handlers = new Map<string, (message?: unknown) => void>();
	const questions: { since?: object; answer: (a: WatchAnswer) => void }[] = [];
	const socket = {
		connected: true,
		on: (name: string, handler: (message?: unknown) => void) => handlers.set(name, handler),
		emit: (_name: string, { since }: { since?: object }, answer: (a: WatchAnswer) => void) =>
			questions.push({ ...(since === undefined ? {} : { since }), answer }),
		disconnect: () => undefined
	};
	const shown: WholeView[] = [];
	const states: LinkState[] = [];
	new ViewLink(socket as unknown as LinkSocket, {}, first, {
		onView: (view) => shown.push(view),
		onState: (state) => states.push(state)
	});
	const hear = (name: string, message?: unknown) => handlers.get(name)?.(message);
	return {
		questions,
		shown,
		states,
		hear,
		/** The answer to the question asked last. */
		answer: (answer: WatchAnswer) => questions.at(-1)?.answer(answer)
	};
}

const aChange = (seq: number) =>
	packChange({ seq, version: 101, asOf: 1_050, delayMs: 5 }, [2, 2, 3], {
		version: 100,
		asOf: 1_000,
		cells: [1, 2, 3]
	});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the link of a screen', () => {
	it('goes on from the view it holds, and keeps its past', () => {
		const { hear, questions, answer, shown } = aLink();
		hear('connect');
		expect(questions).toMatchObject([{ since: { version: 100, history: 'past' } }]);
		answer({ ok: true, resume: { ...WITHOUT_PAST, version: 105, cells: [4, 5, 6] } });
		expect(shown).toEqual([{ ...VIEW, version: 105, cells: [4, 5, 6] }]);
		expect(shown[0]?.history).toBe(VIEW.history);
	});

	it('applies what follows, and asks again once when something was missed', () => {
		const { hear, questions, answer, shown } = aLink();
		hear('connect');
		hear('c', aChange(8));
		expect(shown).toEqual([]);
		answer({ ok: true, resume: WITHOUT_PAST });
		hear('c', aChange(8));
		expect(shown.at(-1)).toMatchObject({ seq: 8, version: 101, asOf: 1_050, cells: [2, 2, 3] });
		hear('c', aChange(10));
		hear('c', aChange(11));
		expect(questions).toHaveLength(2);
		expect(shown.at(-1)).toMatchObject({ seq: 8, cells: [2, 2, 3] });
	});

	it('says so when the server is silent, cannot follow the ledger, or is gone', () => {
		const { hear, answer, states } = aLink();
		hear('connect');
		answer({ ok: true, resume: WITHOUT_PAST });
		vi.advanceTimersByTime(6_900);
		expect(states).toEqual(['live']);
		vi.advanceTimersByTime(200);
		expect(states).toEqual(['live', 'slow']);
		hear('c', aChange(8));
		hear('view:slow');
		expect(states).toEqual(['live', 'slow', 'live', 'slow']);
		hear('disconnect');
		vi.advanceTimersByTime(60_000);
		expect(states.at(-1)).toBe('cut');
	});

	it('waits for a server that is behind, and takes an older state only when none ever catches up', () => {
		const { hear, questions, answer, shown } = aLink();
		hear('connect');
		for (let second = 0; second <= 30; second++) {
			answer({ ok: false, problem: 'behind' });
			vi.advanceTimersByTime(1_000);
		}
		expect(questions.at(-1)).toHaveProperty('since');
		expect(shown).toEqual([]);
		answer({ ok: false, problem: 'behind' });
		vi.advanceTimersByTime(1_000);
		expect(questions.at(-1)).not.toHaveProperty('since');
		answer({ ok: true, whole: { ...VIEW, version: 40 } });
		expect(shown).toMatchObject([{ version: 40 }]);
	});
});
