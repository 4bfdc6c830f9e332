import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../../../migrations/index.ts';
import type { Tables } from './tables.ts';

/**
 * Brings the database to the newest schema; several nodes may call it at once (Kysely holds a lock).
 * Returns the names of the migrations it ran. Throws what the failing one threw: nothing of it stays.
 */
export async function migrateToLatest(db: Kysely<Tables>): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
	const { error, results } = await migrator.migrateToLatest();
	if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed', { cause: error });
	return (results ?? []).map((r) => r.migrationName);
}
