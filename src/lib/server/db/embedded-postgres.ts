import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { findPostgresBinaries, type Binaries } from './postgres-binaries.ts';

export interface EmbeddedPostgres {
	readonly url: string;
	/** Stops the server if this process started it; otherwise only lets go of it. */
	stop(): Promise<void>;
	/** Resolves when the server has ended, for whatever reason; null: another process started it. */
	readonly ended: Promise<void> | null;
}

/** nobody: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/**
 * Ours alone, on loopback. The rest is for a machine that also runs the application: room for the open dossiers, few
 * checkpoints while history is loaded, and no compiling of queries that take milliseconds.
 */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	shared_buffers: '256MB',
	max_wal_size: '2GB',
	jit: 'off'
};

/**
 * Runs the server and stops it (SIGINT: fast shutdown) when our end of the pipe closes, which also happens when this
 * process is killed: no server is ever left behind to block the next start.
 */
const SUPERVISOR = `exec 3<&0
"$@" 3<&- </dev/null & p=$!
trap 'kill -INT $p' INT TERM
(read -r _ <&3; kill -INT $p 2>/dev/null) & w=$!
exec 3<&-
while kill -0 $p 2>/dev/null; do wait $p; done
kill $w 2>/dev/null`;

/**
 * A real PostgreSQL of our own in `dataDir`: loopback, free port, random password in a 0600 file.
 * A live server of another process of ours (the app, when a command runs beside it) is joined, not started twice.
 * Throws with the server's own words when it does not come up, and names DATABASE_URL where no binaries fit.
 */
export async function startEmbeddedPostgres(options: {
	dataDir: string;
	settings?: Record<string, string>;
	/** Where the server of this process listened until it ended: it is started again there, and none is joined. */
	port?: number;
}): Promise<EmbeddedPostgres> {
	const dir = path.resolve(options.dataDir, 'postgres');
	const live = options.port === undefined ? await findLiveServer(dir) : null;
	if (live !== null) return { url: live, stop: () => Promise.resolve(), ended: null };

	const binaries = findPostgresBinaries();
	const data = path.join(dir, 'data');
	const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
	makeDirectory(dir, identity.uid);
	// As root, nobody may be unable to walk down to the files; a user namespace keeps root's eyes and nobody's name.
	const run = canReach(binaries, dir, identity.uid)
		? { prefix: [], identity }
		: { prefix: USER_NAMESPACE, identity: {} };
	const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', LD_LIBRARY_PATH: binaries.lib };
	const spawnOptions = { ...run.identity, env, cwd: dir };

	const password = existsSync(path.join(data, 'ready')) ? readPassword(dir) : null;
	const secret = password ?? initialise(dir, data, binaries, run.prefix, spawnOptions, identity.uid);
	await waitForOldServer(data);

	const port = options.port ?? (await freePort());
	const settings = { ...SETTINGS, ...options.settings };
	const command = [
		...run.prefix,
		binaries.postgres,
		'-D',
		data,
		'-p',
		String(port),
		...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
	];
	const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'sh', ...command], {
		...spawnOptions,
		stdio: ['pipe', 'ignore', 'pipe'],
		detached: true // ctrl-C in the terminal goes to us alone; we stop the server after our last query
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	await untilReady(child);
	const url = `postgres://postgres:${secret}@127.0.0.1:${port}/postgres`;
	writeFileSync(path.join(dir, 'url'), url, { mode: 0o600 });
	return {
		url,
		stop: () => {
			child.stdin.end();
			return ended;
		},
		ended
	};
}

const USER_NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

function makeDirectory(dir: string, uid: number | undefined): void {
	mkdirSync(path.dirname(dir), { recursive: true });
	mkdirSync(dir, { recursive: true, mode: 0o700 });
	if (uid !== undefined) chownSync(dir, uid, uid);
}

function canReach(binaries: Binaries, dir: string, uid: number | undefined): boolean {
	if (uid === undefined) return true;
	try {
		const options = { uid, gid: uid, stdio: 'ignore', env: { LD_LIBRARY_PATH: binaries.lib } } as const;
		execFileSync(binaries.postgres, ['--version'], { ...options, cwd: '/' });
		execFileSync('/bin/ls', [dir], { ...options, cwd: '/' });
		return true;
	} catch {
		chownSync(dir, 0, 0);
		return false;
	}
}

/** Makes a new cluster. A half-made one from an interrupted start lacks its mark and is made anew. */
function initialise(
	dir: string,
	data: string,
	binaries: Binaries,
	prefix: readonly string[],
	options: { uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string },
	uid: number | undefined
): string {
	rmSync(data, { recursive: true, force: true });
	const secret = randomBytes(24).toString('base64url');
	const file = path.join(dir, 'password');
	writeFileSync(file, secret, { mode: 0o600 });
	if (uid !== undefined && prefix.length === 0) chownSync(file, uid, uid);
	const [command = binaries.initdb, ...rest] = [
		...prefix,
		binaries.initdb,
		...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${file}`, '-E', 'UTF8'],
		...['--locale-provider=icu', '--icu-locale=vi', '--no-instructions', '--no-sync']
	];
	execFileSync(command, rest, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
	execFileSync('/bin/sh', ['-c', 'sync "$1" && : > "$1/ready"', 'sh', data], options);
	return secret;
}

function readPassword(dir: string): string {
	return readFileSync(path.join(dir, 'password'), 'utf8');
}

/** URL of a server that another process of ours runs in `dir` and that answers; null when there is none. */
async function findLiveServer(dir: string): Promise<string | null> {
	const file = path.join(dir, 'url');
	if (!existsSync(file) || !existsSync(path.join(dir, 'data', 'postmaster.pid'))) return null;
	const url = readFileSync(file, 'utf8');
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
	try {
		await client.connect();
		await client.query('select 1');
		return url;
	} catch {
		return null;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** A server whose owner was killed is still writing its last checkpoint: waits for it, at most ten seconds. */
async function waitForOldServer(data: string): Promise<void> {
	const file = path.join(data, 'postmaster.pid');
	for (let i = 0; i < 200 && existsSync(file); i++) {
		const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
		try {
			process.kill(pid, 0);
		} catch (error) {
			// No such process: the file is stale and the new server will remove it. EPERM means it lives.
			if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
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
