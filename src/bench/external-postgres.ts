import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface ExternalPostgres {
	readonly url: string;
	readonly version: string;
	stop(): Promise<void>;
}

const ROOT = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
/** The same as the embedded server's, so that only the server differs. */
const SETTINGS = [
	'listen_addresses=127.0.0.1',
	'unix_socket_directories=',
	'shared_buffers=256MB',
	'max_wal_size=2GB',
	'jit=off'
];

/** The system's own PostgreSQL (Debian's place) with a new cluster; null: there is none. */
export async function startExternalPostgres(): Promise<ExternalPostgres | null> {
	const majors = existsSync(ROOT)
		? readdirSync(ROOT).filter((name) => existsSync(path.join(ROOT, name, 'bin/initdb')))
		: [];
	const [newest] = majors.map(Number).sort((a, b) => b - a);
	if (newest === undefined) return null;
	const bin = path.join(ROOT, String(newest), 'bin');
	const folder = mkdtempSync(path.join(tmpdir(), 'bench-external-'));
	const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
	if (identity.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
	const options = { ...identity, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
	const data = path.join(folder, 'data');
	const initArgs = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	const locale = ['--locale-provider=icu', '--icu-locale=vi'];
	execFileSync(path.join(bin, 'initdb'), [...initArgs, ...locale], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
	const port = await freePort();
	const child = spawn(
		path.join(bin, 'postgres'),
		['-D', data, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])],
		{ ...options, stdio: ['ignore', 'ignore', 'pipe'] }
	);
	await untilReady(child);
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		version: execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
		stop: async () => {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGINT');
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

function untilReady(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let log = '';
		child.stderr?.on('data', (chunk: Buffer) => {
			if (log.length < 100_000) log += chunk.toString();
			if (log.includes('ready to accept connections')) resolve();
		});
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`PostgreSQL did not start (exit ${String(code)}):\n${log}`)));
	});
}
