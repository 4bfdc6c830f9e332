import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { propose } from '../../domain/balance/propose.ts';
import type { BalanceProblem } from '../../domain/balance/problem.ts';

/**
 * Both sides of the thread are in this file. The main thread imports it only to learn where it lies: in development that is
 * this source, which Node runs as it is; in the build it is the chunk the bundler made of it, since it is imported dynamically.
 */
export const workerUrl = new URL(import.meta.url);

/** What the thread is given. */
export interface SolveOrder {
	readonly kind: 'balance';
	readonly problem: BalanceProblem;
	/** When the search has to stop, by the clock of the machine; describing the result comes on top. */
	readonly until: number;
}

if (!isMainThread && isOrder(workerData)) {
	const { problem, until } = workerData;
	parentPort?.postMessage(propose(problem, () => Date.now() >= until));
}

/** Other threads may come to load this chunk with orders of their own. */
function isOrder(data: unknown): data is SolveOrder {
	return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'balance';
}
