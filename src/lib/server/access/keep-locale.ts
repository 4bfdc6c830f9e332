import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** Remembers the language an account last chose, for what reaches it outside a page. */
export async function keepLocale(db: Kysely<Tables>, accountId: string, locale: 'vi' | 'en'): Promise<void> {
	await db.updateTable('auth.user').set({ locale }).where('id', '=', accountId).execute();
}
