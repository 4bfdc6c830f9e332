import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aDossier } from '../board/dossier.fixture.ts';
import { dayOf, startOfDay, toDay, weekdayOf } from '../time/instant.ts';
import { toActualCurve, toAlignedCurve, toPlanCurve, unitsBy } from './curve.ts';
import { isOverdue } from './difficulty.ts';
import { addDossier, noFacts, type UnitFacts, weekOf } from './facts.ts';
import { toWaves } from './plan.ts';
import { byLag, firstFullWeek, firstWeekFrom, type Tick, toProgress, workingDaysBetween } from './progress.ts';
import { readPlan } from './read-plan.ts';
import { judgeTarget } from './target.ts';

const day = toDay;
const at = (text: string) => Date.parse(`${text}+07:00`);
/** Friday; day 0 of the first wave. */
const GO_LIVE = day('2025-08-15');
const weekdays = (one: number) => weekdayOf(one) <= 5;
const unit = { unit: '31825', wave: 1, goLiveOn: GO_LIVE };

function factsOf(...dossiers: Parameters<typeof aDossier>[0][]): UnitFacts {
	const facts = noFacts();
	for (const some of dossiers)
		addDossier(aDossier(some), (code) => (code === '31825' ? facts : undefined), at('2025-09-10T10:00'));
	return facts;
}

describe('the plan', () => {
	it('falls into waves, in order, with the days on which their units start', () => {
		const plan = [
			{ unit: 'C', wave: 2, goLiveOn: day('2025-11-01') },
			{ unit: 'B', wave: 1, goLiveOn: day('2025-08-18') },
			{ unit: 'A', wave: 1, goLiveOn: day('2025-08-15') }
		];
		expect(toWaves(plan)).toEqual([
			{ wave: 1, firstDay: day('2025-08-15'), lastDay: day('2025-08-18'), units: ['A', 'B'] },
			{ wave: 2, firstDay: day('2025-11-01'), lastDay: day('2025-11-01'), units: ['C'] }
		]);
		const curve = toPlanCurve(plan);
		expect(curve.map(({ units }) => units)).toEqual([1, 2, 3]);
		expect(
			[day('2025-08-14'), day('2025-08-15'), day('2025-10-31'), day('2026-01-01')].map((d) => unitsBy(curve, d))
		).toEqual([0, 1, 2, 3]);
	});

	const read = (text: string, planned: string[] = [], mayLeaveOut = false) =>
		readPlan(
			text.split('\n').map((line) => line.split(',')),
			(code) => ['31825', '32002'].includes(code),
			planned,
			mayLeaveOut
		);

	test.each([
		['31825,1,2025-08-15\n32002,2,01/11/2025', 2],
		['unit,wave,date\n31825,1,2025-08-15\n', 1],
		['Mã,Đợt,Ngày\n 31825 , 1 , 5/9/2025 ,', 1]
	])('is read from %j', (text, units) => {
		const reading = read(text);
		expect(reading.ok && reading.plan.length).toBe(units);
	});

	test.each([
		['', /names no unit/],
		['31825,1,2025-02-30', /line 1: "2025-02-30" is no date/],
		['31825,1,2025-08-15\n99999,1,2025-08-15', /line 2: the catalogue has no unit in force with the code "99999"/],
		['31825,1,2025-08-15\n31825,1,2025-08-16', /line 2: unit 31825 is named twice/],
		['31825,0,2025-08-15', /"0" is no wave/],
		['31825,1,2025-08-15,more', /more than unit, wave and date/],
		['31825;1;2025-08-15', /no unit in force/]
	])('is refused as %j, saying where and why', (text, fault) => {
		const reading = read(text);
		expect(reading.ok ? '' : reading.faults.join('\n')).toMatch(fault);
	});

	it('that leaves units out is taken for cut off, unless that is said to be meant', () => {
		expect(read('31825,1,2025-08-15', ['31825', '32002'])).toMatchObject({ ok: false });
		expect(read('31825,1,2025-08-15', ['31825', '32002'], true)).toMatchObject({ ok: true });
	});
});

describe('what a dossier says of a unit', () => {
	test.each<[string, Parameters<typeof aDossier>[0], Partial<Record<'received' | 'resolved' | 'returned', boolean>>]>([
		[
			'received for a department',
			{ receiving: '31825', resolving: 'H12.05', crossBoundary: true, acceptedAt: at('2025-08-20T08:00') },
			{ received: true }
		],
		[
			'received for itself',
			{ receiving: '31825', resolving: '31825', crossBoundary: false, acceptedAt: at('2025-08-20T08:00') },
			{}
		],
		['not accepted yet', { receiving: '31825', resolving: 'H12.05', crossBoundary: true, acceptedAt: null }, {}],
		[
			'resolved for another commune',
			{
				...{ receiving: '32002', resolving: '31825', crossBoundary: true, status: 9 },
				...{ acceptedAt: at('2025-08-20T08:00'), closedAt: at('2025-08-22T08:00'), timeliness: 'on-time' }
			},
			{ resolved: true }
		],
		[
			'withdrawn by the applicant',
			{
				...{ receiving: '32002', resolving: '31825', crossBoundary: true, status: 7 },
				...{ acceptedAt: at('2025-08-20T08:00'), closedAt: at('2025-08-22T08:00'), timeliness: 'on-time' }
			},
			{}
		],
		[
			'handed over elsewhere',
			{
				...{ receiving: '31825', resolving: '31825', returning: '32002', crossBoundary: false, status: 10 },
				...{ acceptedAt: at('2025-08-20T08:00'), closedAt: at('2025-08-22T08:00'), returnedAt: at('2025-08-23T08:00') }
			},
			{ returned: true }
		],
		[
			'handed over at home',
			{
				...{ receiving: '31825', resolving: '31825', returning: '31825', crossBoundary: false, status: 10 },
				...{ acceptedAt: at('2025-08-20T08:00'), closedAt: at('2025-08-22T08:00'), returnedAt: at('2025-08-23T08:00') }
			},
			{}
		]
	])('%s', (_, dossier, expected) => {
		const { received, resolved, returned } = factsOf(dossier);
		expect({ received: received !== null, resolved: resolved !== null, returned: returned !== null }).toEqual({
			...{ received: false, resolved: false, returned: false },
			...expected
		});
	});

	it('does not depend on the order in which dossiers are added', () => {
		const one = fc.record({
			code: fc.constantFrom('A', 'B', 'C', 'D'),
			receiving: fc.constantFrom('31825', '32002'),
			resolving: fc.constantFrom('31825', '32002'),
			crossBoundary: fc.boolean(),
			status: fc.constantFrom(2 as const, 9 as const, 10 as const),
			acceptedAt: fc.integer({ min: at('2025-08-01T00:00'), max: at('2025-09-01T00:00') }),
			closedAt: fc.option(fc.integer({ min: at('2025-08-01T00:00'), max: at('2025-09-10T00:00') })),
			timeliness: fc.constantFrom('early' as const, 'late' as const)
		});
		fc.assert(
			fc.property(fc.array(one, { maxLength: 12 }), (dossiers) => {
				expect(factsOf(...dossiers)).toEqual(factsOf(...[...dossiers].reverse()));
			})
		);
	});
});

describe('the first full week on time', () => {
	const week = (iso: string, late: boolean) => [weekOf(day(iso)), late] as const;
	const today = day('2025-09-10');
	test.each<[string, (readonly [number, boolean])[], string | null]>([
		['none was worked', [], null],
		['the week of go-live is not a full one', [week('2025-08-15', false)], null],
		['one dossier late spoils it', [week('2025-08-18', true)], null],
		['the next may be it', [week('2025-08-18', true), week('2025-08-25', false)], '2025-08-25'],
		['the earliest counts', [week('2025-09-01', false), week('2025-08-18', false)], '2025-08-18'],
		['a week that is not over does not', [week('2025-09-08', false)], null]
	])('%s', (_, weeks, expected) => {
		expect(firstFullWeek(new Map(weeks), GO_LIVE, today)).toBe(expected === null ? null : day(expected));
	});

	it('may begin on go-live itself when that is a Monday', () => {
		expect(firstWeekFrom(day('2025-08-18'))).toBe(day('2025-08-18'));
		expect(firstWeekFrom(GO_LIVE)).toBe(day('2025-08-18'));
	});
});

describe('how far a unit is', () => {
	const ALL_TICKS: Tick[] = (['staff-trained', 'counter-equipped', 'public-told'] as const).map((milestone) => ({
		milestone,
		day: GO_LIVE - 1,
		by: 'Lê An'
	}));
	const progress = (facts: UnitFacts, ticks: Tick[], now: string) => toProgress(unit, facts, ticks, at(now), weekdays);

	it('is ahead of everything before go-live, and does not lag', () => {
		const before = progress(noFacts(), [], '2025-08-14T10:00');
		expect(before).toMatchObject({ isLive: false, late: 0, quietDays: null, lags: false, reached: 0 });
	});

	it('has its hand-ticked milestones late from the first working day after go-live on', () => {
		expect(progress(noFacts(), [], '2025-08-15T10:00').late).toBe(0);
		expect(progress(noFacts(), [], '2025-08-17T10:00').late).toBe(0);
		expect(progress(noFacts(), [], '2025-08-18T10:00').late).toBe(3);
		expect(progress(noFacts(), ALL_TICKS, '2025-08-18T10:00')).toMatchObject({ late: 0, reached: 3 });
	});

	it('says who ticked, which dossier was the first, and on which day of its own', () => {
		const facts = factsOf({
			...{ code: 'H-1', receiving: '31825', resolving: 'H12.05', crossBoundary: true },
			acceptedAt: at('2025-08-20T08:00')
		});
		const { milestones } = progress(facts, ALL_TICKS, '2025-08-21T10:00');
		expect(milestones.find(({ id }) => id === 'first-received')).toMatchObject({
			...{ state: 'reached', day: day('2025-08-20'), afterGoLive: 5, dossier: 'H-1' }
		});
		expect(milestones.find(({ id }) => id === 'public-told')).toMatchObject({ by: 'Lê An', afterGoLive: -1 });
		expect(toAlignedCurve(progress(facts, ALL_TICKS, '2025-08-21T10:00'))).toEqual([
			{ after: 0, reached: 3 },
			{ after: 5, reached: 4 }
		]);
	});

	test.each([
		// The last dossier on Wednesday; Thursday and Friday are whole days without, the present one is not over.
		['2025-08-20T17:00', 0, false],
		['2025-08-21T10:00', 0, false],
		['2025-08-22T10:00', 1, false],
		['2025-08-25T10:00', 2, false],
		['2025-08-27T10:00', 4, false],
		['2025-08-28T10:00', 5, true]
	])('by %s it has been silent for %s whole working days', (now, days, quiet) => {
		const facts = factsOf({
			...{ receiving: '31825', resolving: 'H12.05', crossBoundary: true },
			acceptedAt: at('2025-08-20T08:00')
		});
		expect(progress(facts, ALL_TICKS, now)).toMatchObject({ quietDays: days, isQuiet: quiet });
	});

	it('puts those most behind first and those not live yet last', () => {
		const good = progress(noFacts(), ALL_TICKS, '2025-08-18T10:00');
		const behind = { ...progress(noFacts(), [], '2025-08-18T10:00'), unit: '32002' };
		const later = {
			...toProgress(
				{ unit: '32152', wave: 2, goLiveOn: day('2025-11-01') },
				noFacts(),
				[],
				at('2025-08-18T10:00'),
				weekdays
			)
		};
		expect([later, good, behind].sort(byLag).map((one) => one.unit)).toEqual(['32002', '31825', '32152']);
	});

	it('counts in the curve once, on the day of the milestone', () => {
		const units = [0, 0, 3].map((after, n) => ({
			...progress(
				factsOf({
					...{ receiving: '31825', resolving: 'H12.05', crossBoundary: true },
					acceptedAt: startOfDay(GO_LIVE + after)
				}),
				[],
				'2025-09-01T10:00'
			),
			unit: String(n)
		}));
		expect(toActualCurve(units, 'first-received')).toEqual([
			{ day: GO_LIVE, units: 2 },
			{ day: GO_LIVE + 3, units: 3 }
		]);
	});

	it('counts working days after one day up to another', () => {
		expect(workingDaysBetween(day('2025-08-15'), day('2025-08-18'), weekdays)).toBe(1);
		expect(workingDaysBetween(day('2025-08-15'), day('2025-08-15'), weekdays)).toBe(0);
	});
});

describe('a target', () => {
	const terms = { value: 100, startedAt: 0, setOn: day('2025-09-01'), dueOn: day('2025-09-11') };
	test.each([
		[100, '2025-09-01', 'reached'],
		[100, '2025-12-01', 'reached'],
		[99, '2025-09-12', 'missed'],
		[99, '2025-09-11', 'at-risk'],
		[0, '2025-09-01', 'under-way'],
		[50, '2025-09-06', 'under-way'],
		[49, '2025-09-06', 'at-risk'],
		[null, '2025-09-06', 'at-risk'],
		[null, '2025-09-12', 'missed']
	] as const)('with %s on %s is %s', (actual, today, state) => {
		expect(judgeTarget(actual, terms, day(today))).toBe(state);
	});

	it('that starts from somewhere is measured from there', () => {
		expect(judgeTarget(90, { ...terms, startedAt: 80 }, day('2025-09-06'))).toBe('under-way');
		expect(judgeTarget(85, { ...terms, startedAt: 80 }, day('2025-09-06'))).toBe('at-risk');
	});

	it('never gets worse by doing more', () => {
		const rank = { missed: 0, 'at-risk': 1, 'under-way': 2, reached: 3 };
		fc.assert(
			fc.property(
				fc.nat(120),
				fc.nat(120),
				fc.nat(20),
				(a, b, after) =>
					rank[judgeTarget(Math.min(a, b), terms, terms.setOn + after)] <=
					rank[judgeTarget(Math.max(a, b), terms, terms.setOn + after)]
			)
		);
	});
});

it('a difficulty is overdue from the day after its deadline until it is closed', () => {
	const deadline = dayOf(at('2025-09-10T12:00'));
	expect(isOverdue({ isClosed: false, deadline }, deadline)).toBe(false);
	expect(isOverdue({ isClosed: false, deadline }, deadline + 1)).toBe(true);
	expect(isOverdue({ isClosed: true, deadline }, deadline + 1)).toBe(false);
});
