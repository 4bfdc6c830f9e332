import type { Kysely } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';

/** What taking records in needs from outside. Made once at start, passed down. */
export interface IngestDeps {
	readonly db: Kysely<Tables>;
	/** The newest catalogue; it may be replaced while the server runs. */
	readonly catalogue: () => KnownCatalogue;
	readonly now: () => Instant;
	readonly log?: IngestLog;
}

export interface IngestLog {
	error(details: Readonly<Record<string, unknown>>, message: string): void;
}
