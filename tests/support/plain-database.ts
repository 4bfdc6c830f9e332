import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { migrateToLatest } from '../../src/lib/server/db/migrate.ts';
import type { FreshDatabase } from './database.ts';
import './global-setup.ts';

/**
 * `freshDatabase` for a login that may make and assume no roles, as on managed servers: the database keeps no scope by
 * itself there, and the conditions in the queries stand alone.
 */
export async function freshPlainDatabase(): Promise<FreshDatabase> {
	const { url, prefix } = inject('testServer');
	const name = `${prefix}_plain_${randomBytes(4).toString('hex')}`;
	await execute(url, `create role ${name} login password '${name}'`, `create database ${name} owner ${name}`);
	const plain = new URL(url);
	plain.username = plain.password = name;
	plain.pathname = `/${name}`;
	const database = openDatabase(plain.href);
	afterAll(async () => {
		await database.close();
		await execute(url, `drop database ${name} with (force)`, `drop role ${name}`);
	});
	await migrateToLatest(database.db);
	return { ...database, url: plain.href };
}

async function execute(url: string, ...statements: readonly string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}
