import type { Channel } from '../lib/domain/dossier/event.ts';
import { atMinute, toIsoDay, type Day, type Instant } from '../lib/domain/time/instant.ts';
import type { Random } from './random.ts';
import { counterMinute, homeMinute, type DayKind } from './rhythm.ts';
import type { SimulatedProcedure, SimulatedUnit, World } from './world.ts';

/** Somebody files a dossier: who, what, where and how. What becomes of it is told elsewhere. */
export interface Filing {
	readonly filedAt: Instant;
	readonly use: SimulatedProcedure;
	readonly receiving: SimulatedUnit;
	readonly resolving: SimulatedUnit;
	readonly returning: SimulatedUnit;
	readonly channel: Channel;
	/** Received by a one-stop that is not the competent unit's own. */
	readonly crossBoundary: boolean;
}

/** Of the dossiers that only the province may resolve, those filed at the commune instead of the provincial centre. */
const PROVINCIAL_AT_COMMUNE = 0.64;
/** Of the dossiers of a commune, those filed elsewhere. */
const COMMUNE_ELSEWHERE = 0.1;

/** Null: they wanted something that cannot be done on such a day, and stayed at home. */
export function drawFiling(world: World, day: Day, kind: DayKind, random: Random): Filing | null {
	const matter = drawMatter(world, day, random);
	const { use, channel, crossBoundary } = matter;
	// Filing for another unit is done at the counter of a one-stop, online with the help of its staff.
	const fromHome = channel === 'online' && !crossBoundary;
	if (!fromHome && (kind === 'off' || (kind === 'saturday-reception' && use.procedure.immediate))) return null;
	if (fromHome && kind === 'saturday-reception' && random.chance(0.7)) return null;
	const minute = fromHome ? homeMinute(kind, random) : counterMinute(kind, random);
	return { ...matter, filedAt: toSecond(atMinute(day, minute)) };
}

/** What somebody wants, where they go with it and who is competent. */
export function drawMatter(world: World, day: Day, random: Random): Omit<Filing, 'filedAt'> {
	const use = world.procedures.draw(random);
	const home = world.communes.draw(random);
	const resolving = drawResolving(world, use, home, random);
	const receiving = drawReceiving(world, use, home, resolving, day, random);
	const crossBoundary = receiving.code !== resolving.oneStop;
	return {
		use,
		receiving,
		resolving,
		returning: drawReturning(world, home, receiving, resolving, random),
		channel: drawChannel(use, crossBoundary, random),
		crossBoundary
	};
}

/**
 * Dossier code from the prefix of the competent unit, the day of filing and a running number: `H12.05-250815-0007`.
 * Communes have no known identifier; their five-digit code stands in its place (`H12.32152-…`), a placeholder.
 */
export function toDossierCode(resolving: SimulatedUnit, day: Day, number: number): string {
	const date = toIsoDay(day).slice(2).replaceAll('-', '');
	return `${resolving.prefix}-${date}-${String(number).padStart(4, '0')}`;
}

function drawResolving(world: World, use: SimulatedProcedure, home: SimulatedUnit, random: Random): SimulatedUnit {
	if (use.elsewhere !== null && random.chance(use.elsewhere.share)) {
		const unit = world.units.get(use.elsewhere.unit);
		if (unit !== undefined) return unit;
	}
	return world.units.get(use.procedure.competent ?? home.code) ?? home;
}

function drawReceiving(
	world: World,
	use: SimulatedProcedure,
	home: SimulatedUnit,
	resolving: SimulatedUnit,
	day: Day,
	random: Random
): SimulatedUnit {
	const own = world.units.get(resolving.oneStop) ?? resolving;
	if (use.procedure.immediate) return own;
	let other: SimulatedUnit;
	if (resolving.kind === 'commune') {
		if (!random.chance(COMMUNE_ELSEWHERE)) return own;
		other = drawElsewhere(world, resolving, random);
	} else {
		if (!random.chance(PROVINCIAL_AT_COMMUNE)) return own;
		other = home;
	}
	return day >= other.receivesForOthersFrom ? other : own;
}

/** Next door, at the provincial centre, or wherever one works. */
function drawElsewhere(world: World, unit: SimulatedUnit, random: Random): SimulatedUnit {
	const lot = random.next();
	if (lot < 0.2) return world.centre;
	const neighbour = lot < 0.7 && unit.neighbours.length > 0 ? world.units.get(random.pick(unit.neighbours)) : undefined;
	return neighbour ?? world.communes.draw(random);
}

function drawChannel(use: SimulatedProcedure, crossBoundary: boolean, random: Random): Channel {
	const { onlineLevel, immediate } = use.procedure;
	if (random.chance(immediate ? 0.004 : 0.026)) return 'post';
	if (onlineLevel === null) return 'counter';
	const online = crossBoundary ? 0.72 : onlineLevel === 'full' ? 0.93 : 0.86;
	return random.chance(online) ? 'online' : 'counter';
}

function drawReturning(
	world: World,
	home: SimulatedUnit,
	receiving: SimulatedUnit,
	resolving: SimulatedUnit,
	random: Random
): SimulatedUnit {
	const lot = random.next();
	if (lot < 0.9) return receiving;
	return lot < 0.96 ? (world.units.get(resolving.oneStop) ?? receiving) : home;
}

function toSecond(at: Instant): Instant {
	return Math.floor(at / 1000) * 1000;
}
