import type { Calendar } from '../clock/calendar.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import { Availability, capacityOf, endOfWorkingDays } from '../workload/capacity.ts';
import type { Efforts } from '../workload/effort.ts';
import type { Official } from '../workload/official.ts';
import type { PastLateness } from '../workload/past-lateness.ts';
import type { QueueRule } from '../workload/risk.ts';
import type { BalanceProblem, Pin } from './problem.ts';

/** Overdue is foreseen for so many working days: what a head can still act on. */
export const FORESEEN_DAYS = 5;

/** One open dossier as the board or the ledger has it. */
export interface OpenDossier {
	readonly code: string;
	readonly procedure: string | null;
	readonly dueAt: Instant | null;
	readonly standsStill: boolean;
	/** Id of the official; null: in the pool. */
	readonly handler: string | null;
	readonly locked: boolean;
}

export interface BalanceInput {
	readonly officials: readonly Official[];
	readonly dossiers: readonly OpenDossier[];
	/** Ids of officials who keep what they have but get nothing. Who has no capacity gets nothing anyway. */
	readonly closed: ReadonlySet<string>;
	readonly efforts: Efforts;
	readonly lateness: PastLateness;
	readonly queue: QueueRule;
	/** Working time of a unit, its closures included. */
	readonly calendarOf: (unit: string) => Calendar;
	/** Working time of the office, by which days ahead are counted. */
	readonly calendar: Calendar;
	readonly now: Instant;
	readonly mostMoves: number;
	readonly foreseenDays?: number;
	readonly pins?: readonly Pin[];
	readonly drops?: readonly string[];
}

/** Weighs and clocks what is open now. Return instants are rounded down to the hour, so an estimate is never rosier. */
export function toProblem(input: BalanceInput): BalanceProblem {
	const { now, calendar, efforts, lateness, foreseenDays = FORESEEN_DAYS } = input;
	const moving = input.dossiers.filter(({ standsStill }) => !standsStill);
	// All that is past has no time left: one instant stands for it.
	const roundDown = (dueAt: Instant) => Math.max(now, Math.floor(dueAt / HOUR_MS) * HOUR_MS);
	const dues = [...new Set(moving.flatMap(({ dueAt }) => (dueAt === null ? [] : roundDown(dueAt))))].sort(
		(a, b) => a - b
	);
	const place = new Map(dues.map((due, index) => [due, index]));
	const horizon = endOfWorkingDays(now, foreseenDays, calendar);
	const officials = input.officials.map((official) => {
		const unitCalendar = input.calendarOf(official.unit);
		const availability = new Availability(official, unitCalendar, now);
		const capacity = capacityOf(official, unitCalendar, now);
		return {
			id: official.id,
			available: dues.map((due) => availability.minutesUntil(due)),
			capacity,
			skills: official.skills,
			receives: capacity > 0 && !input.closed.has(official.id)
		};
	});
	return {
		officials,
		dossiers: moving.map(({ code, procedure, dueAt, handler, locked }) => {
			const { minutes } = efforts.of(procedure);
			const { chances } = lateness.of(procedure);
			const due = dueAt === null ? null : place.get(roundDown(dueAt))!;
			return { code, procedure, effort: minutes, due, handler, locked, past: chances };
		}),
		dues,
		countedDues: dues.filter((due) => due <= horizon).length,
		queue: input.queue,
		mostMoves: input.mostMoves,
		pins: input.pins ?? [],
		drops: input.drops ?? []
	};
}
