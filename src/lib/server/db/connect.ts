import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConfig } from '../config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface ConnectedDatabase {
	readonly url: string;
	/** Ends only what `connectDatabase` started. */
	stop(): Promise<void>;
}

/** Longest pause before a server of our own that will not come up is tried again. */
const MAX_RETRY_MS = 5_000;

/**
 * The address of the configured database, started first if it is our own. One of our own that ends without being told to
 * (killed when memory ran out) is started again at the same address, as long as it takes; `onTrouble` hears why it ended
 * or would not start, and null when it is back.
 */
export async function connectDatabase(
	config: DatabaseConfig,
	onTrouble: (error: Error | null) => void = () => undefined
): Promise<ConnectedDatabase> {
	if (config.kind === 'postgres') return { url: config.url, stop: () => Promise.resolve() };
	const { dataDir } = config;
	let server = await startEmbeddedPostgres({ dataDir });
	const { url } = server;
	const stopping = Promise.withResolvers<'stop'>();

	const startAgain = async (): Promise<EmbeddedPostgres | 'stop'> => {
		for (let attempt = 0; ; attempt++) {
			try {
				return await startEmbeddedPostgres({ dataDir, port: Number(new URL(url).port) });
			} catch (error) {
				// What is left of the old one may need a moment to go.
				onTrouble(error instanceof Error ? error : new Error('not started', { cause: error }));
			}
			const pause = delay(Math.min(MAX_RETRY_MS, 100 * 2 ** attempt), null, { ref: false });
			if ((await Promise.race([stopping.promise, pause])) === 'stop') return 'stop';
		}
	};
	const keep = async (): Promise<void> => {
		while ((await Promise.race([stopping.promise, server.ended])) !== 'stop') {
			onTrouble(new Error('our PostgreSQL has ended'));
			const next = await startAgain();
			if (next === 'stop') return;
			server = next;
			onTrouble(null);
		}
	};
	const kept = server.ended === null ? null : keep();
	return {
		url,
		stop: async () => {
			stopping.resolve('stop');
			// One that is just coming up is stopped too.
			await kept;
			await server.stop();
		}
	};
}
