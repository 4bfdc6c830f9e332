import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** How values come back: instants as ms, days as ISO text, int8 as number (ours stay far below 2^53). */
const { TIMESTAMPTZ, DATE, INT8 } = pg.types.builtins;
const parsers = new Map<number, (value: string) => unknown>([
	[TIMESTAMPTZ, (value) => Date.parse(toIsoInstant(value))],
	[DATE, (value) => value],
	[INT8, Number]
]);
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid, format) =>
		(format === 'binary' ? undefined : parsers.get(oid)) ??
		(pg.types.getTypeParser(oid, format) as (value: string) => unknown)
};

/** `2025-08-15 01:02:03.4+00` as PostgreSQL prints it under TimeZone UTC → ISO 8601. */
function toIsoInstant(text: string): string {
	return `${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`;
}

export interface Database {
	readonly db: Kysely<Tables>;
	readonly pool: pg.Pool;
	close(): Promise<void>;
}

/**
 * A node that vanished (its machine lost power, its process stands still) may hold the lock under which versions are given
 * out: the server lets go of its connection after about a minute, and ends a transaction in which nothing happens after two.
 */
const LETTING_GO = {
	tcp_keepalives_idle: 30,
	tcp_keepalives_interval: 10,
	tcp_keepalives_count: 3,
	idle_in_transaction_session_timeout: 120_000
};

/**
 * What is open or moved lately lies together and mostly in memory: to be led there by an index costs little more than to
 * read on. With the server's own 4, a million dossiers were read whole for what a fifth of them answers, in four times the time.
 */
const PLANNING = { random_page_cost: 1.1 };

/** Settings every connection of ours needs; also for clients outside the pool (LISTEN). */
export function connectionConfig(url: string): pg.ClientConfig {
	const settings = Object.entries({ TimeZone: 'UTC', ...LETTING_GO, ...PLANNING });
	return {
		connectionString: url,
		types,
		options: settings.map(([name, value]) => `-c ${name}=${String(value)}`).join(' '),
		keepAlive: true,
		application_name: 'thong-suot'
	};
}

/** Opens a pool. Does not connect yet: the first query does, and fails with pg's own error. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
	const pool = new pg.Pool({ ...connectionConfig(url), max: options.max ?? 10 });
	// A connection may break at any time, idle or between two queries of a transaction: the next query reports it, and the
	// one after opens another. Without a listener on each the process would end.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	const db = new Kysely<Tables>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
	});
	return { db, pool, close: () => db.destroy() };
}
