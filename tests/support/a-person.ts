import type { Role } from '../../src/lib/domain/access/role.ts';
import { dayOf } from '../../src/lib/domain/time/instant.ts';
import { createAccount } from '../../src/lib/server/access/accounts.ts';
import { COMMAND_LINE } from '../../src/lib/server/access/administrator.ts';
import { giveGrant } from '../../src/lib/server/access/grants.ts';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { RunningApp } from './app.ts';

export interface Person {
	readonly id: string;
	readonly email: string;
	readonly password: string;
}

/** Somebody of the running application who signs in with a password of their own; only for roles of the whole province. */
export async function aPerson(app: RunningApp, role: Role, email = `${role}@camau.invalid`): Promise<Person> {
	if (!('databaseUrl' in app.storage)) throw new Error('makes people only where the database is known');
	const { db, close } = openDatabase(app.storage.databaseUrl, { max: 1 });
	const now = Date.now();
	const by = COMMAND_LINE;
	const password = 'mười hai con giáp';
	const made = await createAccount(db, { name: 'Lê Thị Thử', email, password, by, now });
	if (!made.ok) throw new Error(made.problem);
	const { id } = made.value;
	await db.updateTable('auth.user').set({ mustChangePassword: false }).where('id', '=', id).execute();
	const grant = { role, unit: null, handler: null, from: dayOf(now), to: null, standInFor: null };
	await giveGrant(db, { accountId: id, grant, by, now });
	await close();
	return { id, email, password };
}
