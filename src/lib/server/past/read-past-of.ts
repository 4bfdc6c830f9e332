import { error } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import type { PastView } from '../../contract/past-view.ts';
import { readPast } from '../../domain/time/past.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { toPastView } from './past.ts';

/** The past instant an address asks for, for programs and files: what is none is refused, not dropped. Null: the present. */
export async function readPastOf(
	{ db, now }: { readonly db: Kysely<Tables>; readonly now: () => Instant },
	query: URLSearchParams
): Promise<PastView | null> {
	const ask = readPast(query, now());
	if (ask === 'refused') error(400, 'at must be a past instant with an offset, such as 2026-11-20T10:00:00+07:00');
	return ask === null ? null : toPastView(db, ask);
}
