import { describe, expect, test } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { Efforts, type OwnEffort } from '../workload/effort.ts';
import type { Handling, Measured } from '../workload/handling.ts';
import { FULL_WEEK, type Official } from '../workload/official.ts';
import { paceOf, USUAL_PACE } from '../workload/pace.ts';
import { PastLateness } from '../workload/past-lateness.ts';
import { LEAST_SWAY, USUAL_QUEUE } from '../workload/risk.ts';
import { propose } from './propose.ts';
import { toProblem, type OpenDossier } from './to-problem.ts';

const calendar = aCalendar();
const now = office('2026-01-19 07:00');
const own: OwnEffort = { procedure: 'P', from: '2026-01-01', minutes: 200, by: 'head', reason: 'x' };
const efforts = new Efforts([], [own], '2026-01-19');
const anybody: Official = { id: 'A', unit: 'U', share: 1, pattern: FULL_WEEK, absences: [], skills: 'all' };
const away = { ...anybody, id: 'B', absences: [{ from: '2026-01-01', to: '2026-03-01', standIn: 'A' }] };
const dossier = (code: string, due: string | null, more: Partial<OpenDossier> = {}): OpenDossier => ({
	...{ code, procedure: 'P', handler: 'B', locked: false, standsStill: false },
	dueAt: due === null ? null : office(due),
	...more
});

describe('what is open, as a problem to balance', () => {
	const dossiers = [
		dossier('1', '2026-01-12 09:00'),
		dossier('2', '2026-01-19 16:45'),
		dossier('3', '2026-01-19 16:20'),
		dossier('4', '2026-02-12 17:00'),
		dossier('5', null),
		dossier('6', '2026-01-20 17:00', { standsStill: true })
	];
	const problem = toProblem({
		...{ officials: [anybody, away], dossiers, closed: new Set<string>(), efforts },
		...{ lateness: new PastLateness([]), queue: USUAL_QUEUE },
		...{ calendarOf: () => calendar, calendar, now, mostMoves: 9 }
	});

	test('has the past as now, the hour as its step, and leaves out what stands still', () => {
		expect(problem.dossiers.map(({ code, due }) => [code, due])).toEqual([
			['1', 0],
			['2', 1],
			['3', 1],
			['4', 2],
			['5', null]
		]);
		expect(problem.dues).toEqual([now, office('2026-01-19 16:00'), office('2026-02-12 17:00')]);
		expect(problem.countedDues).toBe(2);
		expect(problem.dossiers[0]!.effort).toBe(200);
	});

	test('gives everybody the minutes he works until then, and nothing to who is away', () => {
		expect(problem.officials).toMatchObject([
			{ id: 'A', available: [0, 420, 19 * 480], capacity: 4800, receives: true },
			{ id: 'B', available: [0, 0, 0], capacity: 0, receives: false }
		]);
	});

	test('is solved: what can still be saved comes from who is away to who is there', () => {
		const { moves } = propose(problem, () => false);
		// The first is overdue whoever has it, and put before the others it would endanger them: the first goal leaves it.
		expect(moves.map(({ code }) => code).sort()).toEqual(['2', '3', '4', '5']);
		expect(moves.every(({ to }) => to === 'A')).toBe(true);
	});
});

test('moving work to who has none lowers what is expected to be late, however little a queue counts', () => {
	const dossiers = Array.from({ length: 30 }, (_, i) => dossier(`D${String(i)}`, '2026-01-19 17:00', { handler: 'A' }));
	const problem = toProblem({
		...{ officials: [anybody, { ...anybody, id: 'C' }], dossiers, closed: new Set<string>(), efforts, calendar, now },
		...{
			lateness: new PastLateness([]),
			queue: { claim: 1, sway: LEAST_SWAY },
			calendarOf: () => calendar,
			mostMoves: 30
		}
	});
	const { moves, before, after } = propose(problem, () => false);
	expect(moves.length).toBeGreaterThan(0);
	expect(after.overdue).toBeLessThan(before.overdue - 0.1);
});

describe('the pace of officials', () => {
	const worked = (effort: number): Measured => {
		const handling: Handling = { code: 'D', procedure: 'P', handler: 'A', stretches: [], endedAt: now, closed: true };
		return { handling, effort, elapsed: effort };
	};

	test('is assumed while few stretches are measured, and measured then', () => {
		const slow = Array.from({ length: 300 }, () => worked(300));
		expect(paceOf([slow.slice(0, 100)], efforts)).toEqual({ pace: USUAL_PACE, stretches: 0 });
		expect(paceOf([slow], efforts)).toEqual({ pace: [1.5, 1.5, 1.5, 1.5, 1.5], stretches: 30 });
	});
});
