import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Ended, runCommand } from './command.ts';

/** What a step found. `output` is what people need when something failed; `note` is worth a line in any case. */
export interface Outcome {
	readonly passed: number;
	readonly failed: number;
	readonly output: string;
	readonly note?: string;
}

export interface Step {
	readonly name: string;
	run(): Promise<Outcome>;
}

export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** Names of those that passed only the second time. */
	readonly unsteady: readonly string[];
}

/** How one kind of JSON report counts. */
export type Counter = (report: unknown) => Count;

/** A command that is right or wrong as a whole: it counts as one. */
export function check(name: string, command: readonly string[], timeoutMs: number): Step {
	return {
		name,
		run: async () => {
			const ended = await runTool(command, timeoutMs, {});
			return ended.code === 0
				? { passed: 1, failed: 0, output: ended.output }
				: { passed: 0, failed: 1, output: ended.output };
		}
	};
}

/**
 * A command that runs tests and writes a JSON report to the path given to it. Something wrong that the report does not
 * count (a crash, no test found at all) counts as one failure.
 */
export async function runTests(
	command: (report: string) => { args: readonly string[]; env?: NodeJS.ProcessEnv },
	count: Counter,
	timeoutMs: number
): Promise<Outcome> {
	const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
	try {
		const report = path.join(folder, 'report.json');
		const { args, env = {} } = command(report);
		const ended = await runTool(args, timeoutMs, env);
		const { passed, failed, skipped, unsteady } = existsSync(report)
			? count(JSON.parse(readFileSync(report, 'utf8')))
			: NOTHING;
		const uncounted = ended.code !== 0 && failed === 0 ? 1 : 0;
		const notes = [
			...(skipped > 0 ? [`${skipped} skipped by their authors`] : []),
			...unsteady.map((name) => `UNSTEADY, passed the second time: ${name}`)
		];
		return {
			passed,
			failed: failed + uncounted,
			output: ended.output,
			...(notes.length > 0 ? { note: notes.join(' · ') } : {})
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const NOTHING: Count = { passed: 0, failed: 0, skipped: 0, unsteady: [] };

export function failure(output: string): Outcome {
	return { passed: 0, failed: 1, output };
}

/** Runs a tool of node_modules/.bin, without colours and with the pinned Node first in PATH. */
function runTool([tool = '', ...args]: readonly string[], timeoutMs: number, env: NodeJS.ProcessEnv): Promise<Ended> {
	const bin = path.resolve(import.meta.dirname, '../../node_modules/.bin');
	return runCommand(path.join(bin, tool), args, {
		timeoutMs,
		env: { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1', FORCE_COLOR: undefined, ...env }
	});
}
