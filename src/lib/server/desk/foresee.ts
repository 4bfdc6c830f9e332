import { createOwnThread } from '../jobs/own-thread.ts';
import type { PlayForward } from './foresee-thread.ts';

/**
 * Plays a unit forward off the thread that answers requests: some 25 ms for each scenario, which every screen of the node
 * would wait for.
 */
export const foresee = createOwnThread<PlayForward>({
	findUrl: async () => (await import('./foresee-thread.ts')).threadUrl,
	kind: 'forecast',
	mostWaiting: 40,
	patienceMs: 20_000
});
