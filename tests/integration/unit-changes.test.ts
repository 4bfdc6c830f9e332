import { beforeEach, describe, expect, test } from 'vitest';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import type { CatalogueUnit } from '../../src/lib/catalogue/catalogue.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { OverviewLayout } from '../../src/lib/domain/board/layout.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { KnownCatalogue } from '../../src/lib/server/catalogue/known-catalogue.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import { saveFeed } from '../../src/lib/server/feeds/feeds.ts';
import { handOverUnits } from '../../src/lib/server/ingest/hand-over-units.ts';
import { recordBatch } from '../../src/lib/server/ingest/record-batch.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readOverviewUnits } from '../../src/lib/server/read/overview-units.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import { load as loadUnit } from '../../src/routes/units/[code]/+page.server.ts';
import { createDatabase, dropDatabase } from '../support/test-server.ts';
import { migrateToLatest } from '../../src/lib/server/db/migrate.ts';
import { openDatabase, type Database } from '../../src/lib/server/db/database.ts';
import { inject } from 'vitest';

/** Two neighbours that are merged, and one that has nothing to do with it. */
const [ONE, OTHER, THIRD] = ['32152', '32155', '31825'];
const NOW = Date.parse('2025-09-10T10:00:00+07:00');
/** First day of what is new; past on every clock this runs under. */
const DAY = '2025-09-01';

const oldUnit = (code: string): CatalogueUnit => {
	const unit = caMau.units.find((one) => one.code === code);
	if (unit === undefined) throw new Error(`no unit ${code}`);
	return unit;
};
const aNewUnit = (code: string, name: string): CatalogueUnit => ({
	...oldUnit(ONE),
	code,
	oneStop: code,
	name,
	nameEn: name,
	shortName: name.replace('Xã', 'X.'),
	validFrom: DAY,
	neighbours: [],
	confidence: 'made up'
});
const abolished = (code: string, successor?: string, validTo = DAY): CatalogueUnit => ({
	...oldUnit(code),
	validTo,
	...(successor === undefined ? {} : { successor })
});
const changed = (...units: readonly CatalogueUnit[]) => {
	const codes = new Set(units.map(({ code }) => code));
	return { ...caMau, units: [...caMau.units.filter(({ code }) => !codes.has(code)), ...units] };
};

/** An office of its own for each story, since units change for good. */
async function anOffice() {
	const server = inject('testServer');
	const url = await createDatabase(server);
	const database: Database = openDatabase(url);
	const { db } = database;
	await migrateToLatest(db);
	await loadCatalogue(db, caMau);
	await saveFeed(db, { id: 'test', name: 'Test', simulated: false, defaultUnit: null });
	let catalogue = await readCatalogue(db);
	const deps = { db, catalogue: () => catalogue, now: () => NOW };
	const moments = () => momentsAt(NOW, catalogue.calendarFor(null, NOW));
	return {
		db,
		get catalogue() {
			return catalogue;
		},
		push: (...records: readonly EventRecord[]) =>
			recordBatch(deps, { feed: { id: 'test', defaultUnit: null }, arrivedAt: NOW, records }),
		/** As at the next start of the program. */
		change: async (next: typeof caMau) => {
			await loadCatalogue(db, next);
			catalogue = await readCatalogue(db);
			return handOverUnits(db, catalogue);
		},
		count: async (filter: Filter) => (await readFigures(db, 'province', moments(), filter)).backlog.of,
		list: async (filter: Filter) =>
			(await readDossierPage(db, { scope: 'province', filter, moments: moments(), catalogue })).rows
				.map(({ code }) => code)
				.sort(),
		dossier: (code: string) =>
			db
				.selectFrom('dossier')
				.select(['receiving', 'resolving', 'returning', 'crossBoundary'])
				.where('code', '=', code)
				.executeTakeFirstOrThrow(),
		board: async () => {
			const layout = new OverviewLayout((await readOverviewUnits(db)).map(({ code }) => code));
			const calendar = (at: number) => catalogue.calendarFor(null, at);
			return { layout, board: await ProvinceBoard.open({ db, layout, calendar, now: () => NOW }) };
		},
		close: async () => {
			await database.close();
			await dropDatabase(server, url);
		}
	};
}

const before = '2025-08-20T09:00:00+07:00';
const after = '2025-09-05T09:00:00+07:00';
const accepted = (dossier: string, at: string, receiving: string, resolving: string): EventRecord => ({
	dossier,
	type: 'accepted',
	at,
	receiving,
	resolving,
	returning: receiving
});

let office: Awaited<ReturnType<typeof anOffice>>;
beforeEach(async () => {
	office = await anOffice();
	await office.push(
		accepted('A-1', before, ONE, ONE),
		accepted('A-2', before, ONE, OTHER),
		accepted('B-1', before, OTHER, OTHER),
		accepted('C-1', before, THIRD, ONE),
		accepted('C-2', before, THIRD, THIRD)
	);
	return () => office.close();
});

describe('two communes are merged into a new one:', () => {
	const merged = changed(aNewUnit('99001', 'Xã Hợp Nhất'), abolished(ONE, '99001'), abolished(OTHER, '99001'));

	test('its series begin with what both had, and nothing is counted twice', async () => {
		const had = (await office.count({ resolving: ONE })) + (await office.count({ resolving: OTHER }));
		expect(had).toBe(4);
		expect(await office.change(merged)).toBe(4);
		expect(await office.count({ resolving: '99001' })).toBe(had);
		expect(await office.count({})).toBe(5);
		const { layout, board } = await office.board();
		const { cells } = board.view({}, 'province');
		expect(cells[layout.unit('99001', 'resolving', 'backlog') ?? -1]).toBe(had);
		expect(cells[layout.unit('99001', 'receiving', 'backlog') ?? -1]).toBe(3);
		expect(layout.unit(ONE, 'resolving', 'backlog')).toBeNull();
		const history = await board.readHistory({}, 'province');
		const sum = (code: string) => (history.received.resolving[code] ?? []).reduce((total, n) => total + n, 0);
		expect([sum('99001'), sum(ONE), sum(OTHER)]).toEqual([had, 0, 0]);
	});

	test('old codes and names go on working: lists, records, and the page', async () => {
		await office.change(merged);
		const whole = ['A-1', 'A-2', 'B-1', 'C-1'];
		expect(await office.list({ resolving: '99001' })).toEqual(whole);
		expect(await office.list({ resolving: ONE })).toEqual(whole);
		expect(await office.list({ resolving: OTHER })).toEqual(whole);
		const { accepted: taken } = await office.push(
			accepted('N-1', after, ONE, OTHER),
			accepted('N-2', after, '99001', oldUnit(ONE).name),
			accepted('N-3', after, THIRD, '99001')
		);
		expect(taken).toBe(3);
		for (const code of ['N-1', 'N-2', 'N-3']) expect((await office.dossier(code)).resolving).toBe('99001');
		expect(await office.count({ resolving: '99001' })).toBe(7);
		// What was told stays as it was told.
		const { body } = await office.db
			.selectFrom('event')
			.select('body')
			.where('dossierCode', '=', 'N-1')
			.executeTakeFirstOrThrow();
		expect(JSON.stringify(body)).toContain(OTHER);
	});

	test('within it nothing is cross-boundary any more; what was before stays so', async () => {
		await office.change(merged);
		await office.push(accepted('N-1', after, ONE, OTHER), accepted('N-3', after, THIRD, ONE));
		const cross = async (code: string) => (await office.dossier(code)).crossBoundary;
		expect([await cross('A-1'), await cross('A-2'), await cross('C-1')]).toEqual([false, true, true]);
		expect([await cross('N-1'), await cross('N-3')]).toEqual([false, true]);
	});

	test('a dossier from before goes on, at the new commune', async () => {
		await office.change(merged);
		await office.push({ dossier: 'B-1', type: 'resolved', at: after });
		expect(await office.dossier('B-1')).toMatchObject({ receiving: '99001', resolving: '99001', returning: '99001' });
		expect(await office.count({ resolving: '99001' })).toBe(3);
	});

	test('officials come along, so that their work can be moved', async () => {
		await office.push({ dossier: 'A-1', type: 'assigned', at: before, handler: 'Lê Thị Út' });
		await office.change(merged);
		const { rows } = { rows: await office.db.selectFrom('official').select(['unitCode', 'name']).execute() };
		expect(rows).toContainEqual({ unitCode: '99001', name: 'Lê Thị Út' });
	});

	test('the second start has nothing left to hand over', async () => {
		await office.change(merged);
		expect(await office.change(merged)).toBe(0);
	});

	test('the page of an old commune leads to the new one, for whoever may see that', async () => {
		await office.change(merged);
		const open = (view: Scope) =>
			loadUnit({
				locals: { app: { db: office.db, catalogue: () => office.catalogue }, visitor: aVisitor(view) },
				params: { code: ONE },
				url: new URL(`http://x/units/${ONE}?side=receiving`)
			} as unknown as Parameters<typeof loadUnit>[0]);
		const there = { status: 307, location: '/units/99001?side=receiving' };
		await expect(open('province')).rejects.toMatchObject(there);
		await expect(open({ units: ['99001'], hands: [] })).rejects.toMatchObject(there);
		await expect(open({ units: [THIRD], hands: [] })).rejects.toMatchObject({ status: 404 });
	});
});

describe('a commune is split:', () => {
	const split = changed(aNewUnit('99002', 'Xã Phía Đông'), aNewUnit('99003', 'Xã Phía Tây'), abolished(ONE, '99002'));

	test('one part takes over what it had; what is told of the other part from then on is the other’s', async () => {
		await office.change(split);
		expect(await office.list({ resolving: '99002' })).toEqual(['A-1', 'C-1']);
		await office.push(accepted('W-1', after, '99003', '99003'), {
			dossier: 'C-1',
			type: 'transferred',
			at: after,
			resolving: '99003'
		});
		expect(await office.list({ resolving: '99003' })).toEqual(['C-1', 'W-1']);
		expect(await office.list({ resolving: ONE })).toEqual(['A-1']);
		expect(await office.count({})).toBe(6);
	});
});

describe('a commune is split by a plan:', () => {
	const split = changed(aNewUnit('99002', 'Xã Phía Đông'), aNewUnit('99003', 'Xã Phía Tây'), abolished(ONE, '99002'));

	test('its system corrects which dossiers are the other part’s, ended ones too, and the series add up as before', async () => {
		await office.push(accepted('E-1', before, ONE, ONE), { dossier: 'E-1', type: 'resolved', at: before });
		const received = async (code: string) => {
			const { board } = await office.board();
			const { received: days } = await board.readHistory({}, 'province');
			return (days.resolving[code] ?? []).reduce((total, n) => total + n, 0);
		};
		const had = { open: await office.count({ resolving: ONE }), received: await received(ONE) };
		expect(had).toEqual({ open: 2, received: 3 });
		await office.change(split);
		const plan = ['C-1', 'E-1'];
		await office.push(
			...plan.map((dossier) => ({ dossier, type: 'corrected' as const, at: after, resolving: '99003' }))
		);
		expect(await office.list({ resolving: '99003' })).toEqual(plan);
		expect(await office.list({ resolving: '99002' })).toEqual(['A-1']);
		expect((await office.count({ resolving: '99002' })) + (await office.count({ resolving: '99003' }))).toBe(had.open);
		expect((await received('99002')) + (await received('99003'))).toBe(had.received);
		expect([await received(ONE), await received('99003')]).toEqual([0, 2]);
	});
});

describe('a commune is renamed:', () => {
	test('under its code; feeds that still write the old name are understood', async () => {
		const { name } = oldUnit(ONE);
		await office.change(changed({ ...oldUnit(ONE), name: 'Xã Tên Mới', shortName: 'X. Tên Mới' }));
		expect(office.catalogue.findUnit(name)?.code).toBe(ONE);
		expect(office.catalogue.findUnit('Xã Tên Mới')?.code).toBe(ONE);
		const { accepted: taken } = await office.push(accepted('N-1', after, name, 'Tên Mới'));
		expect(taken).toBe(1);
		expect(await office.list({ resolving: ONE })).toEqual(['A-1', 'C-1', 'N-1']);
	});

	test('and another takes the old name: then that one is meant', async () => {
		const { name, shortName } = oldUnit(ONE);
		await office.change(
			changed({ ...oldUnit(ONE), name: 'Xã Tên Mới', shortName: 'X. Tên Mới' }, { ...oldUnit(OTHER), name, shortName })
		);
		expect(office.catalogue.findUnit(name)?.code).toBe(OTHER);
	});

	test('under a new code: the old one stands for it, name and all', async () => {
		const renamed = { ...aNewUnit('99004', oldUnit(ONE).name), shortName: oldUnit(ONE).shortName };
		await office.change(changed(renamed, abolished(ONE, '99004')));
		expect(await office.list({ resolving: '99004' })).toEqual(['A-1', 'C-1']);
		expect(office.catalogue.findUnit(oldUnit(ONE).name)?.code).toBe('99004');
	});
});

test('changes follow on each other', async () => {
	await office.change(changed(aNewUnit('99001', 'Xã Hợp Nhất'), abolished(ONE, '99001'), abolished(OTHER, '99001')));
	const again = { ...aNewUnit('99001', 'Xã Hợp Nhất'), validTo: '2025-09-08', successor: '99005' };
	await office.change(
		changed(aNewUnit('99005', 'Xã Lại Hợp'), again, abolished(ONE, '99001'), abolished(OTHER, '99001'))
	);
	expect(await office.list({ resolving: ONE })).toEqual(['A-1', 'A-2', 'B-1', 'C-1']);
	expect((await office.dossier('B-1')).resolving).toBe('99005');
});

test('until its last day has passed, a unit lives on', () => {
	const units = [
		{ ...abolished(ONE, '99001', '2026-07-01'), validTo: '2026-07-01' },
		{ ...aNewUnit('99001', 'Xã Hợp Nhất'), validTo: null }
	];
	const on = (today: string) =>
		new KnownCatalogue({ units, procedures: [], limits: [], calendarVersions: [], today }).heirOf(ONE);
	expect([on('2026-06-30'), on('2026-07-01')]).toEqual([ONE, '99001']);
});

/** Whoever may view so much. */
function aVisitor(view: Scope) {
	return { account: { id: 'x', name: 'x', roles: [] }, access: { view }, isUnknown: false, at: '/' };
}
