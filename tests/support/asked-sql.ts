import type pg from 'pg';

/**
 * Writes down the text of every statement that goes to the database, without its values: what somebody could tell by the
 * time it takes. Call it before the pool is used; returns what `work` has asked.
 */
export function watchSql(pool: pg.Pool): (work: () => Promise<unknown>) => Promise<string[]> {
	let texts: string[] = [];
	pool.on('connect', (client) => {
		const query = client.query.bind(client) as (...args: unknown[]) => unknown;
		client.query = ((...args: unknown[]) => {
			const [first] = args;
			texts.push(typeof first === 'string' ? first : (first as { text: string }).text);
			return query(...args);
		}) as typeof client.query;
	});
	return async (work) => {
		texts = [];
		await work();
		return texts;
	};
}
