import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** What signs cookies: the configured secret, else the one the database holds for all nodes. */
export async function readSecret(db: Kysely<Tables>, configured: string | null): Promise<string> {
	if (configured !== null) return configured;
	const { value } = await db.selectFrom('auth.secret').select('value').executeTakeFirstOrThrow();
	return value;
}
