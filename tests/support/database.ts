import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '../../src/lib/server/db/database.ts';
import { createDatabase, dropDatabase } from './test-server.ts';
import './global-setup.ts';

export interface FreshDatabase extends Database {
	/** For code that opens its own connections. */
	readonly url: string;
}

/**
 * A migrated, empty database for one test file, dropped after its last test:
 * `const { db } = await freshDatabase();` at the top of the file, or in a `describe`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
	const server = inject('testServer');
	const url = await createDatabase(server);
	const database = openDatabase(url);
	afterAll(async () => {
		await database.close();
		await dropDatabase(server, url);
	});
	return { ...database, url };
}
