import { type ChildProcess, spawn } from 'node:child_process';
import { SERVER_ENV, SERVER_FLAGS } from '../cli/server-flags.mjs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Database } from '../lib/server/db/database.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { dayOf, toIsoDay } from '../lib/domain/time/instant.ts';
import { createReaderKey } from '../lib/server/access/reader-keys.ts';
import { createFeedKey } from '../lib/server/feeds/feed-keys.ts';
import { saveFeed } from '../lib/server/feeds/feeds.ts';

/** The built application in a process of its own, and the way into its ledger. */
export interface Target {
	readonly url: string;
	readonly feed: string;
	readonly key: string;
	/** With which screens and pages are asked for, as a leader's. */
	readonly readerKey: string;
	readonly db: Kysely<Tables>;
	/** Resident memory of its process, bytes. Linux only. */
	readonly pid: number;
	stop(): Promise<void>;
}

/** Starts the built application over a database; resolves when it listens. */
export async function startTarget(databaseUrl: string, { db }: Database): Promise<Target> {
	const child = spawn(process.execPath, [...SERVER_FLAGS, path.resolve(import.meta.dirname, '../serve.ts')], {
		env: {
			PATH: process.env.PATH,
			...SERVER_ENV,
			NODE_ENV: 'production',
			DATABASE_URL: databaseUrl,
			DEMO: 'off',
			PORT: '0'
		},
		// Over the fourth it hears when we are gone, and ends too.
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	const url = await listening(child);
	await saveFeed(db, { id: 'bench', name: 'Bench', simulated: true, defaultUnit: null });
	const { key } = await createFeedKey(db, 'bench');
	const readerKey = await createLeaderKey(db);
	return {
		url,
		feed: 'bench',
		key,
		readerKey,
		db,
		pid: child.pid ?? 0,
		stop: () =>
			new Promise((resolve) => {
				child.once('exit', () => resolve());
				child.kill('SIGTERM');
			})
	};
}

/** A new key of the bench's leader, who is made with the first. */
async function createLeaderKey(db: Kysely<Tables>): Promise<string> {
	const id = 'bench-leader';
	const email = `${id}@bench.invalid`;
	const account = await db
		.insertInto('auth.user')
		.values({ id, name: 'Bench', email })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (account !== undefined) {
		const grant = { role: 'leader' as const, unit: null, handler: null, standInFor: null, givenBy: null };
		const days = { fromDay: toIsoDay(dayOf(Date.now())), toDay: null };
		await db
			.insertInto('accountGrant')
			.values({ accountId: id, ...grant, ...days })
			.execute();
	}
	const made = await createReaderKey(db, { email, actor: null, now: Date.now() });
	if (made === null) throw new Error('the leader of the bench is not there');
	return made.key;
}

function listening({ stdout, ...child }: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let output = '';
		stdout?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			const url = /^listening (\S+)$/m.exec(output)?.[1];
			if (url !== undefined) resolve(url);
		});
		stdout?.once('close', () => reject(new Error(`the application ended: ${String(child.exitCode)}\n${output}`)));
	});
}
