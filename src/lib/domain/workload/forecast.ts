import { createChance, drawFrom, pick, type Chance } from './chance.ts';
import { USUAL_VARIATION } from './effort.ts';
import { SHARES, quantileOf, type Quantiles } from './quantiles.ts';
import type { Pace } from './pace.ts';
import { withChanges, type Change, type ForecastDossier, type ForecastOfficial, type IntakeKind } from './scenario.ts';

/** How many working days are played forward as a rule, and how often. */
export const FORECAST_DAYS = 10;
export const FORECAST_RUNS = 200;

export interface ForecastInput {
	readonly officials: readonly ForecastOfficial[];
	readonly dossiers: readonly ForecastDossier[];
	/** Dossiers received on each of the last working days (twenty or more say something); one is drawn per day. */
	readonly intakePerDay: readonly number[];
	readonly intakeKinds: readonly IntakeKind[];
	/** Minutes of a full-timer on each day of the forecast; its length is the number of days. */
	readonly fullDays: readonly number[];
	readonly pace: Pace;
	/** The same seed gives the same forecast; compare what-ifs with the same one. */
	readonly seed: number;
	readonly runs?: number;
}

/** Of ten played futures one lies below `low`, five below `middle`, nine below `high`. */
export interface Range {
	readonly low: number;
	readonly middle: number;
	readonly high: number;
}

export interface ForecastDay {
	/** 1 is the first working day. Counts are those at its end. */
	readonly day: number;
	readonly backlog: Range;
	readonly overdue: Range;
}

/**
 * Backlog and overdue at the end of each coming working day, if things go on as lately, with the given changes.
 *
 * Played forward `runs` times: each official works his queue, earliest return date first, in his minutes of the day; each
 * dossier takes its weight × the pace of the official (drawn once per run) × the usual variation of cases; each day brings as
 * many dossiers as some recent day did, of kinds drawn from recent ones, dealt to whoever has least work for his capacity.
 * Newcomers start with an even share taken from the others. Skills are not looked at, dossiers waiting for citizens do not come
 * back, and nobody reacts: so it says what happens if nothing is done.
 */
export function forecast(input: ForecastInput, changes: readonly Change[] = []): ForecastDay[] {
	const { fullDays, runs = FORECAST_RUNS } = input;
	const setup = withChanges(input.officials, changes, fullDays);
	// A stable sort, once for all runs: of one day, the order in which they were given.
	const dossiers = input.dossiers.toSorted((a, b) => byDue(a.dueDay ?? Infinity, b.dueDay ?? Infinity));
	const sorted = { ...input, dossiers };
	const backlog = fullDays.map((): number[] => []);
	const overdue = fullDays.map((): number[] => []);
	for (let run = 0; run < runs; run++) {
		const chance = createChance(Math.imul(input.seed, 0x9e3779b1) + run);
		const desks = toDesks(sorted, setup.officials, setup.newcomers, chance);
		for (let day = 1; day <= fullDays.length; day++) {
			takeIn(desks, input, day, setup.intakeFactor, chance);
			let [open, late] = [0, 0];
			for (const desk of desks) {
				workOn(desk, day);
				open += desk.queue.length - desk.done;
				for (let at = desk.done; at < desk.queue.length && desk.queue[at]!.due <= day; at++) late++;
			}
			backlog[day - 1]!.push(open);
			overdue[day - 1]!.push(late);
		}
	}
	return fullDays.map((_, i) => ({ day: i + 1, backlog: rangeOf(backlog[i]!), overdue: rangeOf(overdue[i]!) }));
}

interface Job {
	/** What it takes in this run; falls while it is worked on. */
	left: number;
	/** Infinity: no date. */
	readonly due: number;
}

interface Desk {
	readonly minutesPerDay: readonly number[];
	readonly capacity: number;
	readonly pace: number;
	/** In the order of work from `done` on. */
	readonly queue: Job[];
	done: number;
	/** Work not done yet, in minutes. */
	work: number;
}

function toDesks(
	{ dossiers, pace, fullDays }: ForecastInput,
	officials: readonly ForecastOfficial[],
	newcomers: readonly string[],
	chance: Chance
): Desk[] {
	const desks = new Map(
		officials.map(({ id, minutesPerDay }): [string, Desk] => {
			const capacity = minutesPerDay.reduce((sum, one) => sum + one, 0);
			return [id, { minutesPerDay, capacity, pace: drawFrom(pace, SHARES, chance), queue: [], done: 0, work: 0 }];
		})
	);
	const all = [...desks.values()];
	// Nobody works there: everything lies on a desk at which nobody sits.
	if (all.length === 0) all.push({ minutesPerDay: [], capacity: 0, pace: 1, queue: [], done: 0, work: 0 });
	const pool: Job[] = [];
	for (const { handler, effort, dueDay } of dossiers) {
		const job = { left: effort * draw(chance), due: dueDay ?? Infinity };
		const desk = handler === null ? undefined : desks.get(handler);
		if (desk === undefined) pool.push(job);
		else give(desk, job);
	}
	const others = all.slice(0, all.length - newcomers.length);
	for (const newcomer of all.slice(others.length)) dealTo(newcomer, others, newcomers.length, fullDays.length);
	for (const job of pool) insertJob(emptiest(all), job);
	return all;
}

/** Fills a newcomer to the even share with what is due last at the fullest desks. */
function dealTo(newcomer: Desk, others: readonly Desk[], newcomers: number, days: number): void {
	if (newcomer.capacity === 0 || days === 0) return;
	const sum = (part: (desk: Desk) => number) => others.reduce((total, desk) => total + part(desk), 0);
	const whole = sum(({ work }) => work) + newcomer.work;
	const even = (whole / (sum(({ capacity }) => capacity) + newcomers * newcomer.capacity)) * newcomer.capacity;
	while (newcomer.work < even) {
		const fullest = others.reduce((best, desk) => (fullness(desk) > fullness(best) ? desk : best), others[0]!);
		const job = fullest.queue.pop();
		if (job === undefined) break;
		fullest.work -= job.left;
		give(newcomer, job);
	}
	newcomer.queue.sort((a, b) => byDue(a.due, b.due));
}

function takeIn(desks: readonly Desk[], input: ForecastInput, day: number, factor: number, chance: Chance): void {
	const usual = (pick(input.intakePerDay, chance) ?? 0) * factor;
	// The fraction comes as one dossier as often as it says.
	const count = Math.floor(usual) + (chance() < usual % 1 ? 1 : 0);
	for (let n = 0; n < count; n++) {
		const kind = pick(input.intakeKinds, chance);
		const variation = draw(chance);
		if (kind === undefined) continue;
		const due = kind.limitDays === null ? Infinity : day + kind.limitDays;
		insertJob(emptiest(someOf(desks, chance)), { left: kind.effort * variation, due });
	}
}

function workOn(desk: Desk, day: number): void {
	let minutes = (desk.minutesPerDay[day - 1] ?? 0) / desk.pace;
	while (minutes > 0 && desk.done < desk.queue.length) {
		const job = desk.queue[desk.done]!;
		const spent = Math.min(minutes, job.left);
		minutes -= spent;
		desk.work -= spent;
		job.left -= spent;
		if (job.left <= 0) desk.done++;
	}
}

/** In a large office the emptiest of a few is nearly the emptiest of all, and much faster found. */
function someOf(desks: readonly Desk[], chance: Chance): readonly Desk[] {
	return desks.length <= 16 ? desks : Array.from({ length: 8 }, () => pick(desks, chance)!);
}

function emptiest(desks: readonly Desk[]): Desk {
	let best = desks[0]!;
	let least = fullness(best);
	for (let at = 1; at < desks.length; at++) {
		const full = fullness(desks[at]!);
		if (full >= least) continue;
		best = desks[at]!;
		least = full;
	}
	return best;
}

/** Whoever never works is fuller than anybody. */
function fullness({ work, capacity }: Desk): number {
	return capacity === 0 ? Infinity : work / capacity;
}

function give(desk: Desk, job: Job): void {
	desk.queue.push(job);
	desk.work += job.left;
}

function insertJob(desk: Desk, job: Job): void {
	let at = desk.queue.length;
	while (at > desk.done && desk.queue[at - 1]!.due > job.due) at--;
	desk.queue.splice(at, 0, job);
	desk.work += job.left;
}

function byDue(a: number, b: number): number {
	// Infinity − Infinity is not a number.
	return a === b ? 0 : a - b;
}

const VARIATION: Quantiles = USUAL_VARIATION;

function draw(chance: Chance): number {
	return drawFrom(VARIATION, SHARES, chance);
}

function rangeOf(values: readonly number[]): Range {
	const sorted = values.toSorted((a, b) => a - b);
	return { low: quantileOf(sorted, 0.1), middle: quantileOf(sorted, 0.5), high: quantileOf(sorted, 0.9) };
}
