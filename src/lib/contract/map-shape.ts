/** Where each unit stands on the map of the province, ready to be drawn; the same for everybody who looks. */
export interface MapShape {
	/** Of the drawing, in its own units; about CSS pixels on a desktop. */
	readonly width: number;
	readonly height: number;
	/** North first, from the west: the order in which the keyboard passes through. */
	readonly places: readonly MapPlace[];
	/** True borders; null: tiles of one size around their places. */
	readonly outlines: MapOutlines | null;
}

/** A unit's label point; on a tile map the middle of its tile. */
export interface MapPlace {
	readonly code: string;
	readonly x: number;
	readonly y: number;
}

export interface MapOutlines {
	/** An SVG file with one shape per unit, its id `u` and the code. Never another content under the same address. */
	readonly href: string;
	/** Whose borders these are, as the map must say. */
	readonly source: string;
}

/** Size of a tile and the distance from one to the next, in units of the drawing. */
export const TILE = { width: 45, height: 34, acrossStep: 47.5, downStep: 36.5 } as const;
