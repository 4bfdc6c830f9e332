import { readdirSync, readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';

/** Clock ticks in which Linux counts processor time; fixed for user space. */
const TICKS_PER_SECOND = 100;

interface Stat {
	readonly parent: number;
	/** Ticks of the process itself, and of those of its children that have ended. */
	readonly own: number;
	readonly ended: number;
}

/** Processor seconds a process has used. Linux only, as all here. */
export function cpuSeconds(pid: number): number {
	return readStat(pid).own / TICKS_PER_SECOND;
}

/** Processor seconds of a PostgreSQL server with all its connections, also those that have been closed. */
export function serverCpuSeconds(postmaster: number): number {
	const { own, ended } = readStat(postmaster);
	let ticks = own + ended;
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		const stat = findStat(Number(name));
		if (stat?.parent === postmaster) ticks += stat.own + stat.ended;
	}
	return ticks / TICKS_PER_SECOND;
}

/** The process all connections of a local server come from. */
export async function postmasterOf(db: Kysely<Tables>): Promise<number> {
	const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
	return readStat(rows[0]?.pid ?? 0).parent;
}

/** Resident memory, MiB. */
export function residentMiB(pid: number): number {
	const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kib) / 1024;
}

function findStat(pid: number): Stat | null {
	try {
		return readStat(pid);
	} catch {
		// It has ended since the folder was read; its parent counts it now.
		return null;
	}
}

function readStat(pid: number): Stat {
	const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name stands in brackets and may hold spaces.
	const fields = text
		.slice(text.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	const [, parent = 0] = fields;
	const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
	return { parent, own: user + system, ended: endedUser + endedSystem };
}
