import type { Kysely } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';

/** What the desk needs from outside; the application is one of these. */
export interface DeskDeps {
	readonly db: Kysely<Tables>;
	readonly catalogue: () => KnownCatalogue;
	readonly now: () => Instant;
	/**
	 * Something was committed that goes on to others: systems of record, mailboxes. It stands in the database with what it
	 * tells of, so this only spares it waiting for the next look.
	 */
	readonly wake?: () => void;
}

/** Whoever acts: an account, by its name now. */
export interface Mover {
	readonly id: string;
	readonly name: string;
}

/** Rows that one transaction works through: one version of the ledger, a few hundred milliseconds. */
export const GROUP_ROWS = 1_000;
