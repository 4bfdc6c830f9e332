import { type Kysely, type Transaction, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';

/** One open dossier of a unit, as far as load and risk look at it. */
export interface OpenRow {
	readonly code: string;
	readonly version: number;
	readonly procedure: string | null;
	readonly handler: string | null;
	readonly dueAt: Instant | null;
	/** Waiting for the citizen: supplement, payment, stopped. */
	readonly standsStill: boolean;
}

/** What a unit has open at one version of the ledger. */
export interface Book {
	readonly version: number;
	/** Rises with every change to what the unit has, also to what was closed: as long as it stays, so does all that is read of it. */
	readonly revision: number;
	readonly open: ReadonlyMap<string, OpenRow>;
}

interface Shelf {
	book: Book | null;
	reading: Promise<Book>;
}

const shelves = new WeakMap<Kysely<Tables>, Map<string, Shelf>>();

/** More changes than this are not worth following: the unit is read anew. */
const MOST_CHANGES = 5_000;

/**
 * The open dossiers of a unit now. Read whole once; after that only what the ledger says has changed is read, however many
 * ask. Everybody who may see the unit sees the same book: that they may is the caller's to know.
 */
export function readBook(db: Kysely<Tables>, unit: string): Promise<Book> {
	let units = shelves.get(db);
	if (units === undefined) shelves.set(db, (units = new Map<string, Shelf>()));
	let shelf = units.get(unit);
	if (shelf === undefined) units.set(unit, (shelf = { book: null, reading: Promise.resolve(EMPTY) }));
	const own = shelf;
	const read = async (): Promise<Book> => (own.book = await bringUpToDate(db, unit, own.book));
	// One after another: each goes on from where the last stopped.
	own.reading = own.reading.then(read, read);
	return own.reading;
}

const EMPTY: Book = { version: -1, revision: 0, open: new Map() };

async function bringUpToDate(db: Kysely<Tables>, unit: string, book: Book | null): Promise<Book> {
	if (book !== null) {
		const followed = await follow(db, unit, book);
		if (followed !== null) return followed;
	}
	return readInScope(db, { units: [unit], hands: [] }, async (trx) => {
		const { version } = await readHead(trx);
		const rows = await trx
			.selectFrom('dossier')
			.select(['code', 'version', 'procedure', 'handler', 'dueAt', 'status'])
			.where('resolving', '=', unit)
			.where('acceptedAt', 'is not', null)
			.where('closedAt', 'is', null)
			.execute();
		const open = new Map(
			rows.map(({ status, ...row }) => [row.code, { ...row, standsStill: isStill(status) }] as const)
		);
		return { version, revision: (book?.revision ?? 0) + 1, open };
	});
}

/** The book with the changes since. Null: too many, or some are no longer kept. */
function follow(db: Kysely<Tables>, unit: string, book: Book): Promise<Book | null> {
	return readInScope(db, 'province', async (trx) => {
		const { version } = await readHead(trx);
		if (version === book.version) return book;
		const { rows: kept } = await sql`select from ledger_change where version = ${book.version + 1} limit 1`.execute(
			trx
		);
		if (kept.length === 0) return null;
		const { rows } = await sql<{ version: number; after: Dossier }>`
			select version, after from ledger_change
			where version > ${book.version} and (before->>'resolving' = ${unit} or after->>'resolving' = ${unit})
			order by version limit ${MOST_CHANGES + 1}`.execute(trx);
		if (rows.length > MOST_CHANGES) return null;
		if (rows.length === 0) return { ...book, version };
		const open = new Map(book.open);
		for (const { version: changedAt, after } of rows) {
			const { code, procedure, handler, dueAt, status } = after;
			if (after.resolving !== unit || after.acceptedAt === null || after.closedAt !== null) open.delete(code);
			else open.set(code, { code, version: changedAt, procedure, handler, dueAt, standsStill: isStill(status) });
		}
		return { version, revision: book.revision + 1, open };
	});
}

function readHead(trx: Transaction<Tables>): Promise<{ version: number }> {
	return trx.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
}

function isStill(status: number): boolean {
	return status === 5 || status === 6 || status === 8;
}
