import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { SIDES } from '../../src/lib/domain/board/layout.ts';
import { ALL_FIGURE_IDS, FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { SORT_KEYS, type Sort } from '../../src/lib/domain/figure/filter-sort.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { HOUR_MS, type Instant, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { readPastOverview } from '../../src/lib/server/past/past-overview.ts';
import { readPastUnit } from '../../src/lib/server/past/past-unit.ts';
import { toAsOf } from '../../src/lib/server/past/past.ts';
import { answerFigures } from '../../src/lib/server/read/answer-figures.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { readWholeListAt } from '../../src/lib/server/read/export/read-rows-at.ts';
import { readFindingsPage } from '../../src/lib/server/read/findings-page.ts';
import { hasWall } from '../../src/lib/server/read/in-scope.ts';
import { readUnitTables } from '../../src/lib/server/read/unit-tables.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { freshPlainDatabase } from '../support/plain-database.ts';

const START = Date.parse('2026-03-24T08:00:00+07:00');
const UNITS = ['31825', '32002', 'H12.05'] as const;
const HANDLERS = ['Lê An', 'Trần Bình', null] as const;
const SCOPES: readonly Scope[] = [
	'province',
	{ units: ['31825'], hands: [] },
	{ units: [], hands: [{ unit: 'H12.05', handler: 'Lê An' }] },
	{ units: ['32002'], hands: [{ unit: 'H12.05', handler: 'Trần Bình' }] }
];
const SORTS = SORT_KEYS.flatMap((by) => [false, true].map((desc): Sort => ({ by, desc })));

/** One record of one of thirty dossiers, which go from unit to unit and from hand to hand; some come late. */
const happening = fc.record({
	dossier: fc.integer({ min: 1, max: 30 }),
	type: fc.constantFrom('accepted' as const, 'processing' as const, 'resolved' as const, 'corrected' as const),
	after: fc.integer({ min: 1, max: 6 * 60 }),
	lag: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * 60 })),
	receiving: fc.option(fc.constantFrom(...UNITS), { nil: undefined }),
	resolving: fc.option(fc.constantFrom(...UNITS), { nil: undefined }),
	returning: fc.option(fc.constantFrom(...UNITS), { nil: undefined }),
	handler: fc.option(fc.constantFrom(...HANDLERS), { nil: undefined }),
	returnIn: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null })
});

/** The database keeps scopes beside the queries, and where it cannot, the queries alone do: all holds either way. */
describe.each([
	['where the database keeps scopes too', freshDatabase],
	['where the queries alone keep scopes', freshPlainDatabase]
] as const)('the past of a scope, %s', async (_walls, openFresh) => {
	const { db } = await openFresh();
	const office = await openOffice(db, START);
	const { catalogue, layout } = office;
	const momentsOf = (at: Instant) => momentsAt(at, catalogue.calendarFor(null, at));

	/** What the office showed to a scope at an instant, while it was the present. */
	async function show(scope: Scope, board: ProvinceBoard) {
		const at = office.now;
		const matching = { scope, filter: {}, moments: momentsOf(at), catalogue };
		const lists = [];
		for (const sort of SORTS) {
			lists.push((await readDossierPage(db, matching, { sort, rows: 100 })).rows.map(({ code }) => code));
		}
		const figures = await answerFigures(db, ALL_FIGURE_IDS, { scope, catalogue, filter: {}, at, asOf: null });
		const findings = await readFindingsPage(db, scope, catalogue, at);
		return {
			at,
			scope,
			lists,
			cells: Array.from(board.view({}, scope).cells),
			figures: figures.figures,
			findings: { totals: findings.totals, units: findings.units }
		};
	}

	async function showUnit(unit: string, side: (typeof SIDES)[number], board: ProvinceBoard) {
		const { procedures, handlers } = await readUnitTables(db, 'province', catalogue, { unit, side }, office.now);
		return {
			at: office.now,
			unit,
			side,
			cells: Array.from(board.view({ [side]: unit }, 'province').cells),
			procedures,
			handlers
		};
	}

	const seen: Awaited<ReturnType<typeof show>>[] = [];
	const units: Awaited<ReturnType<typeof showUnit>>[] = [];
	const board = await ProvinceBoard.open(office.boardDeps);
	const [happenings = []] = fc.sample(fc.array(happening, { minLength: 110, maxLength: 110 }), { numRuns: 1, seed: 5 });
	for (const [place, { dossier, type, after, lag, returnIn, ...facts }] of happenings.entries()) {
		office.now += after * MINUTE_MS;
		const at = office.now - lag * MINUTE_MS;
		const named = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
		const record: EventRecord = {
			dossier: `D-${String(dossier)}`,
			type,
			at: toIsoInstant(at),
			procedure: dossier % 3 === 0 ? '1.004873' : '1.001193',
			...named,
			...(returnIn === null ? {} : { returnAt: toIsoInstant(at + returnIn * HOUR_MS) })
		};
		await office.push([record]);
		while (await board.follow());
		board.tick();
		if (place % 12 !== 11) continue;
		for (const scope of SCOPES) seen.push(await show(scope, board));
		for (const unit of UNITS) for (const side of SIDES) units.push(await showUnit(unit, side, board));
	}
	const past = (at: Instant) => ({ at, known: 'then', firstArrival: null }) as const;
	const asOf = (at: Instant) => toAsOf(past(at));

	it('has dossiers that left the scope since, and others that came into it', async () => {
		expect(await hasWall(db)).toBe(openFresh === freshDatabase);
		for (const scope of SCOPES.slice(1)) {
			const of = seen.filter((one) => one.scope === scope).map(({ lists }) => new Set(lists[0]));
			const all = seen.filter((one) => one.scope === 'province').map(({ lists }) => new Set(lists[0]));
			const last = of.at(-1) ?? new Set<string>();
			const left = of.flatMap((then) => [...then.difference(last)]);
			const came = of.flatMap((then, place) => [...last].filter((code) => !then.has(code) && all[place]?.has(code)));
			expect({ left: left.length > 0, came: came.length > 0 }).toEqual({ left: true, came: true });
		}
	});

	it('is in every list, in every order and every page, what the scope was shown then', async () => {
		for (const { at, scope, lists } of seen.slice(0, -SCOPES.length).slice(-4 * SCOPES.length)) {
			const matching = { scope, filter: {}, moments: momentsOf(at), catalogue };
			for (const [place, sort] of SORTS.entries()) {
				const expected = lists[place];
				const forwards: string[] = [];
				let page = await readDossiersAt(db, matching, asOf(at), { sort, rows: 11 });
				for (;;) {
					expect(page.total).toBe(expected?.length);
					expect(page.first).toBe(page.rows.length === 0 ? 0 : forwards.length + 1);
					forwards.push(...page.rows.map(({ code }) => code));
					if (page.next === null) break;
					page = await readDossiersAt(db, matching, asOf(at), { sort, rows: 11, after: page.next });
				}
				expect(forwards, `${sort.by} ${String(sort.desc)}`).toEqual(expected);
				const backwards: string[] = [];
				page = await readDossiersAt(db, matching, asOf(at), { sort, rows: 11, before: 'end' });
				for (;;) {
					backwards.unshift(...page.rows.map(({ code }) => code));
					if (page.previous === null) break;
					page = await readDossiersAt(db, matching, asOf(at), { sort, rows: 11, before: page.previous });
				}
				expect(backwards, `${sort.by} ${String(sort.desc)} backwards`).toEqual(expected);
			}
		}
	}, 120_000);

	it('is on the overview, in the figures, among the findings and in the file what the scope was shown then', async () => {
		for (const { at, scope, cells, figures, findings, lists } of seen) {
			const view = await readPastOverview(db, scope, layout, catalogue, past(at));
			expect(view.cells).toEqual(cells);
			const answer = await answerFigures(db, ALL_FIGURE_IDS, { scope, catalogue, filter: {}, at, asOf: asOf(at) });
			expect(answer.figures).toEqual(figures);
			const { totals, units: rows } = await readFindingsPage(db, scope, catalogue, at, asOf(at));
			expect({ totals, units: rows }).toEqual(findings);
			const matching = { scope, filter: {}, moments: momentsOf(at), catalogue };
			for (const id of FIGURE_IDS) {
				const list = await readDossiersAt(db, { ...matching, filter: { figure: id } }, asOf(at));
				expect(list.total, id).toBe(cells[layout.figure(id)]);
			}
			const last = SORTS.length - 1;
			const file = await readWholeListAt(db, matching, asOf(at), SORTS[last]!, async ({ rows: all }) => {
				const codes: string[] = [];
				for await (const { code } of all) codes.push(code);
				return codes;
			});
			expect(file).toEqual(lists[last]);
		}
	});

	it('shows of a unit, on both sides, the page it had', async () => {
		expect(units.some(({ handlers }) => handlers.length > 1)).toBe(true);
		for (const { at, unit, side, cells, procedures, handlers } of units) {
			const page = await readPastUnit(db, { unit, side }, layout, catalogue, past(at));
			expect(page.view.cells).toEqual(cells);
			expect(page.tables.procedures).toEqual(procedures);
			expect(page.tables.handlers).toEqual(handlers);
			expect(page.sign.received ?? 0).toBeLessThanOrEqual(at);
		}
	});

	it('says of a row whether its own page is still open to the reader', async () => {
		for (const { at, scope } of seen) {
			const today = await readDossierPage(
				db,
				{ scope, filter: {}, moments: momentsOf(office.now), catalogue },
				{ rows: 100 }
			);
			const open = new Set(today.rows.map(({ code }) => code));
			const then = await readDossiersAt(db, { scope, filter: {}, moments: momentsOf(at), catalogue }, asOf(at), {
				rows: 100
			});
			for (const { code, hasLeft } of then.rows) expect(hasLeft ?? false, code).toBe(!open.has(code));
		}
	});

	it('leaves the wall as it found it', async () => {
		const { rows } = await sql<{ role: string; session: string }>`
			select current_user as role, session_user as session`.execute(db);
		expect(rows[0]?.role).toBe(rows[0]?.session);
	});
});
