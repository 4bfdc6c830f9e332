import type { BalanceDossier, BalanceOfficial, BalanceProblem } from '../lib/domain/balance/problem.ts';
import { PastLateness } from '../lib/domain/workload/past-lateness.ts';
import { createRandom, type Random } from '../simulation/random.ts';

/** A queue counts as strongly as it can: the hardest for the search. */
const QUEUE = { claim: 0, sway: 1 };
const PAST = new PastLateness([]).of(null).chances;
/** Working hours until each due instant, one an hour: fifteen working days of eight. */
const HOURS = 15 * 8;
const FIELDS = 10;
const PROCEDURES_PER_FIELD = 12;

export interface Office {
	readonly seed: number;
	readonly officials: number;
	readonly dossiers: number;
	/** All weights ÷ all capacity: above 1 nobody can be in time with everything. */
	readonly fullness: number;
	/** How unevenly work lies: 0 evenly; at 1 the fullest have about seven times as much as the emptiest. */
	readonly unevenness: number;
	readonly mostMoves: number;
}

/** A made-up office with part-timers, absences, skills by field, overdue dossiers, a pool, and do-not-move marks. */
export function makeOffice({ seed, officials, dossiers, fullness, unevenness, mostMoves }: Office): BalanceProblem {
	const random = createRandom(seed, officials, dossiers);
	const people = Array.from({ length: officials }, (_, k) => makeOfficial(random, k));
	const weights = Array.from({ length: FIELDS * PROCEDURES_PER_FIELD }, () => random.skewed(40, 0.7));
	const pull = people.map(() => Math.exp(random.between(-1, 1) * unevenness));
	const work = Array.from({ length: dossiers }, (_, i) => makeDossier(random, i, weights, people, pull));
	const capacity = people.reduce((sum, one) => sum + one.capacity, 0);
	const scale = (fullness * capacity) / work.reduce((sum, one) => sum + one.effort, 0);
	return {
		officials: people,
		dossiers: work.map((one) => ({ ...one, effort: one.effort * scale })),
		dues: Array.from({ length: HOURS + 1 }, (_, hour) => hour),
		countedDues: 10 * 8 + 1,
		queue: QUEUE,
		mostMoves,
		pins: [],
		drops: []
	};
}

function makeOfficial(random: Random, k: number): BalanceOfficial {
	const share = random.chance(0.15) ? 0.5 : 1;
	const absentUntil = random.chance(0.08) ? Math.round(random.between(8, 100)) : 0;
	const minutes = (hour: number) => Math.max(0, hour - absentUntil) * 60 * share;
	const fields = random.chance(0.3) ? [k % FIELDS, (k + 3) % FIELDS] : [k % FIELDS];
	const skills = fields.flatMap((field) => Array.from({ length: PROCEDURES_PER_FIELD }, (_, p) => `${field}.${p}`));
	return {
		id: `official-${k}`,
		available: Array.from({ length: HOURS + 1 }, (_, hour) => minutes(hour)),
		capacity: minutes(80),
		skills: new Set(skills),
		receives: absentUntil < 40
	};
}

function makeDossier(
	random: Random,
	i: number,
	weights: readonly number[],
	people: readonly BalanceOfficial[],
	pull: readonly number[]
): BalanceDossier {
	// Who pulls more gets more: two are drawn, and the stronger takes it as often as it is stronger.
	const [a, b] = [Math.floor(random.next() * people.length), Math.floor(random.next() * people.length)];
	const k = random.chance(pull[a]! / (pull[a]! + pull[b]!)) ? a : b;
	const place = Math.floor(random.next() * PROCEDURES_PER_FIELD);
	const field = k % FIELDS;
	return {
		code: `H12-${String(i).padStart(6, '0')}`,
		procedure: `${field}.${place}`,
		effort: weights[field * PROCEDURES_PER_FIELD + place]!,
		due: random.chance(0.03) ? 0 : random.chance(0.05) ? null : Math.ceil(random.between(0, HOURS)),
		handler: random.chance(0.02) ? null : people[k]!.id,
		locked: random.chance(0.02),
		past: PAST
	};
}
