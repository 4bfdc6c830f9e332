import { describe, expect, it } from 'vitest';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { rowArrays } from './row-arrays.ts';

const db = new Kysely<unknown>({
	dialect: {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => new DummyDriver(),
		createIntrospector: (given) => new PostgresIntrospector(given),
		createQueryCompiler: () => new PostgresQueryCompiler()
	}
});

describe('rows as one array per column', () => {
	it('come in the order of the columns, with what is missing as NULL', () => {
		const rows = [{ code: 'A', n: 1, late: true }, { code: 'B' }, { code: null, late: false }];
		const query = rowArrays({ n: 'integer', code: 'text', late: 'boolean' }, rows).compile(db);
		expect(query.sql).toBe('unnest($1::integer[], $2::text[], $3::boolean[])');
		expect(query.parameters).toEqual(['{1,NULL,NULL}', '{"A","B",NULL}', '{true,NULL,false}']);
	});

	it('keep texts that look like the syntax around them', () => {
		const rows = ['NULL', '', '{a,b}', 'say "no"', 'C:\\temp\\', '  '].map((code) => ({ code }));
		expect(rowArrays({ code: 'text' }, rows).compile(db).parameters).toEqual([
			'{"NULL","","{a,b}","say \\"no\\"","C:\\\\temp\\\\","  "}'
		]);
	});
});
