import { serverCpuSeconds, cpuSeconds, residentMiB } from '../process-use.ts';
import { startHelper } from './start-helper.ts';
import type { ViewersAnswer } from './viewers.ts';
import type { WriteOrder, Written } from './writer.ts';

/** What the writer does, and for how many. */
export interface Load {
	readonly rate: number;
	readonly perTransaction: number;
	readonly viewers: number;
}

/** A server that is compared: where it listens, in which process, and how it speaks. */
export interface Contestant {
	readonly url: string;
	readonly pid: number;
	readonly speech: 'board' | 'bare' | 'simple';
	/** With which its screens are let in. Missing: it lets in everybody. */
	readonly readerKey?: string;
}

export interface Outcome {
	readonly written: Written;
	readonly seen: ViewersAnswer;
	/** Processor seconds of the server and of PostgreSQL, for the seconds of `written`. */
	readonly serverCpu: number;
	readonly databaseCpu: number;
	/** Highest seen, MiB. */
	readonly memory: number;
}

export interface Ground {
	readonly databaseUrl: string;
	readonly postmaster: number;
	readonly units: readonly string[];
	readonly seconds: number;
}

/** What a compiled program and full buffers need to be themselves. */
const WARM_SECONDS = 4;
/** From this rate on no disk keeps up with a wait for each: commits go on without it, for all that are compared. */
const DURABLE_UP_TO = 500;

let runs = 0;

export type Writer = ReturnType<typeof startWriter>;

/** The writer of one run; its dossiers are its own. */
export function startWriter({ databaseUrl }: Ground) {
	return startHelper('writer.ts', databaseUrl, String(++runs + (Date.now() % 1_000_000) * 100));
}

export function toOrder({ rate, perTransaction }: Load, seconds: number): WriteOrder {
	return { seconds, rate, perTransaction, durable: rate / perTransaction <= DURABLE_UP_TO };
}

/** Processor seconds PostgreSQL needs for the writes alone, for each change. */
export async function measureBareWrites(ground: Ground, load: Load): Promise<number> {
	const writer = startWriter(ground);
	await writer.ask(toOrder(load, WARM_SECONDS));
	const before = serverCpuSeconds(ground.postmaster);
	const written = await writer.ask(toOrder(load, ground.seconds));
	const used = serverCpuSeconds(ground.postmaster) - before;
	await writer.stop();
	return used / written.changes;
}

/** The load over one server, from the first viewer to the last message; `during` runs beside it. */
export async function measureLoad(
	ground: Ground,
	load: Load,
	{ url, pid, speech, readerKey }: Contestant,
	onEnd?: (seen: ViewersAnswer) => Promise<void>
): Promise<Outcome> {
	const viewers = startHelper('viewers.ts');
	const writer = startWriter(ground);
	await viewers.ask({
		do: 'open',
		url,
		key: readerKey ?? null,
		speech,
		viewers: load.viewers,
		units: ground.units
	});
	await writer.ask(toOrder(load, WARM_SECONDS));
	await viewers.ask({ do: 'begin' });
	const before = { server: cpuSeconds(pid), database: serverCpuSeconds(ground.postmaster) };
	let memory = residentMiB(pid);
	const watch = setInterval(() => (memory = Math.max(memory, residentMiB(pid))), 500);
	const written = await writer.ask(toOrder(load, ground.seconds));
	clearInterval(watch);
	const serverCpu = cpuSeconds(pid) - before.server;
	const databaseCpu = serverCpuSeconds(ground.postmaster) - before.database;
	await viewers.ask({ do: 'reach', version: written.first + written.committedAt.length - 1 });
	const seen = await viewers.ask({ do: 'end', first: written.first, committedAt: written.committedAt });
	await onEnd?.(seen);
	await Promise.all([writer.stop(), viewers.stop()]);
	return { written, seen, serverCpu, databaseCpu, memory };
}
