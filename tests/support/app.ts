import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { SERVER_ENV, SERVER_FLAGS } from '../../src/cli/server-flags.mjs';
import { promisify } from 'node:util';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { createFeedKey } from '../../src/lib/server/feeds/feed-keys.ts';
import { findFeed, saveFeed } from '../../src/lib/server/feeds/feeds.ts';

/** Where the application keeps its data: a database that is there, or a folder for an embedded one. */
export type Storage = { readonly databaseUrl: string } | { readonly dataDir: string };

export interface RunningApp {
	readonly url: string;
	readonly storage: Storage;
	/** What it has written so far. */
	output(): string;
	/** Ends it as an office would. Throws when it does not end. */
	stop(): Promise<void>;
	/** Ends it as a power cut would: it has no chance to tidy up. */
	kill9(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');
const startMs = 60_000;
const stopMs = 20_000;

/**
 * Starts the built application (`npm run build` first) on a free port and waits until it serves. Its environment is
 * what stands here and in `env`, nothing of the machine's: the simulated feed is off unless `env` says `DEMO: 'on'`.
 */
export async function startApp(storage: Storage, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
	const child = spawn(process.execPath, [...SERVER_FLAGS, path.join(root, 'src/serve.ts')], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...SERVER_ENV, ...toEnv(storage), PORT: '0', HOST: '127.0.0.1', ...env }
	});
	let output = '';
	const collect = (chunk: Buffer): void => {
		output += chunk.toString('utf8');
	};
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const url = await untilListening(child, () => output);
	return {
		url,
		storage,
		output: () => output,
		stop: async () => {
			child.kill('SIGTERM');
			const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
			await ended;
			clearTimeout(timer);
			if (child.signalCode === 'SIGKILL')
				throw new Error(`The application did not stop in ${stopMs / 1000} s:\n${output}`);
		},
		kill9: async () => {
			child.kill('SIGKILL');
			await ended;
		}
	};
}

/**
 * A feed with a new key. Straight in the database where that is known, a command more would make every story a second
 * longer; else as an administrator makes it, beside the running application.
 */
export async function createFeed({ storage }: RunningApp, feed: string): Promise<string> {
	if ('databaseUrl' in storage) {
		const { db, close } = openDatabase(storage.databaseUrl, { max: 1 });
		try {
			if ((await findFeed(db, feed)) === undefined)
				await saveFeed(db, { id: feed, name: feed, simulated: false, defaultUnit: null });
			return (await createFeedKey(db, feed)).key;
		} finally {
			await close();
		}
	}
	const args = [path.join(root, 'src/cli/admin.ts'), 'feed-key', 'create', feed];
	const { stdout } = await promisify(execFile)(process.execPath, args, {
		cwd: root,
		env: toEnv(storage),
		timeout: startMs
	});
	const key = stdout.trim().split('\n').at(-1) ?? '';
	if (key === '') throw new Error(`"admin feed-key create ${feed}" printed no key`);
	return key;
}

function toEnv(storage: Storage): Record<string, string> {
	const place: Record<string, string> =
		'databaseUrl' in storage ? { DATABASE_URL: storage.databaseUrl } : { DATA_DIR: storage.dataDir };
	return { PATH: process.env.PATH ?? '', NODE_ENV: 'production', DEMO: 'off', ...place };
}

/** The address in its "listening" line; it serves from then on. */
function untilListening(child: ChildProcess, output: () => string): Promise<string> {
	return new Promise((resolve, reject) => {
		const fail = (why: string): void => {
			clearTimeout(timer);
			child.kill('SIGKILL');
			reject(new Error(`The application ${why}:\n${output()}`));
		};
		const timer = setTimeout(() => fail(`did not start in ${startMs / 1000} s`), startMs);
		child.once('error', (error) => fail(`cannot be started (${error.message})`));
		child.once('close', (code) => fail(`ended with ${String(code)} instead of serving`));
		child.stdout?.on('data', () => {
			const url = /^listening (\S+)$/m.exec(output())?.[1];
			if (url === undefined) return;
			clearTimeout(timer);
			resolve(url);
		});
	});
}
