import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import type { RolloutModel } from '../../src/lib/contract/rollout-model.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import type { DifficultyTerms } from '../../src/lib/domain/rollout/difficulty.ts';
import { addDossier, noFacts, type UnitFacts } from '../../src/lib/domain/rollout/facts.ts';
import { periodWith } from '../../src/lib/domain/report/period.ts';
import { DAY_MS, dayOf, HOUR_MS, toDay, toIsoDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { readDossierPage } from '../../src/lib/server/read/dossier-list.ts';
import { readDossiersAt } from '../../src/lib/server/read/dossiers-at.ts';
import { readInScope } from '../../src/lib/server/read/in-scope.ts';
import {
	addDifficulty,
	changeDifficulty,
	readDifficulties,
	readDifficultyHistory
} from '../../src/lib/server/rollout/difficulties.ts';
import { setTarget, tickMilestone } from '../../src/lib/server/rollout/keep-rollout.ts';
import { readPlanInForce, savePlan } from '../../src/lib/server/rollout/plan-in-force.ts';
import { readFacts } from '../../src/lib/server/rollout/read-facts.ts';
import { readRollout, shareRollout } from '../../src/lib/server/rollout/read-rollout.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';

/** Wednesday of the fifth week after the first wave. */
const NOW = Date.parse('2025-09-17T10:00:00+07:00');
const at = (text: string) => new Date(`${text}:00+07:00`).toISOString();
const WARD = '31825';
const OTHER = '32002';
const WARD_HEAD: Scope = { units: [WARD], hands: [] };
const by = { id: 'a', name: 'Lê An' };

/** Told by hand: a ward that receives for a department and a commune, resolves for a commune and returns there. */
const STORY: EventRecord[] = [
	{
		dossier: 'OWN',
		type: 'accepted',
		at: at('2025-08-15T08:00'),
		receiving: WARD,
		resolving: WARD,
		procedure: '1.004873'
	},
	{ dossier: 'OWN', type: 'resolved', at: at('2025-08-15T09:00') },
	{
		...{ dossier: 'FOR-DEPT', type: 'accepted', at: at('2025-08-20T08:00'), channel: 'online' },
		...{ receiving: WARD, resolving: 'H12.05', procedure: '1.001193' }
	},
	{
		...{ dossier: 'FOR-WARD', type: 'accepted', at: at('2025-09-02T08:00'), channel: 'counter' },
		...{ receiving: OTHER, resolving: WARD, returning: OTHER, procedure: '1.004873', returnAt: at('2025-09-09T17:00') }
	},
	{ dossier: 'FOR-WARD', type: 'resolved', at: at('2025-09-05T08:00') },
	{ dossier: 'FOR-WARD', type: 'returned', at: at('2025-09-08T08:00') }
];

describe('the rollout as the ledger tells it', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const { catalogue } = office;
	const deps = { db, catalogue: () => catalogue, now: () => office.now };
	// Each came at the time it tells of.
	for (const record of STORY) {
		office.now = Date.parse(record.at);
		expect((await office.push([record])).accepted).toBe(1);
	}
	office.now = NOW;
	const row = (model: RolloutModel, code = WARD) => {
		const found = model.units.find(({ unit }) => unit === code);
		if (found === undefined) throw new Error(`no row of ${code}`);
		return found;
	};
	const days = (model: RolloutModel, code = WARD) =>
		Object.fromEntries(
			row(model, code).milestones.map(({ id, day, dossier }) => [
				id,
				day === null ? null : [toIsoDay(day), ...(dossier === null ? [] : [dossier])].join(' ')
			])
		);

	it('has every unit of both waves, and each milestone on its day with its dossier', async () => {
		const model = await readRollout(deps, 'province');
		expect(model.waves.map(({ wave, units, live, started }) => [wave, units, live, started])).toEqual([
			[1, 37, 37, 2],
			[2, 27, 0, 0]
		]);
		expect(days(model)).toMatchObject({
			'first-received': '2025-08-20 FOR-DEPT',
			'first-resolved': '2025-09-05 FOR-WARD',
			'first-returned': '2025-09-08 FOR-WARD',
			'first-full-week': '2025-09-07',
			'staff-trained': null
		});
		expect(days(model, OTHER)).toMatchObject({ 'first-received': '2025-09-02 FOR-WARD', 'first-resolved': null });
		expect(row(model)).toMatchObject({ used: 1, crossMonth: 0, closedMonth: 1, onTimeMonth: 1, receivedMonth: 0 });
		expect(model.ledgerSince).toBe(Date.parse(at('2025-08-15T08:00')));
	});

	it.each([
		['2025-08-19T12:00', {}],
		['2025-08-20T12:00', { 'first-received': '2025-08-20 FOR-DEPT' }],
		['2025-09-05T12:00', { 'first-received': '2025-08-20 FOR-DEPT', 'first-resolved': '2025-09-05 FOR-WARD' }],
		[
			'2025-09-08T12:00',
			{
				...{ 'first-received': '2025-08-20 FOR-DEPT', 'first-resolved': '2025-09-05 FOR-WARD' },
				...{ 'first-returned': '2025-09-08 FOR-WARD', 'first-full-week': '2025-09-07' }
			}
		]
	])('at %s it stood as it was known then, and as it is known now', async (text, reached) => {
		const none = { 'first-received': null, 'first-resolved': null, 'first-returned': null, 'first-full-week': null };
		for (const known of ['then', 'now'] as const) {
			const past = { at: Date.parse(at(text)), known, firstArrival: null };
			expect(days(await readRollout(deps, 'province', past)), known).toMatchObject({ ...none, ...reached });
		}
	});

	it('shows the head of a commune their own row only, and in it the same as the leader sees', async () => {
		const own = await readRollout(deps, WARD_HEAD);
		expect(own.units.map(({ unit }) => unit)).toEqual([WARD]);
		expect(own.waves.map(({ units }) => units)).toEqual([1]);
		expect(row(own)).toEqual(row(await readRollout(deps, 'province')));
		const past = { at: Date.parse(at('2025-09-05T12:00')), known: 'then', firstArrival: null } as const;
		expect(row(await readRollout(deps, WARD_HEAD, past))).toEqual(row(await readRollout(deps, 'province', past)));
		expect((await readRollout(deps, { units: [], hands: [{ unit: WARD, handler: 'X' }] })).units).toEqual([]);
	});

	it('keeps ticks with name and day, also those taken back, and shows what held at a past instant', async () => {
		const tick = (day: string | null, when: string) =>
			tickMilestone(db, {
				...{ unit: WARD, milestone: 'staff-trained', by, now: Date.parse(at(when)) },
				day: day === null ? null : toDay(day)
			});
		await tick('2025-08-11', '2025-08-12T08:00');
		await tick(null, '2025-08-13T08:00');
		await tick('2025-08-14', '2025-08-14T08:00');
		const staff = async (when: string) => {
			const past = { at: Date.parse(at(when)), known: 'then', firstArrival: null } as const;
			return days(await readRollout(deps, 'province', past))['staff-trained'];
		};
		expect(await Promise.all(['2025-08-12T09:00', '2025-08-13T09:00', '2025-08-14T09:00'].map(staff))).toEqual([
			'2025-08-11',
			null,
			'2025-08-14'
		]);
		const { milestones } = row(await readRollout(deps, 'province'));
		expect(milestones.find(({ id }) => id === 'staff-trained')).toMatchObject({ by: 'Lê An', state: 'reached' });
		await expect(db.updateTable('rolloutTick').set({ onDay: null }).execute()).rejects.toThrow(/append-only/);
		const entries = await db
			.selectFrom('auditEntry')
			.select('details')
			.where('action', '=', 'rollout-changed')
			.execute();
		expect(entries.map(({ details }) => details['what'])).toEqual(['ticked', 'tick-taken-back', 'ticked']);
	});

	it('judges the targets of the units somebody sees', async () => {
		const due = (iso: string) => ({ dueOn: toDay(iso), startedAt: 0 });
		const base = { by, now: Date.parse(at('2025-09-01T08:00')) };
		await setTarget(db, { ...base, unit: WARD, figure: 'procedures-used', terms: { value: 1, ...due('2025-09-30') } });
		await setTarget(db, { ...base, unit: WARD, figure: 'online-month', terms: { value: 0.5, ...due('2025-09-10') } });
		await setTarget(db, {
			...base,
			unit: OTHER,
			figure: 'procedures-used',
			terms: { value: 40, ...due('2025-09-19') }
		});
		const states = async (scope: Scope) =>
			(await readRollout(deps, scope)).targets.map(({ unit, figure, state }) => [unit.code, figure, state]);
		expect(await states('province')).toEqual([
			[WARD, 'online-month', 'missed'],
			[OTHER, 'procedures-used', 'at-risk'],
			[WARD, 'procedures-used', 'reached']
		]);
		expect((await states(WARD_HEAD)).every(([unit]) => unit === WARD)).toBe(true);
		await setTarget(db, { ...base, unit: OTHER, figure: 'procedures-used', terms: null });
		expect(await states('province')).toHaveLength(2);
	});

	it('judges a target whose day is over by the value at the end of that day, whatever came later', async () => {
		const terms = { value: 1, dueOn: toDay('2025-08-31'), startedAt: 0 };
		const figure = 'cross-received-month';
		await setTarget(db, { by, now: Date.parse(at('2025-08-18T08:00')), unit: WARD, figure, terms });
		const judged = async (now: number) => {
			const { targets } = await readRollout({ ...deps, now: () => now }, 'province');
			const { actual, state, judgedOn } = targets.find((one) => one.figure === figure) ?? {};
			return [actual, state, judgedOn === undefined ? null : toIsoDay(judgedOn)];
		};
		// Received for another in August; nothing of the kind in September.
		expect(await judged(Date.parse(at('2025-08-31T23:00')))).toEqual([1, 'reached', '2025-08-31']);
		expect(await judged(NOW)).toEqual([1, 'reached', '2025-08-31']);
		const more = { ...terms, value: 2 };
		await setTarget(db, { by, now: Date.parse(at('2025-08-19T08:00')), unit: WARD, figure, terms: more });
		expect(await judged(NOW)).toEqual([1, 'missed', '2025-08-31']);
		await setTarget(db, { by, now: NOW, unit: WARD, figure, terms: null });
	});

	it('keeps difficulties with their history, within scope, and refuses to write over what another wrote', async () => {
		const terms: DifficultyTerms = {
			what: 'Chưa có máy quét',
			since: toDay('2025-09-01'),
			blocks: 'counter-equipped',
			responsible: 'Lê An',
			deadline: toDay('2025-09-10'),
			authority: 'province',
			result: '',
			isClosed: false
		};
		const now = Date.parse(at('2025-09-02T08:00'));
		const id = await addDifficulty(db, { unit: WARD, terms, by, now });
		const whole = await addDifficulty(db, { unit: null, terms: { ...terms, deadline: toDay('2025-12-01') }, by, now });
		const ask = { catalogue, at: NOW };
		const seen = (await readDifficulties(db, 'province', ask)).map((one) => [one.id, one.isOverdue]);
		expect(seen).toEqual([
			[id, true],
			[whole, false]
		]);
		expect((await readDifficulties(db, WARD_HEAD, ask)).map((one) => one.id)).toEqual([id]);
		expect(await readDifficulties(db, { units: [OTHER], hands: [] }, ask)).toEqual([]);
		const change = { id, seen: 1, by, now: now + HOUR_MS };
		const closed = { ...terms, result: 'Đã cấp máy', isClosed: true };
		expect(await changeDifficulty(db, { units: [OTHER], hands: [] }, { ...change, terms: closed })).toBe('unknown');
		expect(await changeDifficulty(db, WARD_HEAD, { ...change, id: whole, terms: closed })).toBe('unknown');
		expect(await changeDifficulty(db, WARD_HEAD, { ...change, terms: closed })).toBe('written');
		expect(await changeDifficulty(db, 'province', { ...change, terms })).toBe('changed');
		const history = await readDifficultyHistory(db, WARD_HEAD, { ...ask, id });
		expect(history.map(({ version, isClosed, result }) => [version, isClosed, result])).toEqual([
			[2, true, 'Đã cấp máy'],
			[1, false, '']
		]);
		const [then] = await readDifficulties(db, 'province', { catalogue, at: now + 1, id });
		expect(then).toMatchObject({ version: 1, isClosed: false, isOverdue: false });
	});

	it('follows an imported plan from then on, and the catalogue before', async () => {
		const plan = [{ unit: WARD, wave: 7, goLiveOn: toDay('2025-10-01') }];
		const now = Date.parse(at('2025-09-16T08:00'));
		await db.transaction().execute((trx) => savePlan(trx, plan, { source: 'ke-hoach.csv', at: now }));
		expect(await readPlanInForce(db, NOW)).toEqual({ source: 'ke-hoach.csv', units: plan });
		expect((await readPlanInForce(db, now - DAY_MS)).units).toHaveLength(64);
		expect((await readRollout(deps, 'province')).waves).toMatchObject([{ wave: 7, units: 1, live: 0 }]);
	});
});

describe('a ledger of many dossiers', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const { catalogue } = office;
	const UNITS = [WARD, OTHER, '32152'];
	const PROCEDURES = ['1.004873', '1.001193', '1.004222'];
	const record = (n: number): EventRecord[] => {
		const start = NOW - ((n * 7919) % 40) * DAY_MS - (n % 9) * HOUR_MS;
		const pick = (list: readonly string[], by: number) => list[Math.floor(n / by) % list.length] ?? '';
		const code = `D-${String(n)}`;
		const accepted: EventRecord = {
			...{ dossier: code, type: 'accepted', at: toIsoInstant(start), channel: n % 3 === 0 ? 'online' : 'counter' },
			...{ receiving: pick([...UNITS, 'H12.05'], 1), resolving: pick([...UNITS, 'H12.05'], 4) },
			...{ returning: pick([...UNITS, 'H12.05'], 2), procedure: pick(PROCEDURES, 3) },
			returnAt: toIsoInstant(start + 3 * DAY_MS)
		};
		const end = start + ((n % 6) + 1) * DAY_MS;
		if (n % 4 === 0 || end > NOW - HOUR_MS) return [accepted];
		const resolved: EventRecord = { dossier: code, type: 'resolved', at: toIsoInstant(end) };
		return n % 2 === 0
			? [accepted, resolved]
			: [accepted, resolved, { dossier: code, type: 'returned', at: toIsoInstant(end + HOUR_MS / 2) }];
	};
	const stories = Array.from({ length: 300 }, (_, n) => record(n)).flat();
	// Half of it came two weeks later than it happened.
	for (const [n, part] of [stories.slice(0, stories.length / 2), stories.slice(stories.length / 2)].entries()) {
		office.now = NOW - (1 - n) * 14 * DAY_MS;
		await office.push(part.filter(({ at: when }) => Date.parse(when) <= office.now));
	}
	office.now = NOW;
	await office.push(stories);
	const units = UNITS.map((unit) => ({ unit, wave: 1, goLiveOn: toDay('2025-08-08') }));
	const moments = momentsAt(NOW, catalogue.calendarFor(null, NOW));
	const ask = { units, procedures: PROCEDURES, catalogue, moments };

	/** What `UnitFacts` would be of dossiers added one by one; weeks before the first that may count are of no use. */
	const tally = (all: Parameters<typeof addDossier>[0][]) => {
		const facts = new Map<string, UnitFacts>(UNITS.map((unit) => [unit, noFacts()]));
		for (const dossier of all) addDossier(dossier, (unit) => facts.get(unit), NOW);
		return plain(facts);
	};
	const plain = (facts: ReadonlyMap<string, UnitFacts>) =>
		[...facts].map(([unit, { weeks, procedures, ...rest }]) => ({
			...{ unit, ...rest, procedures: [...procedures].sort() },
			weeks: [...weeks].filter(([week]) => week >= toDay('2025-08-11')).sort(([a], [b]) => a - b)
		}));

	it('says by its indices what every dossier added up says', async () => {
		const all = await db.selectFrom('dossier').select(DOSSIER_COLUMNS).execute();
		expect(all.length).toBe(300);
		for (const scope of ['province', { units: [...UNITS].sort(), hands: [] }] as Scope[]) {
			const { facts } = await readInScope(db, scope, (trx) => readFacts(trx, { ...ask, scope, asOf: null }));
			expect(plain(facts)).toEqual(tally(all));
			expect(facts.get(WARD)?.returned).not.toBeNull();
		}
	});

	it('says the same of this moment asked as a past one', async () => {
		const read = (asOf: { until: number | null; known: number | null } | null) =>
			readInScope(db, 'province', (trx) => readFacts(trx, { ...ask, scope: 'province', asOf }));
		const factsAt = async (asOf: Parameters<typeof read>[0]) => plain((await read(asOf)).facts);
		const present = await factsAt(null);
		expect(await factsAt({ until: NOW, known: null })).toEqual(present);
		expect(await factsAt({ until: null, known: NOW })).toEqual(present);
		expect(await factsAt({ until: NOW - 20 * DAY_MS, known: null })).not.toEqual(present);
	});

	it('has numbers that are the lengths of the lists they lead to', async () => {
		const model = await readRollout({ db, catalogue: () => catalogue, now: () => NOW }, 'province');
		const total = async (filter: Filter) =>
			(await readDossierPage(db, { scope: 'province', filter, moments, catalogue })).total;
		const period = toIsoDay(dayOf(NOW)).slice(0, 7);
		for (const { unit, ...row } of model.units.filter((one) => UNITS.includes(one.unit))) {
			expect(await total({ figure: 'cross-boundary-month', receiving: unit })).toBe(row.crossMonth);
			expect(await total({ figure: 'on-time-month', resolving: unit })).toBe(row.onTimeMonth);
			expect(await total({ part: 'received-online', period, receiving: unit })).toBe(row.onlineMonth);
			expect(row.crossMonth + row.onTimeMonth + row.onlineMonth).toBeGreaterThan(0);
		}
	});

	it('measures each day that is over as the lists of its month until then, now and at a past instant', async () => {
		const days = [toDay('2025-08-20'), toDay('2025-08-31'), toDay('2025-09-12')];
		const asked = new Map(days.map((day) => [day, UNITS]));
		for (const asOf of [null, { until: null, known: NOW - 3 * DAY_MS }, { until: NOW - 4 * DAY_MS, known: null }]) {
			const at = asOf === null ? NOW : NOW - 3 * DAY_MS;
			const then = momentsAt(at, catalogue.calendarFor(null, at));
			const { measures } = await readInScope(db, 'province', (trx) =>
				readFacts(trx, { ...ask, moments: then, scope: 'province', asOf, days: asked })
			);
			const total = async (filter: Filter) => {
				const matching = { scope: 'province', filter, moments: then, catalogue } as const;
				return (await (asOf === null ? readDossierPage(db, matching) : readDossiersAt(db, matching, asOf))).total;
			};
			for (const [day, units] of measures)
				for (const [unit, { month }] of units) {
					const period = periodWith('free', day).key;
					expect(month, `${unit} ${period}`).toEqual({
						received: await total({ part: 'received', period, receiving: unit }),
						cross: await total({ part: 'received-across', period, receiving: unit }),
						online: await total({ part: 'received-online', period, receiving: unit }),
						closed: await total({ part: 'resolved', period, resolving: unit }),
						onTime: await total({ part: 'resolved-in-time', period, resolving: unit })
					});
				}
		}
	});

	it('is read once or twice however many screens ask', async () => {
		let reads = 0;
		const deps = { db, catalogue: () => catalogue, now: () => (reads++, NOW) };
		await Promise.all(Array.from({ length: 30 }, () => shareRollout(deps, 'province')));
		expect(reads).toBe(2);
	});
});
