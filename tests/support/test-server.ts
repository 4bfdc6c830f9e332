import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/db/embedded-postgres.ts';
import { migrateToLatest } from '../../src/lib/server/db/migrate.ts';
import { throwawaySettings } from './external-postgres.ts';

/** Where the databases of one test run live. Plain data, so that it can be handed to other processes. */
export interface TestServer {
	/** A database in which databases may be created. */
	readonly url: string;
	/** Starts the name of every database of this run. */
	readonly prefix: string;
	/** Name of the migrated, otherwise empty database that the others are copied from. */
	readonly template: string;
}

/**
 * The server for a run: with TEST_SERVER=external the one of TEST_DATABASE_URL, else an embedded one in a folder that is
 * thrown away. `stop` drops every database of the run.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
	const { url, stop } = process.env.TEST_SERVER === 'external' ? external() : await embedded();
	const prefix = `test_${randomBytes(4).toString('hex')}`;
	const server = { url, prefix, template: `${prefix}_template` };
	try {
		await execute(url, `create database ${server.template}`);
		const database = openDatabase(databaseUrl(server, server.template));
		await migrateToLatest(database.db);
		await database.close();
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		server,
		stop: async () => {
			await dropAll(server);
			await stop();
		}
	};
}

/** Makes a database of its own, migrated and empty, in a few dozen milliseconds. */
export async function createDatabase(server: TestServer): Promise<string> {
	const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
	// Two copies at once disturb each other for a moment: the template counts as in use.
	for (let attempt = 1; ; attempt++) {
		try {
			await execute(server.url, `create database ${name} template ${server.template}`);
			return databaseUrl(server, name);
		} catch (error) {
			const inUse = error instanceof pg.DatabaseError && error.code === '55006';
			if (!inUse || attempt === 50) throw error;
		}
	}
}

/** Drops a database made by `createDatabase`, whoever still uses it. */
export async function dropDatabase(server: TestServer, url: string): Promise<void> {
	await execute(server.url, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

function databaseUrl(server: TestServer, name: string): string {
	const url = new URL(server.url);
	url.pathname = `/${name}`;
	return url.href;
}

async function dropAll(server: TestServer): Promise<void> {
	const { rows } = await execute(server.url, `select datname from pg_database where datname like '${server.prefix}%'`);
	for (const row of rows) await execute(server.url, `drop database ${String(row['datname'])} with (force)`);
}

async function execute(url: string, statement: string): Promise<pg.QueryResult<Record<string, unknown>>> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await client.query(statement);
	} finally {
		await client.end();
	}
}

function external(): { url: string; stop: () => Promise<void> } {
	const url = process.env.TEST_DATABASE_URL;
	if (!url) throw new Error('TEST_SERVER=external needs TEST_DATABASE_URL.');
	return { url, stop: () => Promise.resolve() };
}

async function embedded(): Promise<{ url: string; stop: () => Promise<void> }> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'embedded-'));
	// As root the server runs as nobody, who must be able to walk down to its own folder in here.
	chmodSync(dataDir, 0o711);
	const postgres = await startEmbeddedPostgres({ dataDir, settings: throwawaySettings });
	return {
		url: postgres.url,
		stop: async () => {
			await postgres.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
