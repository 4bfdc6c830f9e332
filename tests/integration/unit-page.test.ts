import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { HANDLER_FIGURES, PROCEDURE_FIGURES } from '../../src/lib/contract/unit-model.ts';
import { toOverviewModel } from '../../src/lib/client/overview/to-overview-model.ts';
import { toPartners } from '../../src/lib/client/unit/partners.ts';
import { accessOn } from '../../src/lib/domain/access/access.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { SIDES } from '../../src/lib/domain/board/layout.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { DAY_MS, dayOf, HOUR_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { needUnit } from '../../src/lib/server/access/unit-in-scope.ts';
import { signedOut, type Visitor } from '../../src/lib/server/access/visitor.ts';
import { FreshnessWatch } from '../../src/lib/server/live/freshness-watch.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { ViewRooms } from '../../src/lib/server/live/view-rooms.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readOverviewUnits } from '../../src/lib/server/read/overview-units.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import { findUnitFacts, ofUnit, readUnitFeeds } from '../../src/lib/server/read/unit-facts.ts';
import { readUnitTables } from '../../src/lib/server/read/unit-tables.ts';
import { shareUnitTables } from '../../src/lib/server/read/unit-tables-shared.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const NOW = Date.parse('2026-03-25T10:00:00+07:00');
const UNITS = ['31825', '32002', '32152', 'H12.05'] as const;
const PROCEDURES = ['1.004873', '1.001193', undefined] as const;
const HANDLERS = ['Lê An', 'Trần Bình', undefined] as const;
const at = (hours: number) => toIsoInstant(NOW - hours * HOUR_MS);

/** Dossiers of four units with each other: open, due soon, overdue, closed in time and late. */
function records(): EventRecord[] {
	return Array.from({ length: 240 }, (_, i) => {
		const [receiving, resolving] = [UNITS[i % 4], UNITS[(i >> 2) % 4]];
		const [procedure, handler] = [PROCEDURES[i % 3], HANDLERS[(i >> 1) % 3]];
		const returnIn = [-30, 2, 90, 300][(i >> 4) % 4] ?? 0;
		const accepted: EventRecord = {
			dossier: `D-${String(i)}`,
			type: 'accepted',
			at: at(200 - (i % 180)),
			...(receiving === undefined ? {} : { receiving }),
			...(resolving === undefined ? {} : { resolving }),
			...(procedure === undefined ? {} : { procedure }),
			...(handler === undefined ? {} : { handler }),
			returnAt: toIsoInstant(NOW + returnIn * HOUR_MS)
		};
		const resolved: EventRecord = { dossier: accepted.dossier, type: 'resolved', at: at((i % 5) * 4) };
		return i % 5 < 2 ? [accepted, resolved] : [accepted];
	}).flat();
}

describe('the page of a unit', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const { accepted } = await office.push(records());
	const { catalogue } = office;
	const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));
	const total = async (filter: Filter, scope: Scope = 'province') =>
		(await readDossierPage(db, { scope, filter, moments, catalogue })).total;
	const tablesOf = (unit: string, side: (typeof SIDES)[number], scope: Scope = 'province') =>
		readUnitTables(db, scope, catalogue, { unit, side }, NOW);

	it('is told of what the office really has', () => {
		expect(accepted).toBe(records().length);
	});

	it.each(UNITS.flatMap((unit) => SIDES.map((side) => [unit, side] as const)))(
		'%s %s: every number of every table is the length of its list, and they add up to the figures',
		async (unit, side) => {
			const tables = await tablesOf(unit, side);
			const figures = await readFigures(db, 'province', moments, { [side]: unit });
			for (const figure of PROCEDURE_FIGURES) {
				const sum = tables.procedures.reduce((all, { counts }) => all + counts[figure], 0);
				expect(sum, figure).toBe(figures[figure].of);
				for (const { procedure, counts } of tables.procedures) {
					if (procedure === null) continue;
					const filter = { figure, [side]: unit, procedure: procedure.code };
					expect(await total(filter), `${figure} of ${procedure.code}`).toBe(counts[figure]);
				}
			}
			const closed = tables.procedures.reduce((all, { closedMonth }) => all + closedMonth, 0);
			expect(closed).toBe(figures['on-time-month'].per);
			if (side === 'receiving') {
				expect(tables.handlers).toEqual([]);
				return;
			}
			for (const figure of HANDLER_FIGURES) {
				const sum = tables.handlers.reduce((all, { counts }) => all + counts[figure], 0);
				expect(sum, figure).toBe(figures[figure].of);
				for (const { handler, counts } of tables.handlers) {
					if (handler === null) continue;
					expect(await total({ figure, resolving: unit, handler }), `${figure} of ${handler}`).toBe(counts[figure]);
				}
			}
			const nobody = tables.handlers.find(({ handler }) => handler === null);
			expect(nobody?.counts.backlog).toBe(await total({ figure: 'no-handler', resolving: unit }));
		}
	);

	it('shows with whom a unit has its dossiers as the lists count them', async () => {
		const board = await ProvinceBoard.open(office.boardDeps);
		const rooms = new ViewRooms(board);
		const units = await readOverviewUnits(db);
		for (const side of SIDES) {
			const across = side === 'resolving' ? 'receiving' : 'resolving';
			const room = await rooms.open({ [side]: '31825' }, 'province');
			if (typeof room === 'string') throw new Error('no view may be opened');
			const model = toOverviewModel(room.view.whole(), units, office.layout);
			const { others, own, rest } = toPartners(model, { code: '31825', side });
			expect(others.map(({ unit }) => unit.code).sort()).toEqual(UNITS.slice(1));
			for (const { unit, load } of others) {
				for (const [key, figure] of [
					['today', 'received-today'],
					['backlog', 'backlog'],
					['overdue', 'overdue']
				] as const) {
					const filter = { figure, [side]: '31825', [across]: unit.code };
					expect(load[key], `${figure} with ${unit.code}`).toBe(await total(filter));
				}
			}
			expect(own.backlog).toBe(await total({ figure: 'backlog', receiving: '31825', resolving: '31825' }));
			expect(rest).toEqual({ today: 0, backlog: 0, overdue: 0 });
		}
	});

	it('says the same to the head of the unit as to the leader, and of others only what is shared', async () => {
		const own: Scope = { units: ['31825'], hands: [] };
		for (const side of SIDES) {
			expect(await tablesOf('31825', side, own)).toEqual(await tablesOf('31825', side));
			// Asked for another unit in spite of everything, the read itself gives only what both share.
			const other = await tablesOf('32002', side, own);
			const across = side === 'resolving' ? 'receiving' : 'resolving';
			const shared = await total({ figure: 'backlog', [side]: '32002', [across]: '31825' });
			expect(other.procedures.reduce((all, { counts }) => all + counts.backlog, 0)).toBe(shared);
		}
	});

	it('is one and the same 404 for a unit that is not there and one that is not theirs', () => {
		const visitor = (...grants: Parameters<typeof accessOn>[1]): Visitor => ({
			...signedOut('/units/32002'),
			account: { id: 'a', name: 'A', email: 'a@test.invalid', roles: [], isDemo: false, mustChangePassword: false },
			access: accessOn(dayOf(NOW), grants)
		});
		const since = { from: dayOf(NOW) - 1, to: null, standInFor: null };
		const head = visitor({ role: 'commune-head', unit: '31825', handler: null, ...since });
		const official = visitor({ role: 'official', unit: '31825', handler: 'Lê An', ...since });
		const leader = visitor({ role: 'leader', unit: null, handler: null, ...since });
		const answer = (who: Visitor, unit: string): unknown => {
			try {
				return needUnit(who, unit);
			} catch (thrown) {
				return thrown;
			}
		};
		expect(answer(head, '31825')).toMatchObject({ units: ['31825'] });
		expect(answer(leader, '32002')).toBe('province');
		const unknown = answer(head, 'nowhere');
		expect(unknown).toMatchObject({ status: 404 });
		expect(answer(head, '32002')).toEqual(unknown);
		expect(answer(official, '31825')).toEqual(unknown);
		expect(answer(leader, "1' or 1=1")).toEqual(unknown);
	});

	it('is opened for units of the catalogue only, with their names through time', async () => {
		expect(await findUnitFacts(db, 'nowhere')).toBeNull();
		expect(await findUnitFacts(db, '31825')).toMatchObject({ wave: 1, goLiveOn: '2025-08-15', predecessors: [] });
		const { validTo: _, ...row } = await db
			.selectFrom('unit')
			.selectAll()
			.where('code', '=', '31825')
			.executeTakeFirstOrThrow();
		const former = { ...row, code: '31813', name: 'Phường 3', validFrom: '1999-01-01', successor: '31825' };
		await db
			.insertInto('unit')
			.values({ ...former, validTo: '2025-07-01' })
			.execute();
		expect((await findUnitFacts(db, '31825'))?.predecessors).toMatchObject([{ code: '31813', validTo: '2025-07-01' }]);
		expect((await findUnitFacts(db, '31813'))?.successor).toMatchObject({ code: '31825', name: 'Phường Bạc Liêu' });
	});

	it('names the feeds that told of the unit, and of the silence of others nothing', async () => {
		await db.insertInto('feed').values({ id: 'idle', name: 'Idle', defaultUnit: null }).execute();
		expect((await readUnitFeeds(db, '31825')).map(({ id }) => id)).toEqual(['test']);
		expect(await readUnitFeeds(db, '32248')).toEqual([]);
		const silent = (kind: 'feed' | 'unit', id: string) => ({ kind, id, name: null, since: 0, minutes: 600 });
		const freshness = {
			asOf: NOW,
			silent: [silent('feed', 'test'), silent('unit', '31825'), silent('unit', '32002')],
			signs: [1, 2, 3, 4, 5, 6]
		};
		const codes = ['31825', '32002', '32152'];
		expect(ofUnit(freshness, '32002', codes)).toEqual({
			asOf: NOW,
			silent: [silent('feed', 'test'), silent('unit', '32002')],
			signs: [null, null, 3, 4, null, null]
		});
		expect(ofUnit(freshness, 'nowhere', codes).signs).toEqual([null, null, null, null, null, null]);
	});

	it('knows the rhythm of a unit whose history came after the start', async () => {
		const watch = new FreshnessWatch({
			db,
			units: office.layout.units,
			now: () => office.now,
			calendarOf: (unit, when) => catalogue.calendarFor(unit, when),
			isInTrouble: () => false
		});
		const board = await ProvinceBoard.open({ ...office.boardDeps, onChange: (change) => watch.note(change) });
		expect(watch.rhythmOf('32248')).toEqual({ dossiers: 0, quietMinutes: null });
		await watch.look();
		expect(watch.rhythmOf('32248')).toEqual({ dossiers: 0, quietMinutes: null });
		const atNine = (daysAgo: number) => toIsoInstant(NOW - HOUR_MS - (1 + daysAgo) * DAY_MS);
		await office.push(
			Array.from({ length: 400 }, (_, n): EventRecord => ({
				...{ dossier: `PAST-${String(n)}`, type: 'accepted', at: atNine(n % 14) },
				...{ receiving: '32248', resolving: '32248' }
			}))
		);
		while (await board.follow());
		await watch.look();
		expect(watch.rhythmOf('32248').dossiers).toBeGreaterThan(200);
		expect(watch.rhythmOf('32248').quietMinutes).toBeGreaterThanOrEqual(240);
	});

	it('is read twice at most however many screens ask at once, and never older than the question', async () => {
		let reads = 0;
		const ask = () =>
			shareUnitTables(db, 'province', catalogue, { unit: '31825', side: 'resolving' }, () => {
				reads++;
				return NOW;
			});
		const { version } = await office.push([
			{ dossier: 'NEW-1', type: 'accepted', at: at(1), receiving: '31825', resolving: '31825' }
		]);
		const answers = await Promise.all(Array.from({ length: 50 }, ask));
		expect(answers.every((tables) => tables.version >= version)).toBe(true);
		expect(reads).toBe(2);
		await ask();
		expect(reads).toBe(3);
	});
});
