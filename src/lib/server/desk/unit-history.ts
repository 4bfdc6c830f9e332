import type { Kysely } from 'kysely';
import type { Calendar } from '../../domain/clock/calendar.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/time/instant.ts';
import { Efforts, type OwnEffort } from '../../domain/workload/effort.ts';
import { type Handling, type Measured, measure, toHandlings } from '../../domain/workload/handling.ts';
import { type MeasuredPace, paceOf } from '../../domain/workload/pace.ts';
import { type DatedState, PAST_DAYS, PastLateness, toPastCases } from '../../domain/workload/past-lateness.ts';
import { type MeasuredQueue, measureQueue } from '../../domain/workload/queue-rule.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import { readHandled } from './read-handled.ts';

/** What follows from the weights in force. */
export interface Weights {
	readonly efforts: Efforts;
	readonly pace: MeasuredPace;
	readonly queue: MeasuredQueue;
}

/** What weights, pace, queues and risk of a unit are computed from: a quarter, long enough for rare procedures, short enough to be of today. */
export interface UnitHistory {
	readonly since: Instant;
	readonly lateness: PastLateness;
	/** With the heads' own values on a day; worked out once for the same ones. */
	weigh(own: readonly OwnEffort[], day: string): Weights;
}

/** Medians over a quarter do not change within an hour. */
const KEPT_MS = HOUR_MS;

interface Kept {
	readonly at: Instant;
	readonly history: Promise<UnitHistory>;
}

const kept = new WeakMap<Kysely<Tables>, Map<string, Kept>>();

/** The past quarter of a unit: read once an hour, whoever asks. `calendar` is that of the unit. */
export function readHistory(db: Kysely<Tables>, unit: string, calendar: Calendar, now: Instant): Promise<UnitHistory> {
	let units = kept.get(db);
	if (units === undefined) kept.set(db, (units = new Map<string, Kept>()));
	const known = units.get(unit);
	if (known !== undefined && now >= known.at && now - known.at < KEPT_MS) return known.history;
	const history = read(db, unit, calendar, now);
	const own = units;
	own.set(unit, { at: now, history });
	history.catch(() => own.delete(unit));
	return history;
}

async function read(db: Kysely<Tables>, unit: string, calendar: Calendar, now: Instant): Promise<UnitHistory> {
	const since = now - PAST_DAYS * DAY_MS;
	// What is open now shared the hands of its officials too.
	const states = await readInScope(db, { units: [unit], hands: [] }, (trx) => readHandled(trx, unit, since));
	const byOfficial = measureHands(states, calendar, now, since);
	const lateness = new PastLateness(toPastCases(states, calendar, now));
	let weighed: { readonly stamp: string; readonly weights: Weights } | null = null;
	return {
		since,
		lateness,
		weigh(own, day) {
			const stamp = JSON.stringify([own, day]);
			if (weighed?.stamp !== stamp) {
				const efforts = new Efforts(byOfficial.flat(), own, day);
				const queue = measureQueue(states, efforts, lateness, calendar, now);
				weighed = { stamp, weights: { efforts, pace: paceOf(byOfficial, efforts), queue } };
			}
			return weighed.weights;
		}
	};
}

/** What each official had in hand since, as it was known at `at`. */
export function measureHands(
	states: readonly DatedState[],
	calendar: Calendar,
	at: Instant,
	since: Instant
): Measured[][] {
	const handlings = new Map<string, Handling[]>();
	for (const state of states) {
		if (state.closedAt !== null && state.closedAt < since) continue;
		for (const handling of toHandlings(state, at)) {
			const ofOfficial = handlings.get(handling.handler);
			if (ofOfficial === undefined) handlings.set(handling.handler, [handling]);
			else ofOfficial.push(handling);
		}
	}
	return [...handlings.values()].map((ofOfficial) => measure(ofOfficial, calendar));
}
