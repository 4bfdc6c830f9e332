/**
 * `node src/cli/bootstrap.mjs <command> [args]`: from a fresh clone to a running command.
 * Plain JavaScript on purpose, as is what it imports: it must run on whatever Node (20 or newer) the machine has.
 * It installs the packages when they do not match the lock file, then hands over to the Node pinned in package.json,
 * which runs the TypeScript of the command. The command runs in the repository's root, as under npm; `INIT_CWD` tells
 * where the user stood.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SERVER_ENV, SERVER_FLAGS } from './server-flags.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed-lock');
const bin = path.join(modules, '.bin');
const pinnedNode = path.join(bin, 'node');

/** The first Node that runs our TypeScript and has `Temporal`. */
const oldestForTypeScript = 26;

/**
 * Exactly the lock file, which stays as it is. Not "npm ci": that refuses a lock file without the builds for foreign
 * platforms that a registry does not carry (npm/cli#9846). Development packages build the pages, in production too.
 */
const installArguments = [
	'install',
	'--no-save',
	'--include=dev',
	'--include=optional',
	'--no-audit',
	'--no-fund',
	'--loglevel=error'
];

/** @type {Record<string, string>} */
const entries = {
	start: 'src/cli/start.ts',
	dev: 'src/cli/dev.ts',
	test: 'tests/run.ts',
	import: 'src/cli/import.ts',
	simulate: 'src/cli/simulate.ts',
	admin: 'src/cli/admin.ts',
	audit: 'src/cli/audit.ts',
	bench: 'src/cli/bench.ts'
};

main();

function main() {
	const [command = '', ...args] = process.argv.slice(2);
	if (nodeMajor() < 20) refuse(`Node ${process.versions.node} is too old: Node 20 or newer is needed.`);
	const entry = Object.hasOwn(entries, command) ? entries[command] : undefined;
	if (!entry) {
		const problem = command === '' ? 'A command is needed.' : `Unknown command "${command}".`;
		refuse(`${problem} Known commands: ${Object.keys(entries).join(', ')}.`);
	}
	if (!isInstalled()) install();
	const isServer = command === 'start';
	run(entry, args, isServer ? SERVER_FLAGS : [], isServer ? SERVER_ENV : {});
}

/**
 * Does node_modules hold what the lock file asks for, on this kind of machine? Our stamp tells. Packages without it came
 * from npm by hand: installing again is quick then, and where nothing may be written they are taken as they are.
 */
function isInstalled() {
	if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === stampText();
	return existsSync(bin) && !isWritable(modules);
}

function stampText() {
	const lock = createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
	return `${process.platform}-${process.arch} ${lock}\n`;
}

/** @param {string} folder */
function isWritable(folder) {
	try {
		accessSync(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

function install() {
	const target = existsSync(modules) ? modules : root;
	if (!isWritable(target)) {
		refuse(
			`The packages are missing or out of date and ${target} cannot be written. Run the command once as its owner.`
		);
	}
	console.log('Installing the packages of package-lock.json (half a minute the first time) …');
	const [file, ...before] = npm();
	const { status, error } = spawnSync(file, [...before, ...installArguments], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	if (error) refuse(`npm cannot be run (${error.message}). It comes with Node: install both.`);
	if (status !== 0) {
		refuse(
			`Installing failed (npm ended with ${String(status)}), see above. It needs the npm registry and a writable ` +
				`${root}; run the command again afterwards.`
		);
	}
	writeFileSync(stamp, stampText());
}

/**
 * The npm that started us, under the Node that runs it: `process.execPath` may be the pinned Node inside node_modules,
 * which is about to be replaced.
 * @returns {[string, ...string[]]}
 */
function npm() {
	const { npm_execpath: script, npm_node_execpath: node } = process.env;
	if (script && node && path.basename(script) === 'npm-cli.js' && !node.startsWith(modules)) return [node, script];
	return ['npm'];
}

/**
 * @param {string} entry @param {string[]} args @param {readonly string[]} flags
 * @param {Readonly<Record<string, string>>} defaults what the environment may say otherwise
 */
function run(entry, args, flags, defaults) {
	const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
	if (node === process.execPath && nodeMajor() < oldestForTypeScript) refuse(noPinnedNode());
	const child = spawn(node, [...flags, path.join(root, entry), ...args], {
		cwd: root,
		stdio: 'inherit',
		env: {
			...defaults,
			...process.env,
			INIT_CWD: process.env['INIT_CWD'] ?? process.cwd(),
			PATH: [bin, ...(process.env['PATH'] ?? '').split(path.delimiter).filter((dir) => dir !== bin)].join(
				path.delimiter
			)
		}
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			// Ctrl-C in a terminal reaches the child without us; a second one would mean "at once".
			if (signal === 'SIGINT' && process.stdin.isTTY) return;
			child.kill(signal);
		});
	}
	child.on('error', () => refuse(noPinnedNode()));
	child.on('exit', (code, signal) => {
		if (!signal) process.exit(code ?? 1);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

function noPinnedNode() {
	return (
		`No Node ${oldestForTypeScript} from npm runs on this machine (${process.platform}-${process.arch}). ` +
		`Install Node ${oldestForTypeScript} or newer and run the command with it; this is Node ${process.versions.node}.`
	);
}

function nodeMajor() {
	return Number(process.versions.node.split('.')[0]);
}

/** @param {string} message @returns {never} */
function refuse(message) {
	console.error(message);
	process.exit(1);
}
