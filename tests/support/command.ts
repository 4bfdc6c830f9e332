import { type ChildProcess, spawn } from 'node:child_process';

export interface Ended {
	/** Exit code; null when a signal ended it. */
	readonly code: number | null;
	/** What it wrote to both streams, in the order of arrival. */
	readonly output: string;
	readonly timedOut: boolean;
}

/** Time that a command gets to end by itself after it was asked to. */
const graceMs = 5_000;
const running = new Set<ChildProcess>();

/**
 * Runs a command in a process group of its own, so that what it starts ends with it when the time is over.
 * Never throws: a command that cannot be started ends with code null and says why in its output.
 */
export function runCommand(
	file: string,
	args: readonly string[],
	options: { timeoutMs: number; env?: NodeJS.ProcessEnv }
): Promise<Ended> {
	return new Promise((resolve) => {
		const child = spawn(file, args, {
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...options.env }
		});
		running.add(child);
		const chunks: Buffer[] = [];
		let timedOut = false;
		const timer = setTimeout(() => {
			timedOut = true;
			chunks.push(Buffer.from(`\nNot done after ${options.timeoutMs / 1000} s: ended.\n`));
			endGroup(child);
		}, options.timeoutMs);
		const end = (code: number | null): void => {
			clearTimeout(timer);
			running.delete(child);
			resolve({ code, output: Buffer.concat(chunks).toString('utf8'), timedOut });
		};
		child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.once('error', (error) => {
			chunks.push(Buffer.from(`${file}: ${error.message}\n`));
			end(null);
		});
		child.once('close', end);
	});
}

/** Ends every command that is still running: for the moment when we are told to stop. */
export function endCommands(): void {
	for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
	signalGroup(child, 'SIGTERM');
	setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs).unref();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group has ended meanwhile.
	}
}
