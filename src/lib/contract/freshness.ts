import { MINUTE_MS, type Instant } from '../domain/time/instant.ts';

/** A feed or a unit from which nothing has come for longer than its rhythm lets expect. */
export interface SilentSource {
	readonly kind: 'feed' | 'unit';
	/** Of a feed its id, of a unit its code. */
	readonly id: string;
	/** Of a feed; pages know units by their code. */
	readonly name: string | null;
	/** When something came last. */
	readonly since: Instant;
	/** Working minutes since then. */
	readonly minutes: number;
}

/** How far the data of feeds and units reach. */
export interface Freshness {
	readonly asOf: Instant;
	/** Feeds first, longest first. Empty: everything that is expected comes. */
	readonly silent: readonly SilentSource[];
	/** Two numbers per unit of the overview, in its order: newest reception, newest step of work. See `findSign`. */
	readonly signs: readonly (number | null)[];
}

/** Instants of one unit, to the minute; null: nothing in four weeks. */
export interface UnitAsOf {
	readonly received: Instant | null;
	readonly worked: Instant | null;
}

/** Minutes of the clock before that of `asOf`, because they are short. */
export function packSigns(asOf: Instant, units: readonly UnitAsOf[]): (number | null)[] {
	const pack = (at: Instant | null) => (at === null ? null : Math.max(0, minuteOf(asOf) - minuteOf(at)));
	return units.flatMap(({ received, worked }) => [pack(received), pack(worked)]);
}

export function findSign({ asOf, signs }: Freshness, unitIndex: number): UnitAsOf {
	const unpack = (minutes: number | null | undefined) =>
		minutes == null ? null : (minuteOf(asOf) - minutes) * MINUTE_MS;
	return { received: unpack(signs[2 * unitIndex]), worked: unpack(signs[2 * unitIndex + 1]) };
}

function minuteOf(at: Instant): number {
	return Math.floor(at / MINUTE_MS);
}
