import type { Kysely } from 'kysely';
import type { MoveAnswer } from '../../src/lib/contract/desk.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import type { RunningApp } from './app.ts';

interface PageMove {
	readonly cookie: string;
	/** Of the ward in which `anAccepted` puts dossiers. */
	readonly official: string;
	readonly codes: readonly string[];
}

/** Moves as a page does: the same request until it is answered, whatever happens to the server meanwhile. */
export async function moveAsPage(
	app: () => RunningApp,
	db: Kysely<Tables>,
	{ cookie, official, codes }: PageMove
): Promise<MoveAnswer> {
	const items = await db.selectFrom('dossier').select(['code', 'version']).where('code', 'in', codes).execute();
	const body = JSON.stringify({
		key: crypto.randomUUID(),
		target: { kind: 'official', unit: '31825', official },
		selection: { items },
		reason: { code: 'overload' }
	});
	const headers = { cookie, 'content-type': 'application/json', origin: new URL(app().url).origin };
	for (;;) {
		const response = await fetch(`${app().url}/api/desk/moves`, { method: 'POST', headers, body }).catch(() => null);
		if (response?.ok === true) return (await response.json()) as MoveAnswer;
		if (response !== null && response.status < 500)
			throw new Error(`${String(response.status)} ${await response.text()}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
