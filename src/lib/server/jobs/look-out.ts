import type { Log } from '../log.ts';

/** Something that looks for due work when woken, when it said it would, and at the latest every half minute. */
export interface LookOut {
	wake(): void;
	/** Resolves when no look is under way; there is none after. */
	stop(): Promise<void>;
}

/** Work that another node wrote, or left behind, is found after so long. One cheap query each: idle costs next to nothing. */
export const IDLE_MS = 30_000;

/**
 * Runs `look` again and again, never twice at once. `look` answers in how many ms it wants to look again, at most
 * `IDLE_MS`. Its failure is logged and is no reason to stop: the database may be away.
 */
export function startLookOut(name: string, look: () => Promise<number>, log: Pick<Log, 'warn'>): LookOut {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | null = null;
	let isWoken = false;
	let isStopped = false;

	const run = async (): Promise<void> => {
		let pause: number;
		do {
			isWoken = false;
			try {
				pause = await look();
			} catch (error) {
				log.warn({ err: error, job: name }, 'due work not looked at');
				pause = IDLE_MS;
			}
		} while ((isWoken as boolean) && !isStopped);
		running = null;
		if (!isStopped) timer = setTimeout(start, Math.min(IDLE_MS, Math.max(10, pause))).unref();
	};
	const start = (): void => {
		isWoken = true;
		if (running !== null || isStopped) return;
		clearTimeout(timer);
		running = run();
	};
	start();
	return {
		wake: start,
		stop: async () => {
			isStopped = true;
			clearTimeout(timer);
			await running;
		}
	};
}
