import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scope, unite } from '../../src/lib/domain/access/scope.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { SIDES, SLOT_MINUTES, SLOTS, UNIT_FIGURES } from '../../src/lib/domain/board/layout.ts';
import { CHANNELS } from '../../src/lib/domain/dossier/event.ts';
import { AGE_BUCKETS } from '../../src/lib/domain/figure/age.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { FIGURES } from '../../src/lib/domain/figure/figures.ts';
import { atMinute, DAY_MS, dayOf, HOUR_MS, minuteOfDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { toSql } from '../../src/lib/server/read/condition-sql.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import { freshDatabase } from '../support/database.ts';
import { type Office, openOffice } from '../support/office.ts';

const { db } = await freshDatabase();
const START = Date.parse('2026-03-10T09:00:00+07:00');
const office = await openOffice(db, START);

const UNITS = ['31825', '32002', 'H12.05', 'TTPVHCC'];
const HANDLERS = ['Lê Thị Út', 'Đặng Văn Ân'];
const unit = fc.constantFrom(...UNITS);
const type = fc.constantFrom(
	...([
		'accepted',
		'processing',
		'supplement-requested',
		'supplement-received',
		'resolved',
		'returned',
		'withdrawn',
		'filed'
	] as const)
);

/** What a feed may send: anything about a few dossiers, early or late, with or without a promised date. */
const record = (now: number) =>
	fc.record(
		{
			dossier: fc.constantFrom(...Array.from({ length: 60 }, (_, i) => `H12-${String(i)}`)),
			type,
			at: fc
				.oneof(fc.integer({ min: now - 40 * DAY_MS, max: now }), fc.integer({ min: now - 9 * HOUR_MS, max: now }))
				.map(toIsoInstant),
			procedure: fc.constantFrom('1.004873', '1.001193'),
			receiving: unit,
			resolving: unit,
			returning: unit,
			handler: fc.constantFrom(...HANDLERS),
			channel: fc.constantFrom('online', 'counter', 'post'),
			returnAt: fc.integer({ min: now - 20 * DAY_MS, max: now + 20 * DAY_MS }).map(toIsoInstant)
		},
		{ requiredKeys: ['dossier', 'type', 'at'] }
	) as fc.Arbitrary<EventRecord>;

/** What somebody may see: some units, some officials, or nothing at all. */
const scope = fc
	.record({
		units: fc.subarray(UNITS),
		hands: fc.array(fc.record({ unit, handler: fc.constantFrom(...HANDLERS) }), { maxLength: 2 })
	})
	.map((part): Scope => unite([part]));

/** The most that the checks below have met, so that equal emptiness cannot pass for truth. */
const seen = { versions: 0, backlog: 0, today: 0, inScope: 0 };

/** Every cell of the board that a query can check, against the query. */
async function expectTruth(board: ProvinceBoard, { layout, catalogue, now }: Office): Promise<void> {
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	const province = await readFigures(db, 'province', moments);
	const listOf = (filter: Filter) => readDossierPage(db, { scope: 'province', filter, moments, catalogue });
	for (const id of FIGURE_IDS) {
		expect(board.view({}, 'province').cells[layout.figure(id)], id).toBe(province[id].of);
		if (province[id].per !== null)
			expect(board.view({}, 'province').cells[layout.per(id)], `${id} per`).toBe(province[id].per);
		expect((await listOf({ figure: id })).total, `list of ${id}`).toBe(province[id].of);
	}
	for (const code of UNITS) {
		for (const side of SIDES) {
			const truth = await readFigures(db, 'province', moments, { [side]: code });
			for (const figure of UNIT_FIGURES) {
				const cell = layout.unit(code, side, figure);
				expect(board.view({}, 'province').cells[cell ?? -1], `${code} ${side} ${figure}`).toBe(truth[figure].of);
			}
		}
	}
	const today = await db
		.selectFrom('dossier')
		.select(['acceptedAt', 'channel'])
		.where((eb) => toSql(FIGURES['received-today'].of, moments, eb))
		.execute();
	for (const channel of [...CHANNELS, null]) {
		const truth = today.filter((dossier) => dossier.channel === channel).length;
		expect(board.view({}, 'province').cells[layout.channel(channel)], `channel ${String(channel)}`).toBe(truth);
	}
	for (let slot = 0; slot < SLOTS; slot++) {
		const truth = today.filter(({ acceptedAt }) => Math.floor(minuteOfDay(acceptedAt ?? 0) / SLOT_MINUTES) === slot);
		expect(board.view({}, 'province').cells[layout.slot(slot)], `slot ${String(slot)}`).toBe(truth.length);
	}
	seen.versions = Math.max(seen.versions, board.version);
	seen.backlog = Math.max(seen.backlog, province.backlog.of);
	seen.today = Math.max(seen.today, today.length);
	for (const age of AGE_BUCKETS) {
		expect(board.view({}, 'province').cells[layout.age(age)], age).toBe((await listOf({ age })).total);
	}
}

/** What a scope shows, kept with every change or counted now, against queries of that scope. */
async function expectTruthOf(of: Scope, board: ProvinceBoard, { layout, catalogue, now }: Office): Promise<void> {
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	for (const filter of [{}, { resolving: '31825' }, { channel: 'online' }] as const) {
		const { cells } = board.view(filter, of);
		const truth = await readFigures(db, of, moments, filter);
		for (const id of FIGURE_IDS) {
			expect(cells[layout.figure(id)], `${id} of ${JSON.stringify(of)}`).toBe(truth[id].of);
			if (truth[id].per !== null) expect(cells[layout.per(id)], `${id} per`).toBe(truth[id].per);
		}
		if (of !== 'province') seen.inScope = Math.max(seen.inScope, truth.backlog.of);
	}
}

describe('the board of the province', () => {
	it('equals the ledger after any run of records, clock moves, nights and restarts', async () => {
		let board = await ProvinceBoard.open(office.boardDeps);
		const step = fc.oneof(
			{ weight: 4, arbitrary: fc.constant('records' as const) },
			{ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 * HOUR_MS }) },
			{ weight: 1, arbitrary: fc.constant('restart' as const) }
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { minLength: 1, maxLength: 6 }),
				fc.infiniteStream(fc.nat()),
				fc.tuple(scope, scope),
				async (steps, seeds, [kept, asked]) => {
					for (const one of steps) {
						board.view({}, kept);
						if (one === 'restart') board = await ProvinceBoard.open(office.boardDeps);
						else if (typeof one === 'number') office.now += one;
						else {
							const [records = []] = fc.sample(fc.array(record(office.now), { minLength: 5, maxLength: 30 }), {
								numRuns: 1,
								seed: seeds.next().value ?? 0
							});
							await office.push(records);
						}
						board.tick();
						while (await board.follow());
						board.tick();
					}
					await expectTruth(board, office);
					for (const one of [kept, asked]) await expectTruthOf(one, board, office);
				}
			),
			{ numRuns: 25, endOnFailure: true }
		);
		expect(seen.versions).toBeGreaterThan(10);
		expect(seen.backlog).toBeGreaterThan(0);
		expect(seen.today).toBeGreaterThan(0);
		expect(seen.inScope).toBeGreaterThan(0);
	});

	it('says what became overdue when its second has passed, and counts it', async () => {
		// The next morning at nine: wherever the run above left the clock, no midnight lies before the return date.
		office.now = atMinute(dayOf(office.now) + 1, 9 * 60);
		const returnAt = office.now + 2 * HOUR_MS;
		await office.push([
			{
				dossier: 'OVERDUE-1',
				type: 'accepted',
				at: toIsoInstant(office.now - HOUR_MS),
				resolving: '31825',
				receiving: '31825',
				returnAt: toIsoInstant(returnAt)
			}
		]);
		const board = await ProvinceBoard.open(office.boardDeps);
		const overdue = () => board.view({}, 'province').cells[office.layout.figure('overdue')] ?? 0;
		const before = overdue();
		office.now = returnAt;
		board.tick();
		const others = overdue() - before;
		expect(board.happenings.some(({ dossier, type }) => dossier.code === 'OVERDUE-1' && type === 'overdue')).toBe(
			false
		);
		office.now = returnAt + 1;
		board.tick();
		expect(overdue() - before - others).toBe(1);
		expect(board.happenings[0]).toMatchObject({ dossier: { code: 'OVERDUE-1' }, type: 'overdue' });
		await expectTruth(board, office);
	});
});
