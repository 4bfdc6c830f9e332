import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canInstallPackages, installPackage } from './apt.ts';
import { freePort } from './free-port.ts';

export interface ExternalPostgres {
	readonly url: string;
	/** Which server it is, for people. */
	readonly description: string;
	stop(): Promise<void>;
}

interface Installed {
	readonly bin: string;
	readonly major: number;
}

/** Older than the embedded one, and not older than what we promise to run on. */
const oldestMajor = 14;
const embeddedMajor = 18;

/** Debian's and Homebrew's places: <root>/<version>/bin. */
const roots = [
	{ folder: '/usr/lib/postgresql', name: /^(\d+)$/ },
	{ folder: '/opt/homebrew/opt', name: /^postgresql@(\d+)$/ },
	{ folder: '/usr/local/opt', name: /^postgresql@(\d+)$/ }
];

/** PostgreSQL refuses to run as root. */
const nobody = 65_534;

/** Runs the server until our end of the pipe closes, which it also does when we are killed. */
const supervisor =
	'exec 3<&0; "$@" 3<&- </dev/null & p=$!; (read -r _ <&3; kill -INT $p) & exec 3<&-; wait $p; kill $!';

/** For servers whose data is thrown away: no waiting for the disk. */
export const throwawaySettings = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	max_connections: '200'
};

/**
 * An external server older than the embedded one: TEST_DATABASE_URL, else one started from this machine's own binaries
 * (Debian's package is fetched when we may). Throws with what to do when there is none.
 */
export async function startExternalPostgres(): Promise<ExternalPostgres> {
	const given = process.env.TEST_DATABASE_URL;
	if (given) {
		return { url: given, description: 'the server of TEST_DATABASE_URL', stop: () => Promise.resolve() };
	}
	return start(await getInstalled());
}

async function getInstalled(): Promise<Installed> {
	const found = findInstalled();
	if (found !== null) return found;
	let trouble = '';
	for (const name of canInstallPackages() ? ['postgresql-15', 'postgresql'] : []) {
		trouble = (await installPackage(name)) ?? '';
		const installed = findInstalled();
		if (installed !== null) return installed;
	}
	throw new Error(
		`${trouble}No PostgreSQL ${oldestMajor} to ${embeddedMajor - 1} found. Install one ("apt-get install postgresql-15") ` +
			'or set TEST_DATABASE_URL to a server on which databases may be created.'
	);
}

/** The oldest server in our range whose binaries are here. */
function findInstalled(): Installed | null {
	const all = roots.flatMap(({ folder, name }) =>
		(existsSync(folder) ? readdirSync(folder) : []).flatMap((entry) => {
			const major = Number(name.exec(entry)?.[1]);
			const bin = path.join(folder, entry, 'bin');
			return major >= oldestMajor && major < embeddedMajor && existsSync(path.join(bin, 'initdb'))
				? [{ bin, major }]
				: [];
		})
	);
	return all.sort((a, b) => a.major - b.major)[0] ?? null;
}

async function start({ bin }: Installed): Promise<ExternalPostgres> {
	const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'));
	const data = path.join(folder, 'data');
	const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
	if (process.getuid?.() === 0) chownSync(folder, nobody, nobody);
	const options = { ...identity, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
	// Without a locale on purpose: nothing may depend on how a server happens to sort.
	const initArgs = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
	execFileSync(path.join(bin, 'initdb'), initArgs, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		...throwawaySettings
	};
	const child = spawn(
		'/bin/sh',
		[
			...['-c', supervisor, 'sh', path.join(bin, 'postgres'), '-D', data, '-p', String(port)],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
		],
		{ ...options, stdio: ['pipe', 'ignore', 'pipe'], detached: true }
	);
	await untilReady(child);
	const version = execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		description: `${version} from ${bin}, started here`,
		stop: async () => {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.stdin.end();
			await ended;
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function untilReady(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let log = '';
		child.stderr?.on('data', (chunk: Buffer) => {
			if (log.length < 100_000) log += chunk.toString();
			if (log.includes('ready to accept connections')) resolve();
		});
		child.once('error', reject);
		child.once('exit', (code) => {
			reject(new Error(`PostgreSQL did not start (exit ${String(code)}):\n${log}`));
		});
	});
}
