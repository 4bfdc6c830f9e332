import type { Catalogue, CatalogueProcedure, CatalogueUnit } from '../lib/catalogue/catalogue.ts';
import { Calendar } from '../lib/domain/clock/calendar.ts';
import { toDay, type Day } from '../lib/domain/time/instant.ts';
import { useOf, type ProcedureUse } from './procedure-mix.ts';
import { createRandom, toWeighted, type Random, type Weighted } from './random.ts';

/** A unit of the simulated province: the catalogue's, with a made-up size and temper. */
export interface SimulatedUnit {
	readonly code: string;
	readonly kind: CatalogueUnit['kind'];
	readonly name: string;
	readonly oneStop: string;
	/** First part of the dossier codes it gives. */
	readonly prefix: string;
	/** How many dossiers come from here, 1 being a usual commune. */
	readonly size: number;
	/** How much likelier than usual a dossier runs late here. */
	readonly strain: number;
	/** First day on which it receives for others. */
	readonly receivesForOthersFrom: Day;
	readonly neighbours: readonly string[];
	/** Clearly made-up names; the first ones have more on their desks. */
	readonly officials: Weighted<string>;
}

export interface SimulatedProcedure extends ProcedureUse {
	readonly procedure: CatalogueProcedure;
}

/** Everything a simulated day is drawn from. The same catalogue, seed and scale give the same world. */
export interface World {
	readonly seed: number;
	/** Dossiers on an ordinary working day. */
	readonly scale: number;
	readonly calendar: Calendar;
	readonly units: ReadonlyMap<string, SimulatedUnit>;
	readonly communes: Weighted<SimulatedUnit>;
	readonly procedures: Weighted<SimulatedProcedure>;
	readonly centre: SimulatedUnit;
}

export interface WorldOptions {
	readonly seed: number;
	readonly scale?: number;
}

/** Ninety days at this scale are about thirty thousand dossiers. */
export const DEFAULT_SCALE = 440;
/** A few communes that do badly, some that struggle; the rest do well. */
const HOT_SPOTS = 5;
const STRUGGLING = 10;

/** Throws when the catalogue has no centre, communes or calendar. */
export function createWorld(catalogue: Catalogue, { seed, scale = DEFAULT_SCALE }: WorldOptions): World {
	const random = createRandom(seed, 0);
	const rules = catalogue.calendars[0]?.versions.at(-1)?.rules;
	if (rules === undefined) throw new Error('the catalogue has no calendar');

	const goLives = catalogue.units.flatMap(({ goLiveOn }) => (goLiveOn === null ? [] : [toDay(goLiveOn)]));
	const firstGoLive = Math.min(...goLives);
	const troubles = toTroubles(catalogue, random);
	const units = new Map(
		catalogue.units.map((unit): [string, SimulatedUnit] => {
			const size = toSize(unit, random);
			const strain = troubles.get(unit.code) ?? (unit.kind === 'commune' ? random.between(0.25, 0.8) : 1);
			return [
				unit.code,
				{
					code: unit.code,
					kind: unit.kind,
					name: unit.name,
					oneStop: unit.oneStop,
					prefix: unit.code.startsWith(`${catalogue.province.identifier}.`)
						? unit.code
						: `${catalogue.province.identifier}.${unit.code}`,
					size,
					strain,
					receivesForOthersFrom: unit.goLiveOn === null ? firstGoLive : toDay(unit.goLiveOn),
					neighbours: unit.neighbours,
					officials: toOfficials(unit, size)
				}
			];
		})
	);
	const all = [...units.values()];
	const centre = all.find(({ kind }) => kind === 'centre');
	if (centre === undefined) throw new Error('the catalogue has no centre');
	const procedures = catalogue.procedures.map((procedure) => ({ ...useOf(procedure), procedure }));
	return {
		seed,
		scale,
		calendar: new Calendar(rules),
		units,
		communes: toWeighted(
			all.filter(({ kind }) => kind === 'commune'),
			({ size }) => size
		),
		procedures: toWeighted(procedures, ({ weight }) => weight),
		centre
	};
}

/** Wards are bigger; the size of a department only sets how many officials it has. */
function toSize(unit: CatalogueUnit, random: Random): number {
	if (unit.kind !== 'commune') return unit.name.includes('đất đai') ? 5 : 2;
	return unit.name.startsWith('Phường') ? random.between(1.6, 2.6) : random.between(0.5, 1.5);
}

function toTroubles(catalogue: Catalogue, random: Random): Map<string, number> {
	const drawn = catalogue.units
		.filter(({ kind }) => kind === 'commune')
		.map(({ code }) => ({ code, lot: random.next() }))
		.sort((a, b) => a.lot - b.lot);
	return new Map(
		drawn
			.slice(0, HOT_SPOTS + STRUGGLING)
			.map(({ code }, place) => [code, place < HOT_SPOTS ? random.between(1.8, 2.5) : random.between(1, 1.5)])
	);
}

function toOfficials({ shortName }: CatalogueUnit, size: number): Weighted<string> {
	const count = Math.max(3, Math.round(3 + 3 * size));
	const places = Array.from({ length: count }, (_, place) => place);
	const name = (place: number) => `Cán bộ ${String(place + 1).padStart(2, '0')} · ${shortName}`;
	const weighted = toWeighted(places, (place) => 1 / (1 + place * 0.35));
	return { draw: (random) => name(weighted.draw(random)) };
}
