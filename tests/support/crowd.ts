import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

/** Very many screens at once, in processes of their own. */
export interface Crowd {
	readonly size: number;
	/** All connect in the same moment; resolves when each stands at `version` or later, and says how that went. */
	connect(version: number): Promise<Gathering>;
	/** Resolves when each of them stands at `version` or later. */
	untilVersion(version: number): Promise<Gathering>;
	/** How many do not stand at `version` now. */
	countMissing(version: number): Promise<number>;
	/** All their lines break in the same moment, and they stay away. */
	cut(): Promise<void>;
	close(): Promise<void>;
}

export interface Gathering {
	/** Until the last one was there. */
	readonly ms: number;
	/** Attempts of all of them so far that led to nothing. */
	readonly failures: number;
	/** Whole views they were sent so far. */
	readonly wholeViews: number;
}

/** What the processes are asked, and what they say. */
export interface CrowdOrder {
	readonly order: number;
	readonly ask: 'connect' | 'until' | 'missing' | 'cut';
	readonly version: number;
}
export interface CrowdWord extends Gathering {
	readonly order: number;
}

/** Screens one process can follow without being late itself. */
const PER_PROCESS = 2_500;

/** `cookie`: of whoever all of them are, as `signIn` gives it. */
export function openCrowd(url: string, size: number, cookie: string): Crowd {
	const file = path.join(import.meta.dirname, 'crowd-process.ts');
	const parts = Array.from({ length: Math.ceil(size / PER_PROCESS) }, (_, index) => {
		const count = Math.min(PER_PROCESS, size - index * PER_PROCESS);
		const args = [file, url, String(count), cookie, ...(process.platform === 'linux' ? [`127.0.0.${index + 2}`] : [])];
		return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	});
	let orders = 0;
	const ask = async (what: CrowdOrder['ask'], version = 0): Promise<Gathering> => {
		const order = ++orders;
		const words = await Promise.all(parts.map((part) => answerOf(part, { order, ask: what, version })));
		return {
			ms: Math.max(...words.map(({ ms }) => ms)),
			failures: words.reduce((sum, word) => sum + word.failures, 0),
			wholeViews: words.reduce((sum, word) => sum + word.wholeViews, 0)
		};
	};
	return {
		size,
		connect: (version) => ask('connect', version),
		untilVersion: (version) => ask('until', version),
		countMissing: async (version) => (await ask('missing', version)).failures,
		cut: async () => {
			await ask('cut');
		},
		close: async () => {
			await Promise.all(
				parts.map(
					(part) =>
						new Promise((resolve) => {
							if (part.exitCode !== null || part.signalCode !== null) resolve(null);
							else part.once('exit', resolve);
							if (part.connected) part.disconnect();
						})
				)
			);
		}
	};
}

function answerOf(part: ChildProcess, order: CrowdOrder): Promise<CrowdWord> {
	return new Promise((resolve, reject) => {
		const hear = (word: unknown): void => {
			if ((word as CrowdWord).order !== order.order) return;
			part.off('message', hear);
			part.off('exit', gone);
			resolve(word as CrowdWord);
		};
		const gone = (): void => reject(new Error('a process of the crowd ended'));
		part.on('message', hear);
		part.once('exit', gone);
		part.send(order);
	});
}
