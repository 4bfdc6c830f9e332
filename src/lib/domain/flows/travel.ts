import type { Crossing } from './tally.ts';

/** A point on the globe, WGS84 degrees. */
export interface Point {
	readonly lat: number;
	readonly lon: number;
}

/** Mean radius of the Earth (IUGG), in kilometres. */
export const EARTH_RADIUS_KM = 6371.0088;

/** What the estimate takes for granted (giả định); dated, and changed only by a later one. */
export interface TravelAssumptions {
	/** Road kilometres for each kilometre as the crow flies. */
	readonly roadFactor: number;
	readonly speedKmh: number;
	/** Money per road kilometre. Null: none was entered, so none is told. */
	readonly moneyPerKm: number | null;
	/** Where the one-stop of the departments is, if the catalogue has no point for it. */
	readonly centre: Point | null;
}

/**
 * Until an administrator enters others. Waterways make the roads of the delta wind: 1.3 is the middle of the detours
 * usually found between towns (1.2–1.4). 35 km/h is a motorcycle on provincial and commune roads with a ferry or bridge now
 * and then. Own reasoning, not measured here.
 */
export const USUAL_TRAVEL: TravelAssumptions = { roadFactor: 1.3, speedKmh: 35, moneyPerKm: null, centre: null };

/** Kilometres along the great circle (haversine). */
export function greatCircleKm(a: Point, b: Point): number {
	const rad = Math.PI / 180;
	const haversine = (angle: number) => Math.sin((angle * rad) / 2) ** 2;
	const h = haversine(b.lat - a.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * haversine(b.lon - a.lon);
	return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The way not travelled, as estimated. Each dossier is in exactly one of the three counts. */
export interface TravelSaved {
	/** Filed at a counter or by post elsewhere than at the competent unit, both places known. */
	readonly counted: number;
	/** Filed online: nobody would have travelled for the filing, so it saves no way here. */
	readonly online: number;
	/** Not counted, since the point of a unit or the channel is not known. */
	readonly unknown: number;
	readonly km: number;
	readonly hours: number;
	/** Null: no rate was entered. */
	readonly money: number | null;
}

/** One way, place of filing to the one-stop of the competent unit; `pointOf` gives that of a unit's one-stop. */
export function toTravelSaved(
	crossings: readonly Crossing[],
	pointOf: (unit: string) => Point | null,
	{ roadFactor, speedKmh, moneyPerKm }: TravelAssumptions
): TravelSaved {
	let [counted, online, unknown, direct] = [0, 0, 0, 0];
	for (const { receiving, resolving, channel, count } of crossings) {
		if (channel === 'online') {
			online += count;
			continue;
		}
		const from = receiving === null ? null : pointOf(receiving);
		const to = resolving === null ? null : pointOf(resolving);
		if (channel === null || from === null || to === null) {
			unknown += count;
			continue;
		}
		counted += count;
		direct += greatCircleKm(from, to) * count;
	}
	const km = direct * roadFactor;
	return { counted, online, unknown, km, hours: km / speedKmh, money: moneyPerKm === null ? null : km * moneyPerKm };
}
