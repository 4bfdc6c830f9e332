import { isHttpError } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/lib/contract/desk.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import type { FindingsModel } from '../../src/lib/contract/findings-model.ts';
import { RIGHTS_OF, ROLES, type Role } from '../../src/lib/domain/access/role.ts';
import { toScopeCondition } from '../../src/lib/domain/access/scope.ts';
import { ALL_FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { toPredicate } from '../../src/lib/domain/figure/predicate.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { hasWall } from '../../src/lib/server/read/in-scope.ts';
import { GET as getDossier } from '../../src/routes/api/v1/dossiers/[code]/+server.ts';
import { GET as getDossiers } from '../../src/routes/api/v1/dossiers/+server.ts';
import { GET as getFigures } from '../../src/routes/api/v1/figures/+server.ts';
import { GET as getExport } from '../../src/routes/dossiers.[kind]/+server.ts';
import { actions, load as loadDossier } from '../../src/routes/dossiers/[code]/+page.server.ts';
import { load as loadFindings } from '../../src/routes/findings/+page.server.ts';
import { GET as getMoves } from '../../src/routes/api/desk/moves/+server.ts';
import { GET as getOffers } from '../../src/routes/api/desk/offers/+server.ts';
import { GET as getWorkload } from '../../src/routes/api/desk/workload/+server.ts';
import { load as loadMessages } from '../../src/routes/messages/+page.server.ts';
import { load as loadMessage } from '../../src/routes/messages/[id]/+page.server.ts';
import { load as loadDesk } from '../../src/routes/workload/+page.server.ts';
import { GET as getHand } from '../../src/routes/workload/dossiers/+server.ts';
import { signIn } from '../support/sign-in.ts';
import { watchSql } from '../support/asked-sql.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { freshPlainDatabase } from '../support/plain-database.ts';
import { HANDLERS, letTroublePass, UNITS } from '../support/troubled-office.ts';
import { readExport, readList, toVisits } from '../support/visits.ts';

const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const HERE = { unit: UNITS[0], handler: HANDLERS[0] };
/** Names with and without accents, of officials, procedures, units and parts of them; codes; what is nowhere. */
const SEARCHES = ['le thi ut', 'Đặng Văn Ân', 'an', 'thi', 'khai sinh', 'tình trạng', 'dam doi', 'h12 m1', 'nobody'];

const PEOPLE: [name: string, roles: Role[]][] = [
	...ROLES.map((role): [string, Role[]] => [role, [role]]),
	['official and commune-head', ['official', 'commune-head']]
];

/** The database keeps scopes beside the queries, and where it cannot, the queries alone do: all holds either way. */
const WALLS = [
	['where the database keeps scopes too', freshDatabase],
	['where the queries alone keep scopes', freshPlainDatabase]
] as const;

describe.each(WALLS)('%s', async (_walls, openFresh) => {
	const { db, pool } = await openFresh();
	const askedBy = watchSql(pool);
	const office = await openOffice(db, NOW);
	await letTroublePass(office, NOW);
	const { catalogue } = office;
	const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));
	const all = await db.selectFrom('dossier').select(DOSSIER_COLUMNS).execute();

	/** A message of somebody else. */
	const told = await tellSomebody(db);

	/** Codes of the whole province that a filter lets through. */
	const codesOf = async (filter: Filter): Promise<string[]> => {
		const matching = { scope: 'province', filter, moments, catalogue } as const;
		const { rows, total } = await readDossierPage(db, matching, { rows: 100 });
		expect(rows).toHaveLength(total);
		return rows.map(({ code }) => code).sort();
	};
	const counted = new Map<string, string[]>();
	for (const figure of ALL_FIGURE_IDS) counted.set(figure, await codesOf({ figure }));
	const found = new Map<string, string[]>();
	for (const q of SEARCHES) found.set(q, await codesOf({ q }));

	it('there is something inside and outside to be told apart, of nearly every figure', async () => {
		expect(await hasWall(db)).toBe(openFresh === freshDatabase);
		const sees = toPredicate(toScopeCondition(toVisits({ office, db }, ['commune-head'], HERE).access.view));
		const inside = new Set(all.filter((dossier) => sees(dossier, moments)).map(({ code }) => code));
		const tells = ALL_FIGURE_IDS.filter((id) => {
			const codes = counted.get(id) ?? [];
			return codes.some((code) => inside.has(code)) && codes.some((code) => !inside.has(code));
		});
		expect(ALL_FIGURE_IDS.filter((id) => !tells.includes(id))).toEqual(['mass-closing']);
		expect(counted.get('mass-closing')).toHaveLength(24);
		for (const q of SEARCHES.slice(0, -1)) expect(found.get(q)?.length, q).toBeGreaterThan(0);
	});

	describe.each(PEOPLE)('%s', (_name, roles) => {
		const visits = toVisits({ office, db }, roles, HERE);
		const sees = toPredicate(toScopeCondition(visits.access.view));
		const inside = new Set(all.filter((dossier) => sees(dossier, moments)).map(({ code }) => code));
		const outside = all.map(({ code }) => code).filter((code) => !inside.has(code));
		const has = (right: (typeof RIGHTS_OF)[Role][number]) => roles.some((role) => RIGHTS_OF[role].includes(right));
		const exports = toPredicate(toScopeCondition(visits.access.export));
		const taken = new Set(all.filter((dossier) => exports(dossier, moments)).map(({ code }) => code));
		const mayView = has('view');

		/** List, API and export of one query. */
		const expectEverywhere = async (query: string, of: readonly string[]) => {
			const expected = of.filter((code) => inside.has(code));
			const { total, rows } = await readList(visits, `/dossiers?${query}`);
			expect(total, query).toBe(expected.length);
			if (expected.length <= 50) expect(rows.map(({ code }) => code).sort(), query).toEqual(expected);
			const answer = await visits.call(getDossiers, `/api/v1/dossiers?${query}&limit=100`);
			const told = (await answer.json()) as { total: number; dossiers: { code: string }[] };
			expect({ total: told.total, codes: told.dossiers.map(({ code }) => code).sort() }, query).toEqual({
				total: expected.length,
				codes: expected
			});
			if (!has('export')) return;
			const file = await readExport(await visits.call(getExport, `/dossiers.csv?${query}`, { kind: 'csv' }));
			expect(file.rows.map(([code]) => code).sort(), query).toEqual(of.filter((code) => taken.has(code)));
		};

		it.runIf(mayView)('sees of every figure what lies inside, in list, API and export, and nothing else', async () => {
			for (const figure of ALL_FIGURE_IDS) await expectEverywhere(`figure=${figure}`, counted.get(figure) ?? []);
		});

		it.runIf(mayView)('is told as many by the figures and by the page of findings', async () => {
			const answer = await visits.call(getFigures, '/api/v1/figures');
			const { figures } = (await answer.json()) as {
				figures: { id: string; of: number }[];
			};
			expect(figures.map(({ id }) => id)).toEqual(ALL_FIGURE_IDS);
			const expected = (id: string) => (counted.get(id) ?? []).filter((code) => inside.has(code)).length;
			for (const { id, of } of figures) expect(of, id).toBe(expected(id));
			const { findings } = await visits.call<{ findings: FindingsModel }>(loadFindings as never, '/findings');
			for (const { id, count } of findings.totals) expect(count, id).toBe(expected(id));
		});

		it.runIf(mayView)('finds by code, name, procedure and unit what lies inside, and nothing else', async () => {
			for (const q of SEARCHES) await expectEverywhere(`q=${encodeURIComponent(q)}`, found.get(q) ?? []);
		});

		it('is refused an export without the right to it', async () => {
			if (has('export')) return;
			expect(await refusalOf(visits.call(getExport, '/dossiers.csv', { kind: 'csv' }))).toMatchObject({ status: 403 });
		});

		it.runIf(mayView)('finds of the rest by its code as little as of what does not exist', async () => {
			const nobody = await readList(visits, '/dossiers?q=H12-999');
			for (const { code } of all) {
				const { filter: _, ...said } = await readList(visits, `/dossiers?q=${code}`);
				const { filter: __, ...saidOfNobody } = nobody;
				if (inside.has(code)) expect(said.rows.map((row) => row.code)).toEqual([code]);
				else expect(said, code).toEqual(saidOfNobody);
			}
		});

		it.runIf(mayView)(
			'is told of a dossier outside word for word what is told of one that does not exist',
			async () => {
				/** What is said, and the questions that had to be asked for it. */
				const tell = async (code: string) => {
					let said: unknown;
					const asked = await askedBy(async () => {
						said = [
							await refusalOf(visits.call(getDossier, `/api/v1/dossiers/${code}`, { code })),
							await refusalOf(visits.call(loadDossier as never, `/dossiers/${code}`, { code })),
							await refusalOf(visits.call(actions.applicant as never, `/dossiers/${code}?/applicant`, { code }))
						];
					});
					return { said, asked };
				};
				const nobody = await tell('H12-999');
				expect(nobody.asked.length).toBeGreaterThan(3);
				expect(JSON.stringify(nobody.said)).not.toContain('H12-999');
				for (const code of outside) expect(await tell(code), code).toEqual(nobody);
				for (const code of inside) {
					expect((await visits.call(getDossier, `/api/v1/dossiers/${code}`, { code })).status).toBe(200);
				}
				expect(inside.size + outside.length).toBe(all.length);
			}
		);

		const mayMove = has('assign-within') || has('assign-across');
		/** The desk and what it is made of, of one unit. */
		const desk = (unit: string): Promise<unknown>[] => [
			visits.call(loadDesk as never, `/workload?unit=${unit}`),
			visits.call(getWorkload, `/api/desk/workload?unit=${unit}`),
			visits.call(getOffers, `/api/desk/offers?unit=${unit}`),
			visits.call(getMoves, `/api/desk/moves?unit=${unit}`),
			visits.call(getHand, `/workload/dossiers?figure=backlog&resolving=${unit}`)
		];

		it('opens the desk of those units whose work they may move, with what lies there, and no other', async () => {
			if (!mayMove) {
				for (const query of ['', `?unit=${UNITS[0]}`, '?unit=NO-SUCH'])
					expect(await refusalOf(visits.call(loadDesk as never, `/workload${query}`))).toMatchObject({ status: 403 });
				return;
			}
			const { view } = visits.access;
			for (const unit of UNITS) {
				if (view === 'province' || view.units.includes(unit)) {
					const { desk: found } = await visits.call<{ desk: { workload: Workload } }>(
						loadDesk as never,
						`/workload?unit=${unit}`
					);
					const { officials, pool } = found.workload;
					const open = all.filter(
						({ resolving, acceptedAt, closedAt }) => resolving === unit && acceptedAt !== null && closedAt === null
					);
					const shown = officials.reduce((sum, { load }) => sum + load.dossiers, pool.load.dossiers);
					expect(shown, unit).toBe(open.length);
				} else {
					const refusals = await Promise.all(desk(unit).map(refusalOf));
					expect(refusals, unit).toEqual(await Promise.all(desk('NO-SUCH').map(refusalOf)));
					for (const refusal of refusals) expect(refusal, unit).toMatchObject({ status: 404 });
				}
			}
		});

		it('reads no message but their own, and is told of another’s what is told of none', async () => {
			const { messages } = await visits.call<{ messages: unknown[] }>(loadMessages as never, '/messages');
			expect(messages).toEqual([]);
			const message = (id: number) =>
				refusalOf(visits.call(loadMessage as never, `/messages/${String(id)}`, { id: String(id) }));
			expect(await message(told)).toMatchObject({ status: 404 });
			expect(await message(told)).toEqual(await message(told + 1_000));
		});

		it('is refused everything without the right to look', async () => {
			if (mayView) return;
			const refused = [
				visits.call(getFigures, '/api/v1/figures'),
				visits.call(getDossiers, '/api/v1/dossiers'),
				readList(visits, '/dossiers'),
				visits.call(loadFindings as never, '/findings'),
				...['H12-000', 'H12-999'].map((code) => visits.call(getDossier, `/api/v1/dossiers/${code}`, { code }))
			];
			for (const answer of refused) expect(await refusalOf(answer)).toMatchObject({ status: 403 });
		});
	});
});

/** A move by somebody, and the message of it to somebody else. Answers its number. */
async function tellSomebody(db: Kysely<Tables>): Promise<number> {
	const { accountId } = await signIn(db, 'leader');
	const at = toIsoInstant(NOW);
	const { id: moveId } = await db
		.insertInto('move')
		.values({
			accountId,
			key: 'key-of-a-move',
			fingerprint: 'x',
			byName: 'Ai đó',
			at,
			kind: 'pool',
			toUnit: null,
			toOfficial: null,
			reasonCode: 'urgent',
			reasonText: '',
			undoUntil: at
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id } = await db
		.insertInto('message')
		.values({ accountId, moveId, about: 'move', at, got: 1, gave: 0 })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** What a refusal says to whoever is refused. */
async function refusalOf(answer: Promise<unknown>): Promise<unknown> {
	const thrown: unknown = await answer.then(
		() => null,
		(error: unknown) => error
	);
	if (!isHttpError(thrown)) throw thrown instanceof Error ? thrown : new Error('it was answered');
	return { status: thrown.status, body: thrown.body };
}
