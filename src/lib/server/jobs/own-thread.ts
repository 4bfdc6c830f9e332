import { Worker } from 'node:worker_threads';

export type Worked<Answer> =
	| { readonly ok: true; readonly value: Answer }
	/** `busy`: too many wait already. `cancelled`: by the signal. `stuck`: no answer in time. */
	| { readonly ok: false; readonly code: 'busy' | 'cancelled' | 'stuck' };

interface OwnThread {
	/** Where the thread lies. It answers each message that it gets with one message. */
	readonly findUrl: () => Promise<URL>;
	/** Tells it that it is meant: a chunk may be loaded by other threads too. */
	readonly kind: string;
	/** Orders that may wait beside the one that is worked on. */
	readonly mostWaiting: number;
	/** A thread that has not answered an order in this time is stuck and is stopped. */
	readonly patienceMs: number;
}

/** Without orders the thread ends after this time, and gives its memory back. */
const IDLE_MS = 60_000;

interface Job<Order, Answer> {
	readonly url: URL;
	readonly order: Order;
	readonly settle: (worked: Worked<Answer>) => void;
	readonly fail: (error: unknown) => void;
}

/**
 * One thread beside the one that answers requests, which does `Work` for short orders, one after the other; it is started
 * with the first.
 * The function rejects only for a bug in the thread, which is then started anew for the next order.
 */
export function createOwnThread<Work extends (order: never) => unknown>({
	findUrl,
	kind,
	mostWaiting,
	patienceMs
}: OwnThread): (order: Parameters<Work>[0], signal?: AbortSignal) => Promise<Worked<ReturnType<Work>>> {
	type Order = Parameters<Work>[0];
	type Answer = ReturnType<Work>;
	const waiting: Job<Order, Answer>[] = [];
	let current: Job<Order, Answer> | undefined;
	let thread: Worker | undefined;
	let timer: NodeJS.Timeout | undefined;

	function start(url: URL): Worker {
		// No flags of the main thread: a loader of the development server would be run in vain.
		const started = new Worker(url, { workerData: { kind }, execArgv: [] });
		const ofThis = (then: () => void) => {
			if (started === thread) then();
		};
		started.on('message', (value: Answer) => ofThis(() => finish((job) => job.settle({ ok: true, value }))));
		started.on('error', (error) => ofThis(() => lose((job) => job.fail(error))));
		started.on('exit', () => ofThis(() => lose((job) => job.fail(new Error(`the thread ${kind} ended by itself`)))));
		return started;
	}
	/** The thread is gone or given up: the next order gets another. */
	function lose(tell: (job: Job<Order, Answer>) => void): void {
		const gone = thread;
		thread = undefined;
		void gone?.terminate();
		finish(tell);
	}
	function finish(tell: (job: Job<Order, Answer>) => void): void {
		const job = current;
		current = undefined;
		if (job !== undefined) tell(job);
		next();
	}
	function next(): void {
		if (current !== undefined) return;
		clearTimeout(timer);
		current = waiting.shift();
		if (current !== undefined) {
			thread ??= start(current.url);
			thread.ref();
			thread.postMessage(current.order);
			timer = setTimeout(() => lose((job) => job.settle({ ok: false, code: 'stuck' })), patienceMs);
		} else if (thread !== undefined) {
			// Whoever wants to end the program need not wait for it.
			thread.unref();
			timer = setTimeout(() => lose(() => undefined), IDLE_MS).unref();
		}
	}

	return async (order, signal) => {
		const url = await findUrl();
		if (signal?.aborted === true) return { ok: false, code: 'cancelled' };
		if (waiting.length >= mostWaiting) return { ok: false, code: 'busy' };
		const { promise, resolve, reject } = Promise.withResolvers<Worked<Answer>>();
		const job = { url, order, settle: resolve, fail: reject };
		const cancel = () => {
			const place = waiting.indexOf(job);
			if (place >= 0) waiting.splice(place, 1);
			// What is worked on goes on: it is over sooner than another thread would start.
			resolve({ ok: false, code: 'cancelled' });
		};
		signal?.addEventListener('abort', cancel, { once: true });
		waiting.push(job);
		next();
		try {
			return await promise;
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	};
}
