import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

test('no more requests are under way than there are connections, and the next one goes when one is done', async () => {
	const lanes = new Lanes(2);
	const requests = [0, 1, 2].map(() => Promise.withResolvers<void>());
	const started: number[] = [];
	const all = (async () => {
		for (const [index, { promise }] of requests.entries())
			await lanes.start(() => {
				started.push(index);
				return promise;
			});
	})();
	await Promise.resolve();
	await Promise.resolve();
	expect(started).toEqual([0, 1]);
	requests[1]?.resolve();
	await all;
	expect(started).toEqual([0, 1, 2]);
	requests.forEach(({ resolve }) => resolve());
	await lanes.finish();
});

test('a failure is told to whoever comes next, and nothing starts after it', async () => {
	const lanes = new Lanes(2);
	await lanes.start(() => Promise.reject(new Error('refused')));
	await expect(lanes.finish()).rejects.toThrow('refused');
	let started = false;
	const start = lanes.start(() => {
		started = true;
		return Promise.resolve();
	});
	await expect(start).rejects.toThrow('refused');
	expect(started).toBe(false);
});
