import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InboxNews } from '../../contract/live.ts';
import { InboxWatch } from './inbox-watch.ts';

const inboxes = new Map<string, InboxNews>();
const told: [string, number][][] = [];
const asked: (readonly string[])[] = [];
const screens = {
	accounts: ['an', 'binh'],
	tellInboxes: (news: ReadonlyMap<string, InboxNews>) => {
		told.push([...news].map(([id, { unread }]) => [id, unread]));
	}
};
const watch = () =>
	new InboxWatch(screens, (ids) => {
		asked.push(ids);
		return Promise.resolve(new Map([...inboxes].filter(([id]) => ids.includes(id))));
	});

beforeEach(() => {
	vi.useFakeTimers();
	inboxes.clear();
	told.length = 0;
	asked.length = 0;
});
afterEach(() => {
	vi.useRealTimers();
});

describe('people are told that their messages changed', () => {
	it('once for many at a time, only those it concerns, and nothing is asked while nothing happens', async () => {
		const inbox = watch();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(asked).toEqual([]);
		inboxes.set('an', { unread: 1, newest: 7 });
		for (let i = 0; i < 20; i++) inbox.wake();
		await vi.advanceTimersByTimeAsync(1);
		expect(asked).toEqual([['an', 'binh']]);
		expect(told).toEqual([[['an', 1]]]);
		inbox.wake();
		await vi.advanceTimersByTimeAsync(1);
		expect(told).toHaveLength(1);
		inbox.stop();
	});

	it('whoever opens a screen hears how it stands, many of them with one question', async () => {
		const inbox = watch();
		inboxes.set('an', { unread: 2, newest: 9 });
		for (const id of ['an', 'binh', 'an']) inbox.greet(id);
		await vi.advanceTimersByTimeAsync(250);
		expect(asked).toEqual([['an', 'binh']]);
		expect(told).toEqual([[['an', 2]]]);
		inbox.greet('an');
		await vi.advanceTimersByTimeAsync(250);
		expect(told).toHaveLength(2);
		inbox.stop();
	});

	it('a question that fails is made up for by the next', async () => {
		let fails = true;
		const inbox = new InboxWatch(screens, () =>
			fails ? Promise.reject(new Error('away')) : Promise.resolve(new Map([['an', { unread: 3, newest: 1 }]]))
		);
		inbox.wake();
		await vi.advanceTimersByTimeAsync(1);
		expect(told).toEqual([]);
		fails = false;
		inbox.wake();
		await vi.advanceTimersByTimeAsync(1);
		expect(told).toEqual([[['an', 3]]]);
		inbox.stop();
	});
});
