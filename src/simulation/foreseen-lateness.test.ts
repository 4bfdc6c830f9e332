import { expect, test } from 'vitest';
import { caMau } from '../lib/catalogue/ca-mau/ca-mau.ts';
import { readDeadline } from '../lib/domain/clock/deadline.ts';
import { fold, type DossierState } from '../lib/domain/dossier/fold.ts';
import { atMinute, DAY_MS, dayOf, toDay, type Instant } from '../lib/domain/time/instant.ts';
import { backtest, type Forecast } from '../lib/domain/workload/backtest.ts';
import { Availability } from '../lib/domain/workload/capacity.ts';
import { Efforts } from '../lib/domain/workload/effort.ts';
import { type Handling, measure, toHandlings } from '../lib/domain/workload/handling.ts';
import { FULL_WEEK } from '../lib/domain/workload/official.ts';
import { type DatedState, PAST_DAYS, PastLateness, toPastCases } from '../lib/domain/workload/past-lateness.ts';
import { measureQueue } from '../lib/domain/workload/queue-rule.ts';
import { type QueueEntry, risksOf } from '../lib/domain/workload/risk.ts';
import { findLimit } from './receipt-date.ts';
import { aWorld, storiesOf, toEvent } from './simulation.fixture.ts';

const NOW = atMinute(toDay('2026-07-15'), 10 * 60);
/** Mondays at eight; the last ones before `NOW`. */
const MONDAYS = Array.from({ length: 8 }, (_, week) => atMinute(toDay('2026-05-18') + 7 * week, 8 * 60));
const procedures = new Map(caMau.procedures.map((one) => [one.code, one]));

interface Told extends DatedState {
	readonly unit: string;
	readonly events: ReturnType<typeof toEvent>[];
}

/** Risks of past Mondays against what came, in each of the largest units of a simulated province. */
function lookBack(seed: number) {
	const world = aWorld({ seed, scale: 250 });
	const { calendar } = world;
	const dueOf = (state: DossierState) => {
		const procedure = procedures.get(state.facts.procedure ?? '')!;
		const limit = findLimit(procedure, dayOf(state.acceptedAt ?? NOW));
		return readDeadline(state, { limit, supplement: procedure.supplementRule }, calendar);
	};
	const told: Told[] = [];
	for (const story of storiesOf(world, '2026-01-19', '2026-07-14')) {
		const all = story.map(toEvent).filter(({ at }) => at <= NOW);
		const events = [...new Map(all.map((event) => [event.key, event])).values()];
		if (events.length === 0) continue;
		const state = fold(story[0]!.record.dossier, events);
		if (state.acceptedAt === null || state.facts.resolving === null) continue;
		const { dueAt, firstDueAt } = dueOf(state);
		told.push({ ...state, dueAt, firstDueAt, unit: state.facts.resolving, events });
	}
	const units = [...Map.groupBy(told, ({ unit }) => unit).values()].sort((a, b) => b.length - a.length);
	const forecasts: Forecast[] = [];
	const outcomes = new Map<string, boolean>();
	for (const states of units)
		for (const at of MONDAYS) {
			const recent = states.filter(({ closedAt }) => closedAt === null || closedAt >= at - PAST_DAYS * DAY_MS);
			const hands = Map.groupBy(
				recent.flatMap((state) => toHandlings(state, at)),
				({ handler }: Handling) => handler
			);
			const measured = [...hands.values()].flatMap((ofOfficial) => measure(ofOfficial, calendar));
			const efforts = new Efforts(measured, [], '2026-01-01');
			const lateness = new PastLateness(toPastCases(states, calendar, at));
			const { rule } = measureQueue(states, efforts, lateness, calendar, at);
			const queues = Map.groupBy(queuedAt(recent, at), ({ handler }) => handler);
			for (const [id, queue] of queues) {
				const official = { id, unit: 'U', share: 1, pattern: FULL_WEEK, absences: [], skills: 'all' as const };
				const entries = queue.map(({ told: { code, facts }, dueAt }): QueueEntry => {
					const effort = efforts.of(facts.procedure).minutes;
					return { code, effort, dueAt, past: lateness.of(facts.procedure) };
				});
				const byCode = new Map(queue.map((one) => [one.told.code, one]));
				for (const { code, chance } of risksOf(entries, new Availability(official, calendar, at), rule)) {
					const { told: one, dueAt } = byCode.get(code)!;
					if (dueAt === null || dueAt <= at || dueAt > NOW) continue;
					if (one.pauses.some(({ from }) => from > at && from <= dueAt)) continue;
					const key = `${String(at)}/${code}`;
					forecasts.push({ key, chance });
					outcomes.set(key, (one.closedAt ?? NOW) > dueAt);
				}
			}
		}
	return { ...backtest(forecasts, outcomes), expected: forecasts.reduce((sum, { chance }) => sum + chance, 0) };

	function queuedAt(states: readonly Told[], at: Instant) {
		return states.flatMap((one) => {
			if (one.closedAt !== null && one.closedAt <= at) return [];
			const events = one.events.filter((event) => event.at <= at);
			if (events.length === 0) return [];
			const state = fold(one.code, events);
			const { handler } = state.facts;
			if (state.acceptedAt === null || handler === null || state.pauses.at(-1)?.to === null) return [];
			return [{ told: one, handler, dueAt: dueOf(state).dueAt }];
		});
	}
}

test.each([1, 2])(
	'lateness is foreseen no worse than by the general rate (province %d)',
	{ timeout: 120_000 },
	(seed) => {
		const { forecasts, brier, brierOfBaseRate, baseRate, expected } = lookBack(seed);
		expect(forecasts).toBeGreaterThan(1_000);
		expect(brier!).toBeLessThan(1.1 * brierOfBaseRate!);
		expect(expected).toBeGreaterThan(0.5 * baseRate! * forecasts);
		expect(expected).toBeLessThan(1.5 * baseRate! * forecasts);
	}
);
