import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Scope, toScopeCondition } from '../../src/lib/domain/access/scope.ts';
import type { Dossier } from '../../src/lib/domain/dossier/dossier.ts';
import { type Filter, toCondition } from '../../src/lib/domain/figure/filter.ts';
import { SORT_KEYS, type Sort } from '../../src/lib/domain/figure/filter-sort.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { toPredicate } from '../../src/lib/domain/figure/predicate.ts';
import { HOUR_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const NOW = Date.parse('2026-03-10T09:00:00+07:00');
const office = await openOffice(db, NOW);
const { catalogue } = office;
const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));

const PEOPLE = ['Đặng Út', 'Dương An', 'Ân Thị Bé', 'An Văn C', null];
const UNITS = ['31825', '32152', 'H12.05', undefined];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;
await office.push(
	Array.from({ length: 90 }, (_, n) => ({
		dossier: `D-${String((n * 37) % 90).padStart(3, '0')}`,
		type: n % 11 === 0 ? ('filed' as const) : ('accepted' as const),
		at: toIsoInstant(NOW - (1 + (n % 40)) * HOUR_MS),
		...(pick(UNITS, n) === undefined ? {} : { resolving: pick(UNITS, n)!, receiving: pick(UNITS, n >> 2) ?? '31825' }),
		...(pick(PEOPLE, n) === null ? {} : { handler: pick(PEOPLE, n)! }),
		...(n % 3 === 0 ? {} : { returnAt: toIsoInstant(NOW + ((n % 13) - 6) * HOUR_MS) })
	}))
);
const all = await db.selectFrom('dossier').select(DOSSIER_COLUMNS).execute();

const SCOPES: Scope[] = [
	'province',
	{ units: ['31825'], hands: [] },
	{ units: [], hands: [{ unit: 'H12.05', handler: 'Ân Thị Bé' }] }
];
const FILTERS: Filter[] = [
	{},
	{ figure: 'backlog' },
	{ figure: 'received-today' },
	{ resolving: '31825' },
	{ age: 'still' }
];

it.each(SORT_KEYS.flatMap((by) => [false, true].map((desc): Sort => ({ by, desc }))))(
	'every page of a list by $by (backwards: $desc) together is what matches, each dossier once, in order',
	async (sort) => {
		for (const scope of SCOPES) {
			for (const filter of FILTERS) {
				const expected = all
					.filter((dossier) => toPredicate(toCondition(filter))(dossier, moments))
					.filter((dossier) => toPredicate(toScopeCondition(scope))(dossier, moments))
					.sort(comparing(sort))
					.map(({ code }) => code);
				const read = (wish: object) =>
					readDossierPage(db, { scope, filter, moments, catalogue }, { sort, rows: 7, ...wish });
				const forwards: string[] = [];
				let page = await read({});
				for (;;) {
					expect(page.total).toBe(expected.length);
					expect(page.first).toBe(page.rows.length === 0 ? 0 : forwards.length + 1);
					forwards.push(...page.rows.map(({ code }) => code));
					if (page.next === null) break;
					page = await read({ after: page.next });
				}
				expect(forwards).toEqual(expected);
				const backwards: string[] = [];
				page = await read({ before: 'end' });
				for (;;) {
					backwards.unshift(...page.rows.map(({ code }) => code));
					if (page.rows.length > 0) expect(page.first).toBe(expected.length - backwards.length + 1);
					if (page.previous === null) break;
					page = await read({ before: page.previous });
				}
				expect(backwards).toEqual(expected);
			}
		}
	}
);

it('a place that somebody typed is the first page, never an error', async () => {
	const read = (after: string) => readDossierPage(db, { scope: 'province', filter: {}, moments, catalogue }, { after });
	const first = await read('');
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.string(),
				fc.json().map((text) => Buffer.from(text).toString('base64url')),
				fc
					.tuple(
						fc.constantFrom(0, 1, 1e12),
						fc.constantFrom('with', 'nowhere', ''),
						fc.constantFrom("'", 'x'),
						fc.constant('\0')
					)
					.map((place) => Buffer.from(JSON.stringify(place)).toString('base64url'))
			),
			async (written) => {
				expect((await read(written)).rows).toEqual(first.rows);
			}
		),
		{ numRuns: 60 }
	);
});

it.each([
	['dam doi', 'of the unit Đầm Dơi', (d: Dossier) => [d.receiving, d.resolving].includes('32152')],
	['ĐẦM DƠI', 'however it is written', (d: Dossier) => [d.receiving, d.resolving].includes('32152')],
	['dang ut', 'of the handler Đặng Út', (d: Dossier) => d.handler === 'Đặng Út'],
	['D-012', 'of that code', (d: Dossier) => d.code === 'D-012'],
	['d-01', 'of part of a code, in any case', (d: Dossier) => d.code.startsWith('D-01')],
	['ut', 'of a short word', (d: Dossier) => d.handler === 'Đặng Út'],
	['%', 'nothing', () => false],
	["' or 1=1 --", 'nothing', () => false],
	['_', 'nothing', () => false]
])('"%s" finds the dossiers %s', async (q, _what, isMeant) => {
	const { rows, total } = await readDossierPage(
		db,
		{ scope: 'province', filter: { q }, moments, catalogue },
		{ sort: { by: 'code', desc: false }, rows: 100 }
	);
	const expected = all.filter(isMeant).map(({ code }) => code);
	expect(rows.map(({ code }) => code)).toEqual(expected.sort());
	expect(total).toBe(expected.length);
});

const vietnamese = new Intl.Collator('vi');

/** The order in memory: values first, those without last, codes last of all. */
function comparing({ by, desc }: Sort): (a: Dossier, b: Dossier) => number {
	const way = desc ? -1 : 1;
	const byCode = (a: Dossier, b: Dossier) => (a.code < b.code ? -1 : 1);
	const known =
		<T>(value: (d: Dossier) => T | null, compare: (a: T, b: T) => number, sign: number) =>
		(a: Dossier, b: Dossier) => {
			const [x, y] = [value(a), value(b)];
			if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
			return sign * compare(x, y);
		};
	const chain =
		(...orders: ((a: Dossier, b: Dossier) => number)[]) =>
		(a: Dossier, b: Dossier) =>
			orders.map((order) => order(a, b)).find((n) => n !== 0) ?? 0;
	const number = (a: number, b: number) => a - b;
	const tail = (a: Dossier, b: Dossier) => way * byCode(a, b);
	switch (by) {
		case 'due':
			return chain(
				known((d) => d.dueAt, number, way),
				tail
			);
		case 'accepted':
			return chain(
				known((d) => d.acceptedAt, number, way),
				tail
			);
		case 'code':
			return tail;
		case 'handler':
			return chain(
				known((d) => d.handler, vietnamese.compare, way),
				tail
			);
		case 'unit': {
			// In the order of their names: An Xuyên, Đầm Dơi, Sở …
			const names = (d: Dossier) =>
				catalogue.findUnitByCode(d.resolving ?? '')?.shortName.replace(/^[XP]\. /, '') ?? null;
			return chain(
				known(names, vietnamese.compare, way),
				known((d) => d.dueAt, number, 1),
				byCode
			);
		}
	}
}
