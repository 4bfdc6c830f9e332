import { type Kysely, sql } from 'kysely';
import type { MessageRow } from '../../contract/desk.ts';
import type { ListRow } from '../../contract/list-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { DOSSIER_COLUMNS } from '../db/dossier-columns.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import { toListRow } from '../read/list-row.ts';
import { toMatchingSql } from '../read/matching.ts';
import type { DeskDeps } from './deps.ts';
import { findMessage } from './messages.ts';

/** One message with the dossiers it is about, as they are now and as far as the reader may see them now. */
export interface MessageDossiers {
	readonly message: MessageRow;
	readonly rows: readonly ListRow[];
	/** Of the message, but not among the rows: outside what they may see now, or beyond the first two hundred. */
	readonly others: number;
}

const MOST = 200;

/** Null: there is no such message of this person. */
export async function readMessageDossiers(
	{ db, catalogue, now: clock }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	{ accountId, scope }: { readonly accountId: string; readonly scope: Scope },
	id: number
): Promise<MessageDossiers | null> {
	const known = catalogue();
	const message = await findMessage(db, known, accountId, id);
	if (message === null) return null;
	const now = clock();
	const calendar = known.calendarFor(null, now);
	const moments = momentsAt(now, calendar);
	const codes = await readCodes(db, message.move.id);
	const rows = await readInScope(db, scope, (trx) =>
		trx
			.selectFrom('dossier')
			.select([...DOSSIER_COLUMNS, 'version'])
			.where(toMatchingSql({ scope, filter: {}, moments, catalogue: known }))
			.where(sql<boolean>`code = any(${codes}::text[])`)
			.orderBy(sql`due_at nulls last`)
			.orderBy('code')
			.limit(MOST)
			.execute()
	);
	const concerned = Math.max(message.got + message.gave, rows.length);
	return {
		message,
		rows: rows.map((dossier) => toListRow(dossier, moments, calendar, known)),
		others: concerned - rows.length
	};
}

async function readCodes(db: Kysely<Tables>, moveId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('moveItem')
		.select('dossierCode')
		.where('moveId', '=', moveId)
		.where('result', 'in', ['moved', 'offered', 'declined', 'withdrawn'])
		.execute();
	return rows.map(({ dossierCode }) => dossierCode);
}
