/** A place on a plane: `x` grows to the east, `y` to the south, as on a screen. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A place on the earth, WGS84 degrees. */
export interface LonLat {
	readonly lon: number;
	readonly lat: number;
}

/** Lays places of one province on a plane, in units of a degree of latitude; over so little land the earth is flat. */
export function toPlane(places: readonly LonLat[]): Point[] {
	const middle = places.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, places.length);
	const narrow = Math.cos((middle * Math.PI) / 180);
	return places.map(({ lon, lat }) => ({ x: lon * narrow, y: -lat }));
}

export function distance(a: Point, b: Point): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}
