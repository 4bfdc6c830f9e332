import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scope, toScopeCondition } from '../access/scope.ts';
import { aCalendar } from '../clock/calendar.fixture.ts';
import type { Dossier } from '../dossier/dossier.ts';
import { type Filter, toCondition } from '../figure/filter.ts';
import { toPredicate } from '../figure/predicate.ts';
import { toViewKey, type ViewFilter } from './dimensions.ts';
import { momentsAt } from '../figure/moments.ts';
import { HOUR_MS, MINUTE_MS, startOfDay, toDay } from '../time/instant.ts';
import { aDossier } from './dossier.fixture.ts';
import { Board } from './board.ts';
import { contributionsOf } from './contributions.ts';
import { OverviewLayout } from './layout.ts';

const calendar = aCalendar();
const layout = new OverviewLayout(['31825', '32002', 'H12.05']);
const at = (iso: string) => Date.parse(`${iso}+07:00`);
const contributions = contributionsOf(layout);
const SCOPES: Scope[] = [
	'province',
	{ units: ['31825'], hands: [] },
	{ units: [], hands: [{ unit: '31825', handler: 'An' }] },
	{ units: ['H12.05'], hands: [{ unit: '31825', handler: 'Bình' }] },
	{ units: [], hands: [] }
];
const FILTERS: Filter[] = [
	{},
	{ resolving: '31825', channel: 'online' },
	{ receiving: '32002' },
	{ channel: 'counter' }
];
const boardAt = (iso: string) => new Board(layout, 0, momentsAt(at(iso), calendar));

describe('the board', () => {
	it('turns a dossier overdue at its second with no one touching it', () => {
		const board = boardAt('2026-03-11T09:00:00');
		board.load(aDossier({ dueAt: at('2026-03-11T09:30:00') }));
		board.advance(momentsAt(at('2026-03-11T09:30:00'), calendar));
		expect(board.view({}).cells[layout.figure('overdue')]).toBe(0);
		expect(board.view({}).cells[layout.figure('due-soon')]).toBe(1);
		const crossed = board.advance(momentsAt(at('2026-03-11T09:30:01'), calendar));
		expect(crossed.map((d) => d.code)).toEqual(['D1']);
		expect(board.view({}).cells[layout.figure('overdue')]).toBe(1);
		expect(board.view({}).cells[layout.figure('due-soon')]).toBe(0);
	});

	it('calls a dossier due soon one working day before, over a weekend', () => {
		const board = boardAt('2026-03-13T09:59:00'); // Friday
		board.load(aDossier({ dueAt: at('2026-03-16T10:00:00') })); // Monday
		expect(board.view({}).cells[layout.figure('due-soon')]).toBe(0);
		board.advance(momentsAt(at('2026-03-13T10:01:00'), calendar));
		expect(board.view({}).cells[layout.figure('due-soon')]).toBe(1);
	});

	it('counts a closed dossier no longer as backlog, and in the month it was closed', () => {
		const board = boardAt('2026-03-11T09:00:00');
		const before = aDossier({ dueAt: at('2026-03-12T10:00:00') });
		board.load(before);
		const after: Dossier = { ...before, closedAt: at('2026-03-11T08:59:00'), status: 9, timeliness: 'early' };
		board.apply({ version: 1, before, after });
		expect(board.version).toBe(1);
		expect(board.openDossiers).toBe(0);
		expect(board.view({}).cells[layout.figure('backlog')]).toBe(0);
		expect(board.view({}).cells[layout.figure('on-time-month')]).toBe(1);
		expect(board.view({}).cells[layout.per('on-time-month')]).toBe(1);
	});

	it('knows when the day is another one', () => {
		const board = boardAt('2026-03-11T23:59:59');
		expect(board.isOtherDay(momentsAt(at('2026-03-11T23:59:59.999'), calendar))).toBe(false);
		expect(board.isOtherDay(momentsAt(at('2026-03-12T00:00:00'), calendar))).toBe(true);
	});

	it('names no two views alike, whatever a filter says', () => {
		const views: [ViewFilter, Scope][] = [
			[{}, 'province'],
			[{ field: 'x' }, 'province'],
			[{ field: 'x', channel: 'online' }, 'province'],
			[{ field: 'x&channel=online' }, 'province'],
			[{ field: 'x"&channel="online' }, 'province'],
			[{}, { units: ['31825'], hands: [] }],
			[{ field: '[["31825"],[]]' }, 'province'],
			[{}, { units: [], hands: [{ unit: '31825', handler: 'An' }] }],
			[{}, { units: [], hands: [] }]
		];
		expect(new Set(views.map(([filter, scope]) => toViewKey(filter, scope))).size).toBe(views.length);
	});

	it('counts for a filter whose name comes up only later', () => {
		const board = boardAt('2026-03-11T09:00:00');
		const filter = { procedure: 'new' };
		const { cells } = board.view(filter);
		board.load(aDossier());
		expect(cells[layout.figure('backlog')]).toBe(0);
		board.load(aDossier({ code: 'D2', procedure: 'new' }));
		expect(cells[layout.figure('backlog')]).toBe(1);
	});

	it('stays equal to a recount after any run of changes and clock moves of one day', () => {
		const day = startOfDay(toDay('2026-03-11'));
		const time = fc.integer({ min: day - 8 * 24 * HOUR_MS, max: day + 24 * HOUR_MS - 1 });
		const due = fc.integer({ min: day - 240, max: day + 240 }).map((n) => day + (n - day) * HOUR_MS + 7 * MINUTE_MS);
		const dossier = fc.record({
			code: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
			receiving: fc.constantFrom('31825', '32002', null, 'gone'),
			resolving: fc.constantFrom('31825', 'H12.05', null),
			returning: fc.constantFrom('31825', 'H12.05', null),
			handler: fc.constantFrom('An', 'Bình', null),
			channel: fc.constantFrom('online' as const, 'counter' as const, null),
			crossBoundary: fc.boolean(),
			acceptedAt: fc.option(time, { nil: null }),
			closedAt: fc.option(time, { nil: null }),
			dueAt: fc.option(due, { nil: null }),
			timeliness: fc.constantFrom('early' as const, 'late' as const)
		});
		const step = fc.oneof(
			dossier.map((d) => ({ change: aDossier({ ...d, timeliness: d.closedAt === null ? null : d.timeliness }) })),
			fc.integer({ min: 0, max: 24 * HOUR_MS - 1 }).map((ms) => ({ now: day + ms }))
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const board = new Board(layout, 0, momentsAt(day, calendar));
				// Kept from the start, while others are first asked for at the end.
				for (const filter of FILTERS.slice(0, 2)) for (const scope of SCOPES.slice(0, 3)) board.view(filter, scope);
				const held = new Map<string, Dossier>();
				for (const one of steps) {
					if ('now' in one) board.advance(momentsAt(one.now, calendar));
					else {
						board.apply({ version: board.version + 1, before: held.get(one.change.code) ?? null, after: one.change });
						held.set(one.change.code, one.change);
					}
				}
				for (const [filter, scope] of FILTERS.flatMap((one) => SCOPES.map((other) => [one, other] as const))) {
					const recount = new Int32Array(layout.size);
					const matches = toPredicate({ all: [toScopeCondition(scope), toCondition(filter)] });
					for (const d of held.values()) {
						if (!matches(d, board.moments)) continue;
						for (const cell of contributions(d, board.moments)) recount[cell]! += 1;
					}
					expect(Array.from(board.view(filter, scope).cells), toViewKey(filter, scope)).toEqual(Array.from(recount));
				}
			}),
			{ numRuns: 300 }
		);
	});
});
