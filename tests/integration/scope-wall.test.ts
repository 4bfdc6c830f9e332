import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { NOTHING, type Scope } from '../../src/lib/domain/access/scope.ts';
import { foldName } from '../../src/lib/domain/text/fold-name.ts';
import { toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { hasWall, readInScope } from '../../src/lib/server/read/in-scope.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { freshPlainDatabase } from '../support/plain-database.ts';

const { db, pool } = await freshDatabase();
const NOW = Date.parse('2026-03-10T09:00:00+07:00');
const office = await openOffice(db, NOW);
const at = toIsoInstant(NOW - 3_600_000);
const applicant = { name: 'Nguyễn Thị Thử' };
await office.push([
	{ dossier: 'RECEIVED', type: 'accepted', at, receiving: '31825', resolving: 'H12.05', applicant },
	{ dossier: 'RESOLVED', type: 'accepted', at, receiving: '32002', resolving: '31825', applicant },
	{ dossier: 'RETURNED', type: 'accepted', at, receiving: '32002', resolving: 'H12.05', returning: '31825', applicant },
	{
		dossier: 'IN-HAND',
		type: 'accepted',
		at,
		receiving: '32002',
		resolving: 'H12.05',
		handler: 'Lê "A", Út',
		applicant
	},
	{ dossier: 'OTHER', type: 'accepted', at, receiving: '32002', resolving: 'H12.05', handler: 'Trần B', applicant },
	{ dossier: 'NAMELESS', type: 'accepted', at, applicant }
]);

const COLUMN = { dossier: 'code', event: 'dossier_code', applicant: 'dossier_code' } as const;
type Walled = keyof typeof COLUMN;

/** What the database alone gives of a table to somebody of a scope, asked without any condition. */
async function bare(scope: Scope, table: Walled): Promise<string[]> {
	const { rows } = await readInScope(db, scope, (trx) =>
		sql<{ code: string }>`select ${sql.ref(COLUMN[table])} as code from ${sql.table(table)}`.execute(trx)
	);
	return rows.map(({ code }) => code).sort();
}

const ALL = ['IN-HAND', 'NAMELESS', 'OTHER', 'RECEIVED', 'RESOLVED', 'RETURNED'];
const hand = (unit: string, handler: string): Scope => ({ units: [], hands: [{ unit, handler }] });

it.each<[Scope, string[]]>([
	['province', ALL],
	[{ units: ['31825'], hands: [] }, ['RECEIVED', 'RESOLVED', 'RETURNED']],
	[hand('H12.05', 'Lê "A", Út'), ['IN-HAND']],
	[{ units: ['31825'], hands: [{ unit: 'H12.05', handler: 'Trần B' }] }, ['OTHER', 'RECEIVED', 'RESOLVED', 'RETURNED']],
	[hand('31825', 'Lê "A", Út'), []],
	[{ units: ["31825'} or true --", ''], hands: [] }, []],
	[NOTHING, []]
])('a query that forgets its condition finds nothing outside the scope %j', async (scope, codes) => {
	expect(await hasWall(db)).toBe(true);
	for (const table of ['dossier', 'event', 'applicant'] as const) {
		expect(await bare(scope, table), table).toEqual(codes);
	}
});

it('a connection that has served one scope keeps nothing of it for the next', async () => {
	await bare({ units: ['31825'], hands: [] }, 'dossier');
	expect(await bare('province', 'dossier')).toEqual(ALL);
	const { rows } = await pool.query<{ role: string }>('select current_user as role, session_user');
	expect(new Set(rows.flatMap((row) => Object.values(row))).size).toBe(1);
	await expect(
		readInScope(db, { units: ['31825'], hands: [] }, (trx) => trx.selectFrom('ledgerChange').selectAll().execute())
	).rejects.toThrow(/permission denied/);
});

it('names are folded alike by the application and the database', async () => {
	const letter = fc.constantFrom(
		...Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệĐĂÂÊÔƠƯỲỶỸÝỴ019 .,-_&%\\/\'"()+')
	);
	const name = fc.array(letter, { maxLength: 40 }).map((letters) => letters.join(''));
	const names = fc.sample(
		fc.oneof(
			name,
			name.map((text) => text.normalize('NFD'))
		),
		300
	);
	const { rows } = await sql<{ folded: string }>`
		select fold_text(name) as folded from unnest(${names}::text[]) with ordinality n (name, place) order by place`.execute(
		db
	);
	expect(rows.map(({ folded }) => folded)).toEqual(names.map(foldName));
});

const plain = await freshPlainDatabase();

it('where the login may make no roles, everything goes on with the conditions of the queries', async () => {
	expect(await hasWall(plain.db)).toBe(false);
	const theirs = await openOffice(plain.db, NOW);
	await theirs.push([
		{ dossier: 'MINE', type: 'accepted', at, receiving: '31825', resolving: '31825' },
		{ dossier: 'OTHER', type: 'accepted', at, receiving: '32002', resolving: '32002' }
	]);
	const { catalogue } = theirs;
	const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));
	const scope = { units: ['31825'], hands: [] };
	const { rows, total } = await readDossierPage(plain.db, { scope, filter: {}, moments, catalogue });
	expect({ total, codes: rows.map(({ code }) => code) }).toEqual({ total: 1, codes: ['MINE'] });
});
