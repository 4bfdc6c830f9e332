import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';

/** An instant as a value the database compares exactly with `timestamptz`. */
export function timestamp(at: Instant): RawBuilder<Instant> {
	return sql<Instant>`${toIsoInstant(at)}::timestamptz`;
}
