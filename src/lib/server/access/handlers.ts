import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';

/** Names feeds use for the officials of a unit, those with most open dossiers first. At most fifty. */
export function readHandlers(db: Kysely<Tables>, unit: string): Promise<{ handler: string; open: number }[]> {
	return db
		.selectFrom('dossier')
		.select((eb) => ['handler', eb.fn.countAll<number>().as('open')])
		.where('resolving', '=', unit)
		.where('handler', 'is not', null)
		.where('acceptedAt', 'is not', null)
		.where('closedAt', 'is', null)
		.groupBy('handler')
		.orderBy('open', 'desc')
		.orderBy('handler')
		.limit(50)
		.$narrowType<{ handler: string }>()
		.execute();
}
