import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { FINDING_IDS } from '../../src/lib/domain/figure/figure.ts';
import { FINDINGS } from '../../src/lib/domain/figure/findings.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { toPredicate } from '../../src/lib/domain/figure/predicate.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { deriveAnew } from '../../src/lib/server/ingest/derive-anew.ts';
import { findDossierView } from '../../src/lib/server/read/dossier-page.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { readFindingsPage } from '../../src/lib/server/read/findings-page.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

const START = Date.parse('2026-03-24T08:00:00+07:00');

const record = fc.record({
	dossier: fc.integer({ min: 1, max: 70 }).map((n) => `D-${String(n)}`),
	type: fc.constantFrom(
		...([
			'filed',
			'transferred',
			'transfer-accepted',
			'accepted',
			'processing',
			'supplement-requested',
			'payment-requested',
			'apologised',
			'withdrawn',
			'resolved'
		] as const)
	),
	after: fc.integer({ min: 1, max: 5 * 60 }),
	lag: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80 * 60 })),
	resolving: fc.option(fc.constantFrom('31825', '32002', 'H12.05'), { nil: undefined }),
	handler: fc.option(fc.constant('Lê An'), { nil: undefined }),
	step: fc.option(fc.constant('Thẩm định'), { nil: undefined }),
	expectedResult: fc.option(fc.constant('Giấy phép'), { nil: undefined }),
	returnIn: fc.option(fc.integer({ min: 1, max: 90 }), { nil: null })
});

describe('findings', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, START);
	const [told = []] = fc.sample(fc.array(record, { minLength: 220, maxLength: 220 }), { numRuns: 1, seed: 3 });
	for (const { after, lag, returnIn, ...one } of told) {
		office.now += after * MINUTE_MS;
		const at = office.now - lag * MINUTE_MS;
		const facts = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
		const returnAt = returnIn === null ? {} : { returnAt: toIsoInstant(at + returnIn * HOUR_MS) };
		await office.push([{ ...facts, ...returnAt, at: toIsoInstant(at), procedure: '1.004873' } as EventRecord]);
	}
	const moments = momentsAt(office.now, office.catalogue.calendarFor(null, office.now));
	const dossiers = await db.selectFrom('dossier').select(DOSSIER_COLUMNS).execute();

	it('count, list and page of the dossier say the same, in the database and in memory', async () => {
		const { totals, units } = await readFindingsPage(db, 'province', office.catalogue, office.now);
		expect(totals.filter(({ count }) => count > 0).length).toBeGreaterThan(13);
		for (const { id, count } of totals) {
			const holds = toPredicate(FINDINGS[id].of);
			expect(dossiers.filter((one) => holds(one, moments)).length, id).toBe(count);
			const matching = { scope: 'province', filter: { figure: id }, moments, catalogue: office.catalogue } as const;
			expect((await readDossierPage(db, matching)).total, id).toBe(count);
			for (const { unit, counts } of units) {
				const ofUnit = dossiers.filter((one) => one.resolving === (unit?.code ?? null) && holds(one, moments));
				expect(ofUnit.length, `${id} of ${String(unit?.code)}`).toBe(counts[id]);
			}
		}
		for (const dossier of dossiers) {
			const view = await findDossierView(db, 'province', office.catalogue, dossier.code, office.now);
			const shown = FINDING_IDS.filter((id) => toPredicate(FINDINGS[id].sign)(dossier, moments));
			expect(view?.findings, dossier.code).toEqual(shown);
		}
	});

	it('are worked out anew after an update as they were at first', async () => {
		await db.updateTable('dossier').set({ findings: [], transferringSince: null, apologisedAt: null }).execute();
		await db.updateTable('ledgerHead').set({ derivedBy: 0 }).execute();
		expect(await deriveAnew(db, office.catalogue)).toBeGreaterThan(30);
		expect(await db.selectFrom('dossier').select(DOSSIER_COLUMNS).orderBy('code').execute()).toEqual(
			dossiers.toSorted((a, b) => (a.code < b.code ? -1 : 1))
		);
		expect(await deriveAnew(db, office.catalogue)).toBe(0);
	});

	it('know how many dossiers each unit has resolved on each day, whatever came late or was taken back', async () => {
		await db.updateTable('dossier').set({ resolving: '32002' }).where('resolving', '=', '31825').execute();
		const kept = await sql`
			select unit, day, ended from unit_end_day where ended <> 0 order by unit, day`.execute(db);
		const counted = await sql`
			select resolving as unit, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*) as ended from dossier
			where status in (9, 10) and resolving is not null group by 1, 2 order by unit, day`.execute(db);
		expect(kept.rows).toEqual(counted.rows);
		expect(kept.rows.length).toBeGreaterThan(5);
	});
});

describe('a source that has no field for the result', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, START);
	const RESULTS = ['no-result', 'ended-without-result'] as const;
	const national = (dossier: string, status: string) => ({
		MaHoSo: dossier,
		MaTTHC: '1.004873',
		DonViXuLy: 'H12.05',
		NgayTiepNhan: '20260323080000',
		NgayHenTra: '20260330170000',
		...(status === '9' ? { NgayKetThucXuLy: '20260323150000' } : {}),
		TrangThaiHoSo: status
	});

	/** Per finding of results: in the overview, in its list, on the pages of its dossiers and in the past. */
	async function told() {
		const { catalogue } = office;
		const moments = momentsAt(office.now, catalogue.calendarFor(null, office.now));
		const asOf = { until: null, known: office.now };
		const now = await readFindingsPage(db, 'province', catalogue, office.now);
		const codes = (await db.selectFrom('dossier').select('code').execute()).map(({ code }) => code);
		const views = await Promise.all(codes.map((code) => findDossierView(db, 'province', catalogue, code, office.now)));
		return Promise.all(
			RESULTS.map(async (figure) => {
				const matching = { scope: 'province', filter: { figure }, moments, catalogue } as const;
				const list = await readDossierPage(db, matching);
				return {
					count: now.totals.find(({ id }) => id === figure)?.count,
					list: list.rows.map(({ code }) => code),
					pages: views.filter((view) => view?.findings.includes(figure)).map((view) => view?.code),
					past: (await readDossiersAt(db, matching, asOf)).rows.map(({ code }) => code)
				};
			})
		);
	}
	const nothing = { count: 0, list: [], pages: [], past: [] };
	const only = (code: string) => ({ count: 1, list: [code], pages: [code], past: [code] });

	it('is not asked for it, and the page of the dossier says why; one that could have said it is', async () => {
		const records = [national('N-OPEN', '4'), national('N-ENDED', '9')];
		const { outcomes } = (await office.push(records as unknown as EventRecord[])) as unknown as { outcomes: unknown };
		expect(await told(), JSON.stringify(outcomes)).toEqual([nothing, nothing]);
		const view = await findDossierView(db, 'province', office.catalogue, 'N-OPEN', office.now);
		expect(view).toMatchObject({ expectedResult: null, resultUnsaid: true });
		const at = toIsoInstant(office.now - HOUR_MS);
		await office.push([
			{ dossier: 'OWN-OPEN', type: 'accepted', at, resolving: 'H12.05' },
			{ dossier: 'OWN-ENDED', type: 'resolved', at, resolving: 'H12.05' }
		]);
		expect(await told()).toEqual([only('OWN-OPEN'), only('OWN-ENDED')]);
	});

	it('was not asked for it then either, when another source has spoken since', async () => {
		const matching = { scope: 'province', filter: { figure: 'no-result' }, catalogue: office.catalogue } as const;
		const then = office.now;
		office.now += HOUR_MS;
		await office.push([{ dossier: 'N-OPEN', type: 'processing', at: toIsoInstant(office.now) }]);
		const codesAt = async (at: number) => {
			const moments = momentsAt(at, office.catalogue.calendarFor(null, at));
			const page = await readDossiersAt(db, { ...matching, moments }, { until: null, known: at });
			return page.rows.map(({ code }) => code).sort();
		};
		expect(await codesAt(office.now)).toEqual(['N-OPEN', 'OWN-OPEN']);
		expect(await codesAt(then)).toEqual(['OWN-OPEN']);
	});
});

describe('many endings on one day', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, START);

	it('is a finding of a unit that ends three times its usual day, not of one that always ends as many', async () => {
		let made = 0;
		const end = async (resolving: string, n: number, daysAgo: number) => {
			const at = START - daysAgo * DAY_MS;
			const codes = Array.from({ length: n }, () => `M-${String(made++)}`);
			const tell = (type: 'accepted' | 'resolved', when: number) =>
				codes.map((dossier): EventRecord => ({
					dossier,
					type,
					at: toIsoInstant(when),
					resolving,
					receiving: resolving
				}));
			await office.push([...tell('accepted', at - HOUR_MS), ...tell('resolved', at)]);
		};
		for (const daysAgo of [4, 5, 6, 7, 8, 11]) {
			await end('31825', 4, daysAgo);
			await end('32002', 25, daysAgo);
		}
		await end('31825', 24, 1);
		await end('32002', 26, 1);
		const { totals, units } = await readFindingsPage(db, 'province', office.catalogue, office.now);
		expect(totals.find(({ id }) => id === 'mass-closing')?.count).toBe(24);
		expect(units.find(({ unit }) => unit?.code === '31825')?.counts['mass-closing']).toBe(24);
		const moments = momentsAt(office.now, office.catalogue.calendarFor(null, office.now));
		const filter = { figure: 'mass-closing', resolving: '31825' } as const;
		const page = await readDossierPage(db, { scope: 'province', filter, moments, catalogue: office.catalogue });
		expect(page.total).toBe(24);
		const view = await findDossierView(db, 'province', office.catalogue, page.rows[0]?.code ?? '', office.now);
		expect(view?.findings).toContain('mass-closing');

		// Whoever sees three of them sees that these three were part of it.
		const own = page.rows.slice(0, 3).map(({ code }) => code);
		await db.updateTable('dossier').set({ handler: 'Lê An' }).where('code', 'in', own).execute();
		const scope = { units: [], hands: [{ unit: '31825', handler: 'Lê An' }] };
		const theirs = await readDossierPage(db, { scope, filter, moments, catalogue: office.catalogue });
		expect(theirs.rows.map(({ code }) => code).sort()).toEqual(own.sort());
		const shown = await findDossierView(db, scope, office.catalogue, own[0] ?? '', office.now);
		expect(shown?.findings).toContain('mass-closing');
	});
});
