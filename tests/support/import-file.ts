import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { connectionConfig } from '../../src/lib/server/db/database.ts';
import { runCommand, type Ended } from './command.ts';

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const COMMAND = path.join(REPOSITORY, 'src/cli/import.ts');

/** `npm run import` on a database of the test, as a process of its own. */
export interface Importer {
	/** A folder for the test's files, gone after the last test. */
	readonly folder: string;
	run(...args: string[]): Promise<Ended>;
	/** Kills the process, as the machine would, when it has committed so many times. */
	runAndKill(commits: number, ...args: string[]): Promise<void>;
}

export function importerFor(url: string): Importer {
	const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const env = { DATABASE_URL: url, DATA_DIR: path.join(folder, 'data'), INIT_CWD: REPOSITORY };
	return {
		folder,
		run: (...args) => runCommand(process.execPath, [COMMAND, ...args], { timeoutMs: 60_000, env }),
		async runAndKill(commits, ...args) {
			const listener = new pg.Client(connectionConfig(url));
			await listener.connect();
			await listener.query('listen ledger');
			const child = spawn(process.execPath, [COMMAND, ...args], { stdio: 'ignore', env: { ...process.env, ...env } });
			const ended = once(child, 'exit');
			let seen = 0;
			listener.on('notification', () => {
				if (++seen === commits) child.kill('SIGKILL');
			});
			await ended;
			await listener.end();
		}
	};
}
