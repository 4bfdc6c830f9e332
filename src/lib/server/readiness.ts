import type { App } from './app.ts';
import { readLag } from './live/read-lag.ts';
import { withinMs } from './within.ts';

/** What a node needs to be given visitors; each is null when well, else says in words what is wrong. */
export interface Readiness {
	readonly server: string | null;
	readonly database: string | null;
	readonly follower: string | null;
	readonly board: string | null;
}

const PATIENCE_MS = 2_000;

type Parts = Pick<App, 'db' | 'live' | 'isStopping' | 'config'>;

/** Asks every part. Answers within two seconds, whatever hangs. */
export async function readReadiness({ db, live, isStopping, config }: Parts): Promise<Readiness> {
	const lag = await withinMs(PATIENCE_MS, readLag(db, live.board.version)).catch(() => null);
	const isBehind = lag !== null && lag.ms > config.readyLagMs;
	return {
		server: isStopping() ? 'is stopping' : null,
		database: lag === null ? 'does not answer' : null,
		follower: live.isInTrouble() ? 'cannot follow the ledger, tries again' : null,
		board: isBehind
			? `is ${Math.round(lag.ms / 1000)} s behind, at version ${live.board.version} of ${lag.version}`
			: null
	};
}
