import { Worker } from 'node:worker_threads';
import type { BalanceProblem } from '../../domain/balance/problem.ts';
import type { Proposal } from '../../domain/balance/proposal.ts';
import type { SolveOrder } from './solve-worker.ts';

/** The search stops by itself so long after it was asked for, and says so: the rest of three seconds is for telling the result. */
const SEARCH_MS = 2_400;
/** A thread that has not answered so long after its search should have ended is stuck and is stopped. */
const GRACE_MS = 8_000;

export type Solved =
	| { readonly ok: true; readonly proposal: Proposal; readonly tookMs: number }
	/** `cancelled`: by the signal. `stuck`: no answer in time. */
	| { readonly ok: false; readonly code: 'cancelled' | 'stuck' };

export interface SolveOptions {
	readonly searchMs?: number;
	/** Aborted when the head asks for something else or leaves: the thread ends at once. */
	readonly signal?: AbortSignal;
}

/**
 * Solves off the thread that answers requests, in a thread of its own for each problem. Rejects only for a bug in the solver.
 * Sets passed in the problem are copied to the thread as they are.
 */
export async function solve(problem: BalanceProblem, options: SolveOptions = {}): Promise<Solved> {
	const { searchMs = SEARCH_MS, signal } = options;
	const started = performance.now();
	const until = Date.now() + searchMs;
	const { workerUrl } = await import('./solve-worker.ts');
	if (signal?.aborted === true) return { ok: false, code: 'cancelled' };
	const order: SolveOrder = { kind: 'balance', problem, until };
	// No flags of the main thread: a loader of the development server would be run in vain.
	const worker = new Worker(workerUrl, { workerData: order, execArgv: [] });
	const done = Promise.withResolvers<Solved>();
	worker.once('message', (proposal: Proposal) =>
		done.resolve({ ok: true, proposal, tookMs: performance.now() - started })
	);
	worker.once('error', done.reject);
	worker.once('exit', () => done.reject(new Error('the solver ended without an answer')));
	const cancel = () => done.resolve({ ok: false, code: 'cancelled' });
	signal?.addEventListener('abort', cancel);
	const timer = setTimeout(() => done.resolve({ ok: false, code: 'stuck' }), searchMs + GRACE_MS);
	try {
		return await done.promise;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', cancel);
		await worker.terminate();
	}
}
