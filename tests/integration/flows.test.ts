import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import type { FlowsModel } from '../../src/lib/contract/flows-model.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { FLOW_FIGURES, type FlowFigure, sumOf } from '../../src/lib/domain/flows/flow.ts';
import { HELD_AS } from '../../src/lib/domain/dossier/holder.ts';
import { toMatrix } from '../../src/lib/domain/flows/matrix.ts';
import { SHARE_KEYS } from '../../src/lib/domain/flows/tally.ts';
import { greatCircleKm } from '../../src/lib/domain/flows/travel.ts';
import { periodWith } from '../../src/lib/domain/report/period.ts';
import { DAY_MS, dayOf, HOUR_MS, type Instant, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import {
	enterAssumptions,
	listAssumptions,
	readAssumptionForm,
	readAssumptions
} from '../../src/lib/server/flows/assumptions.ts';
import { readFlows, readPastFlows } from '../../src/lib/server/flows/read-flows.ts';
import { shareLedgerFlows } from '../../src/lib/server/flows/share-ledger-flows.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { toAsOf, toPastView } from '../../src/lib/server/past/past.ts';
import { answerFigures } from '../../src/lib/server/read/answer-figures.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { readWholeList, type WholeList } from '../../src/lib/server/read/export/read-rows.ts';
import { readWholeListAt } from '../../src/lib/server/read/export/read-rows-at.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

/** A Wednesday in working time, and the same hour a week before. */
const NOW = Date.parse('2026-03-25T10:00:00+07:00');
const START = NOW - 7 * DAY_MS;
const WARD = '31825';
const COMMUNE = '32152';
const OTHER = '32002';
const DEPARTMENT = 'H12.05';
const UNITS = [WARD, COMMUNE, OTHER, DEPARTMENT] as const;
const CHANNELS = ['counter', 'online', 'post'] as const;

/** What was told of one dossier, by hours after the start. */
function story(i: number): EventRecord[] {
	const dossier = `F-${String(i).padStart(3, '0')}`;
	const receiving = UNITS[i % 3]!;
	const resolving = UNITS[(i >> 1) % 4]!;
	const at = (hours: number): string => toIsoInstant(START + hours * HOUR_MS + i * MINUTE_MS);
	const facts = {
		receiving,
		resolving,
		procedure: i % 2 === 0 ? '1.004873' : '1.001193',
		channel: CHANNELS[(i >> 2) % 3]!,
		...(i % 5 === 0 ? {} : { returning: i % 3 === 0 ? resolving : receiving })
	};
	const filed: EventRecord = { dossier, type: 'filed', at: at(0), ...facts };
	if (receiving === resolving) return [filed, accepted(i % 7 === 0 ? 30 : 400)];
	const sent: EventRecord = { dossier, type: 'transferred', at: at(1) };
	if (i % 11 === 0) return [filed, sent];
	const taken: EventRecord = { dossier, type: 'transfer-accepted', at: at(2 + (i % 9) * 6) };
	const rest: EventRecord[] = i % 4 === 0 ? [{ dossier, type: 'resolved', at: at(90) }] : [];
	// Late in the hands of one, then handed to another.
	if (i % 13 === 5) rest.push({ dossier, type: 'corrected', at: at(100), resolving: OTHER });
	return [filed, sent, taken, accepted(i % 3 === 0 ? 60 : 500), ...rest];

	function accepted(returnIn: number): EventRecord {
		return { dossier, type: 'accepted', at: at(60 - (i % 3)), returnAt: at(returnIn + 5) };
	}
}
const RECORDS = Array.from({ length: 160 }, (_, i) => story(i)).flat();

describe('the flows', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, START - DAY_MS);
	// Told day by day, so that a past instant as it was known then differs from today.
	for (let day = 0; day <= 7; day++) {
		office.now = START + day * DAY_MS;
		await office.push(RECORDS.filter(({ at }) => Date.parse(at) <= office.now && Date.parse(at) > office.now - DAY_MS));
	}
	office.now = NOW;
	const { catalogue } = office;
	const board = await ProvinceBoard.open(office.boardDeps);
	const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));
	const flowsOf = (figure: FlowFigure, scope: Scope = 'province') =>
		readFlows({ db, scope, catalogue, figure }, board, () => NOW);
	const total = async (filter: Filter, scope: Scope = 'province') =>
		(await readDossierPage(db, { scope, filter, moments, catalogue })).total;

	async function isTrueTo(flows: FlowsModel, countOf: (filter: Filter) => Promise<number>): Promise<void> {
		const { figure } = flows;
		const matrix = toMatrix(flows.flows, 2);
		expect(matrix.total, figure).toBe(await countOf({ figure }));
		for (const { receiving, resolving, count } of flows.flows) {
			if (receiving === null || resolving === null) continue;
			expect(count, `${figure}: ${receiving} for ${resolving}`).toBe(await countOf({ figure, receiving, resolving }));
		}
		for (const { one, other, oneWaits, otherWaits } of flows.pairs) {
			expect(oneWaits).toBe(await countOf({ figure: 'backlog', receiving: one, resolving: other }));
			expect(otherWaits).toBe(await countOf({ figure: 'backlog', receiving: other, resolving: one }));
		}
		for (const { resolving, returning, count } of flows.back) {
			if (resolving === null || returning === null) continue;
			expect(count).toBe(await countOf({ figure: 'cross-boundary-month', resolving, returning }));
		}
		for (const { key, of } of flows.shares.channel)
			if (key !== null)
				expect(of).toBe(await countOf({ figure: 'cross-boundary-month', channel: key as (typeof CHANNELS)[number] }));
		for (const by of ['field', 'receiving', 'resolving'] as const)
			for (const { key, of } of flows.shares[by])
				if (key !== null) expect(of, `${by} ${key}`).toBe(await countOf({ figure: 'cross-boundary-month', [by]: key }));
		const period = periodWith('month', dayOf(flows.asOf)).key;
		for (const by of SHARE_KEYS)
			for (const { key, per } of flows.shares[by])
				if (key !== null) expect(per, `of ${by} ${key}`).toBe(await countOf({ part: 'received', period, [by]: key }));
		const { ledger } = flows;
		for (const [day, channels] of Map.groupBy(ledger.days, (one) => one.day)) {
			const across = channels.reduce((sum, { of }) => sum + of, 0);
			expect(across, day).toBe(await countOf({ part: 'received-across', period: `${day}..${day}` }));
		}
		expect(ledger.lag.measured + ledger.lag.untold).toBe(await countOf({ figure: 'cross-boundary-month' }));
		expect(ledger.stuck).toBe(await countOf({ figure: 'transfer-stuck' }));
		expect(sumOf(ledger.stuckPairs)).toBe(ledger.stuck);
		for (const { receiving, resolving, count } of ledger.stuckPairs)
			if (receiving !== null && resolving !== null)
				expect(count).toBe(await countOf({ figure: 'transfer-stuck', receiving, resolving }));
		const held = ledger.holders.flatMap(({ counts }) => Object.values(counts));
		expect(held.reduce((sum, n) => sum + n, 0)).toBe(await countOf({ figure: 'overdue' }));
		for (const { unit, counts } of ledger.holders) {
			if (unit === null) continue;
			for (const holding of HELD_AS)
				expect(counts[holding], `${unit} ${holding}`).toBe(await countOf({ figure: 'overdue', held: unit, holding }));
			const all = counts.reception + counts.transfer + counts.resolution;
			expect(await countOf({ figure: 'overdue', held: unit })).toBe(all);
		}
		const { counted, online, unknown } = flows.travel;
		expect(counted + online + unknown).toBe(await countOf({ figure: 'cross-boundary-month' }));
	}

	it('are of an office in which all of it occurs', async () => {
		const { ledger, pairs, flows } = await flowsOf('cross-boundary-month');
		expect(flows.length).toBeGreaterThan(5);
		expect(pairs.length).toBeGreaterThan(3);
		expect(ledger.lag.measured).toBeGreaterThan(20);
		expect(ledger.stuck).toBeGreaterThan(3);
		expect(ledger.movedOn).toBeGreaterThan(0);
		expect(ledger.holders.length).toBeGreaterThan(2);
	});

	it.each(FLOW_FIGURES)('%s: every number is the length of its list, and they add up to the figure', async (figure) => {
		await isTrueTo(await flowsOf(figure), (filter) => total(filter));
	});

	it('tell how long the way took, in the working time of whoever took over', async () => {
		const { ledger } = await flowsOf('cross-boundary-month');
		const { rows } = await sql<{ receiving: string; resolving: string; filedAt: Instant; takenAt: Instant }>`
			select d.receiving, d.resolving, d.filed_at, max(e.at) as taken_at
			from dossier d join event e on e.dossier_code = d.code and e.type = 'transfer-accepted'
			where d.cross_boundary and d.accepted_at >= '2026-03-01T00:00:00+07:00' group by d.code`.execute(db);
		expect(ledger.lag.measured).toBe(rows.length);
		for (const { receiving, resolving, measured, median } of ledger.lags) {
			const minutes = rows
				.filter((row) => row.receiving === receiving && row.resolving === resolving)
				.map((row) => catalogue.calendarFor(resolving, NOW).workingMinutesBetween(row.filedAt, row.takenAt))
				.sort((a, b) => a - b);
			expect(measured).toBe(minutes.length);
			const middle = (minutes.length - 1) / 2;
			expect(median).toBe((minutes[Math.floor(middle)]! + minutes[Math.ceil(middle)]!) / 2);
		}
	});

	it('lay what is overdue on whoever held it then, not on whoever has it now', async () => {
		const { ledger } = await flowsOf('overdue');
		const { rows } = await sql<{ unit: string | null; n: number }>`
			select coalesce(
				(select e.body->'facts'->>'resolving' from event e
				 where e.dossier_code = d.code and e.at <= d.due_at and e.body->'facts' ? 'resolving'
				 order by e.at desc limit 1), d.resolving) as unit, count(*) as n
			from dossier d where accepted_at is not null and closed_at is null and due_at < ${toIsoInstant(NOW)}::timestamptz
			group by 1`.execute(db);
		const held = ledger.holders.map(({ unit, counts }) => [unit, counts.reception + counts.resolution] as const);
		expect(new Map(held)).toEqual(new Map(rows.map(({ unit, n }) => [unit, n])));
		// Promised for a moment before they were accepted: they still lay where they had been received.
		const waiting = await db
			.selectFrom('dossier')
			.where('closedAt', 'is', null)
			.where(sql<boolean>`due_at < accepted_at`)
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		expect(ledger.holders.reduce((sum, { counts }) => sum + counts.reception, 0)).toBe(waiting.n);
		const { n } = await db
			.selectFrom('dossier')
			.innerJoin('event', 'event.dossierCode', 'dossier.code')
			.where('event.type', '=', 'corrected')
			.where('closedAt', 'is', null)
			.where('dueAt', '<', sql<Instant>`${toIsoInstant(NOW)}::timestamptz`)
			.where(sql<boolean>`due_at < event.at`)
			.where(
				sql<boolean>`(select count(distinct e.body->'facts'->>'resolving') from event e
				where e.dossier_code = dossier.code and e.body->'facts' ? 'resolving') > 1`
			)
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		expect(ledger.movedOn).toBe(n);
	});

	it('tell the share of each day as the ledger does', async () => {
		const { ledger } = await flowsOf('cross-boundary-month');
		const { rows } = await sql<object>`
			select (accepted_at at time zone 'Asia/Ho_Chi_Minh')::date as day, channel,
				count(*) filter (where cross_boundary) as of, count(*) as per
			from dossier where accepted_at is not null group by 1, 2 order by 1, 2`.execute(db);
		expect(ledger.days).toEqual(rows);
	});

	it('lead to a list that files and the API tell alike: who held what fell overdue', async () => {
		const { ledger } = await flowsOf('overdue');
		const [most] = ledger.holders;
		const filter: Filter = { figure: 'overdue', held: most?.unit ?? '', holding: 'resolution' };
		const count = most?.counts.resolution;
		expect(count).toBeGreaterThan(1);
		const matching = { scope: 'province', filter, moments, catalogue } as const;
		const ask = { scope: 'province', catalogue, filter, at: NOW } as const;
		for (const asOf of [null, { until: null, known: NOW }]) {
			expect((await answerFigures(db, ['overdue'], { ...ask, asOf })).figures.overdue.of).toBe(count);
			const use = async ({ total: told, rows }: WholeList) => {
				const codes = (await Array.fromAsync(rows)).map(({ code }) => code);
				expect(codes).toHaveLength(told);
				return told;
			};
			const sort = { by: 'code', desc: false } as const;
			const file =
				asOf === null ? readWholeList(db, matching, sort, use) : readWholeListAt(db, matching, asOf, sort, use);
			expect(await file).toBe(count);
		}
	});

	it('show the head of a commune only what the commune takes part in, and the same numbers of it', async () => {
		const scope: Scope = { units: [COMMUNE], hands: [] };
		const own = await flowsOf('backlog', scope);
		await isTrueTo(own, (filter) => total(filter, scope));
		const all = await flowsOf('backlog');
		const involved = ({ receiving, resolving }: { receiving: string | null; resolving: string | null }) =>
			receiving === COMMUNE || resolving === COMMUNE;
		for (const flow of own.flows.filter(involved)) expect(all.flows).toContainEqual(flow);
		expect(own.flows.filter(involved)).toHaveLength(all.flows.filter(involved).length);
		// What is neither received nor resolved there is only here when its result is handed over there.
		for (const { receiving, resolving, count } of own.flows.filter((flow) => !involved(flow))) {
			const filter = { figure: 'backlog', returning: COMMUNE, ...(receiving && resolving && { receiving, resolving }) };
			expect(count).toBe(await total(filter as Filter));
		}
		expect(own.pairs.filter(({ one, other }) => other === COMMUNE && one !== COMMUNE)).toEqual([]);
		const stranger = await flowsOf('backlog', { units: ['31843'], hands: [] });
		expect(stranger).toMatchObject({ flows: [], pairs: [], back: [], ledger: { lags: [], holders: [], stuck: 0 } });
	});

	it.each(['then', 'now'] as const)('stand at a past instant as they stood, by what was known %s', async (known) => {
		for (const at of [START + 3 * DAY_MS, START + 5 * DAY_MS + 3 * HOUR_MS]) {
			const past = await toPastView(db, { at, known });
			const asOf = toAsOf(past);
			const then = momentsAt(at, catalogue.calendarFor(null, at));
			for (const figure of ['cross-boundary-month', 'overdue'] as const) {
				const ask = { db, scope: 'province', catalogue, figure } as const;
				const flows = await readPastFlows(ask, office.layout, past);
				expect(flows.asOf).toBe(at);
				await isTrueTo(flows, async (filter) => {
					const matching = { scope: 'province', filter, moments: then, catalogue } as const;
					return (await readDossiersAt(db, matching, asOf, { after: null })).total;
				});
			}
		}
	});

	it('are read once for all who ask at one version', async () => {
		const ask = () => shareLedgerFlows(db, 'province', catalogue, board.version, () => NOW);
		const [first, second, third] = await Promise.all([ask(), ask(), ask()]);
		expect(third).toBe(second);
		expect(await ask()).toBe(await ask());
		expect(first).toEqual(second);
	});
});

describe('the estimate of ways not travelled', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const { catalogue } = office;
	const filed = (dossier: string, some: Partial<EventRecord>): EventRecord => ({
		dossier,
		type: 'accepted',
		at: toIsoInstant(NOW - HOUR_MS),
		receiving: WARD,
		resolving: COMMUNE,
		channel: 'counter',
		...some
	});
	await office.push([
		filed('T-1', {}),
		filed('T-2', { channel: 'post' }),
		filed('T-3', { channel: 'online' }),
		filed('T-4', { resolving: DEPARTMENT }),
		filed('T-5', { resolving: WARD })
	]);
	const board = await ProvinceBoard.open(office.boardDeps);
	const clerk = { id: 'a', name: 'Nguyễn Quản Trị' };
	const travelAt = async (now: Instant) => {
		const ask = { db, scope: 'province', catalogue, figure: 'cross-boundary-month' } as const;
		const { travel, assumptions } = await readFlows(ask, board, () => now);
		return { travel, assumptions };
	};
	const points = new Map(
		(await db.selectFrom('unit').select(['code', 'lat', 'lon']).execute()).map(({ code, lat, lon }) => [
			code,
			{ lat: lat ?? 0, lon: lon ?? 0 }
		])
	);
	const direct = greatCircleKm(points.get(WARD)!, points.get(COMMUNE)!);
	const form = {
		fromDay: '2026-03-20',
		roadFactor: '1,5',
		speedKmh: '30',
		moneyPerKm: '',
		centreLat: '',
		centreLon: '',
		reason: 'Đo thử 20 tuyến'
	};

	it('counts who came in person or by post, leaves out who filed online, and says whose place is unknown', async () => {
		const { travel, assumptions } = await travelAt(NOW);
		expect(assumptions).toMatchObject({ roadFactor: 1.3, speedKmh: 35, entered: null });
		expect(travel).toMatchObject({ counted: 2, online: 1, unknown: 1, money: null });
		expect(travel.km).toBeCloseTo(2 * direct * 1.3, 6);
		expect(travel.hours).toBeCloseTo(travel.km / 35, 6);
	});

	it('follows what an administrator entered, from its day on and no earlier, and the log says who', async () => {
		const read = readAssumptionForm(form);
		if (!read.ok) throw new Error(read.wrong.join());
		await enterAssumptions(db, read.value, clerk, NOW);
		const after = await travelAt(NOW + MINUTE_MS);
		expect(after.assumptions.entered).toMatchObject({ by: clerk.name, fromDay: '2026-03-20', reason: form.reason });
		expect(after.travel.km).toBeCloseTo(2 * direct * 1.5, 6);
		expect((await readAssumptions(db, NOW - DAY_MS)).entered).toBeNull();
		const entry = await db.selectFrom('auditEntry').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();
		expect(entry).toMatchObject({ action: 'travel-changed', actor: clerk.name, details: { roadFactor: 1.5 } });
	});

	it('tells money once a rate was entered, and counts the departments once their one-stop has a place', async () => {
		const read = readAssumptionForm({ ...form, moneyPerKm: '2500', centreLat: '9,18', centreLon: '105,15' });
		if (!read.ok) throw new Error(read.wrong.join());
		await enterAssumptions(db, read.value, clerk, NOW);
		const { travel } = await travelAt(NOW + MINUTE_MS);
		expect(travel).toMatchObject({ counted: 3, online: 1, unknown: 0 });
		expect(travel.money).toBeCloseTo(travel.km * 2500, 3);
		expect(await listAssumptions(db)).toHaveLength(2);
	});

	it('rests on entries that nobody can change', async () => {
		await expect(db.updateTable('travelAssumption').set({ roadFactor: 2 }).execute()).rejects.toThrow('append-only');
		await expect(db.deleteFrom('travelAssumption').execute()).rejects.toThrow('append-only');
	});

	it.each([
		[{ roadFactor: '0,9' }, ['roadFactor']],
		[{ roadFactor: 'một' }, ['roadFactor']],
		[{ speedKmh: '', reason: ' ' }, ['speedKmh', 'reason']],
		[{ fromDay: '2026-02-31' }, ['fromDay']],
		[{ moneyPerKm: '-1' }, ['moneyPerKm']],
		[{ centreLat: '9,1' }, ['centreLon']]
	])('refuses %j and names what to look at', (some, wrong) => {
		expect(readAssumptionForm({ ...form, ...some })).toEqual({ ok: false, wrong });
	});
});
