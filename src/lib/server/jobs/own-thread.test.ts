import { expect, test } from 'vitest';
import { createOwnThread } from './own-thread.ts';

/** Answers a number with itself; nothing to 0; goes at a word. */
const ECHO = new URL(
	`data:text/javascript,${encodeURIComponent(`
		import { parentPort } from 'node:worker_threads';
		parentPort.on('message', (order) => {
			if (order === 'go') process.exit(0);
			if (order !== 0) parentPort.postMessage(order);
		});`)}`
);
const open = (patienceMs: number) =>
	createOwnThread<(order: number | string) => number>({
		findUrl: () => Promise.resolve(ECHO),
		kind: 'echo',
		mostWaiting: 10,
		patienceMs
	});

test('one that does not answer in time is stopped, and those who wait get another', async () => {
	const ask = open(200);
	const [stuck, next] = await Promise.all([ask(0), ask(2)]);
	expect(stuck).toEqual({ ok: false, code: 'stuck' });
	// On a machine in great need the second may be late too, but never gets the answer of another.
	expect(next.ok ? next.value : next.code).toSatisfy((told) => told === 2 || told === 'stuck');
});

test('one that ends by itself is an error for who was being served, and is started anew', async () => {
	const ask = open(60_000);
	const gone = ask('go');
	const next = ask(3);
	await expect(gone).rejects.toThrow('ended by itself');
	expect(await next).toEqual({ ok: true, value: 3 });
});
