import { sql } from 'kysely';
import { type Database, openDatabase } from '../lib/server/db/database.ts';
import { benchBalance } from './balance.ts';
import { benchBoard, BOARD_INDICES } from './board.ts';
import { benchClientSize } from './client-size.ts';
import { startExternalPostgres } from './external-postgres.ts';
import { benchFanout } from './fanout/fanout.ts';
import { benchVisitors } from './fanout/visitors.ts';
import { benchIntake, compareIntake } from './intake.ts';
import { A_YEAR, fillDossiers, keepIndices } from './many-dossiers.ts';
import { benchPages } from './pages.ts';
import type { Row } from './row.ts';
import { startTarget } from './target.ts';

export const SECTIONS = ['fanout', 'visitors', 'intake', 'postgres', 'board', 'pages', 'balance', 'client'] as const;
export type Section = (typeof SECTIONS)[number];

export interface BenchOptions {
	readonly only: readonly Section[];
	/** Dossiers in the ledger before anything is measured, one in twenty open. */
	readonly dossiers: number;
	/** Of each load. */
	readonly seconds: number;
	/** Also a history ten times as long. */
	readonly long: boolean;
}

/** Runs the sections asked for, in the order of the list; `serverUrl` is of a new server with nothing in it. */
export async function runSections(serverUrl: string, options: BenchOptions): Promise<Row[]> {
	const { only, dossiers, seconds } = options;
	const wants = (section: Section) => only.includes(section);
	const rows: Row[] = [];
	const needsHistory = wants('fanout') || wants('visitors') || wants('board') || wants('pages');
	if (needsHistory || wants('client')) {
		await inDatabase(serverUrl, 'bench_province', async (url, database) => {
			const target = await startTarget(url, database);
			const size = wants('client') ? await benchClientSize(target) : [];
			await target.stop();
			if (needsHistory) {
				say(`filling in ${dossiers.toLocaleString('en')} dossiers`);
				await fillDossiers(database.db, 0, dossiers);
			}
			const pages: Row[] = [];
			// Before the board, which may fill in ten times as many.
			if (wants('pages')) {
				say('pages');
				pages.push(...(await benchPages(url, database, dossiers)));
			}
			if (wants('board')) {
				say('board');
				rows.push(...(await benchBoard(database.db, dossiers)));
			}
			if (wants('fanout')) rows.unshift(...(await benchFanout(url, database, seconds)));
			if (wants('visitors')) rows.push(...(await benchVisitors(url, database, seconds)));
			rows.push(...pages, ...size);
		});
	}
	if (wants('board') && options.long) rows.push(...(await benchLongHistory(serverUrl, 10 * dossiers)));
	if (wants('intake')) rows.push(...(await benchOneIntake(serverUrl)));
	if (wants('postgres')) rows.push(...(await benchPostgres(serverUrl)));
	if (wants('balance')) {
		say('balance');
		rows.push(...(await benchBalance()));
	}
	return rows;
}

/** The same open dossiers after ten years instead of one: lean rows, since the board reads nothing of closed years. */
function benchLongHistory(serverUrl: string, dossiers: number): Promise<Row[]> {
	return inDatabase(serverUrl, 'bench_history', async (url, database) => {
		const target = await startTarget(url, database);
		await target.stop();
		say(`filling in ${dossiers.toLocaleString('en')} dossiers`);
		await keepIndices(database.db, BOARD_INDICES);
		for (let from = 0; from < dossiers; from += A_YEAR)
			await fillDossiers(database.db, from, Math.min(dossiers, from + A_YEAR), { isLean: true });
		say('board, long history');
		const [start] = await benchBoard(database.db, dossiers);
		return start === undefined ? [] : [start];
	});
}

function benchOneIntake(serverUrl: string): Promise<Row[]> {
	return inDatabase(serverUrl, 'bench_intake', async (url, database) => {
		say('intake');
		const target = await startTarget(url, database);
		try {
			return await benchIntake(target);
		} finally {
			await target.stop();
		}
	});
}

async function benchPostgres(serverUrl: string): Promise<Row[]> {
	const external = await startExternalPostgres();
	if (external === null) {
		const what = 'embedded default against an external PostgreSQL, same work';
		return [{ what, asked: '≤ 1.3 ×', measured: 'not measured: no external server found', baseline: '–', ratio: '–' }];
	}
	say(`embedded against ${external.version}`);
	try {
		return await inDatabase(serverUrl, 'bench_embedded', (ourUrl, ours) =>
			inDatabase(external.url, 'bench_external', async (theirUrl, theirs) => {
				const targets = [await startTarget(ourUrl, ours), await startTarget(theirUrl, theirs)] as const;
				try {
					return await compareIntake(...targets, external.version);
				} finally {
					for (const target of targets) await target.stop();
				}
			})
		);
	} finally {
		await external.stop();
	}
}

/** Work in a database of its own, which is dropped afterwards. */
async function inDatabase<T>(
	serverUrl: string,
	name: string,
	work: (url: string, database: Database) => Promise<T>
): Promise<T> {
	const server = openDatabase(serverUrl, { max: 1 });
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	try {
		await sql`create database ${sql.ref(name)}`.execute(server.db);
		const database = openDatabase(url.href);
		try {
			return await work(url.href, database);
		} finally {
			await database.close();
			await sql`drop database ${sql.ref(name)} with (force)`.execute(server.db);
		}
	} finally {
		await server.close();
	}
}

function say(what: string): void {
	process.stderr.write(`${what}\n`);
}
