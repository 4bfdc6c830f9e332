import type { PlacedUnit, TileMap } from './tile-map.ts';

/** How true a tile map is to the land: shares of pairs of units, 0–1. */
export interface MapQuality {
	/** Pairs of which the western one is not drawn further east. */
	readonly westEast: number;
	/** Pairs of which the northern one is not drawn further south. */
	readonly northSouth: number;
}

export function measureMap(map: TileMap, units: readonly PlacedUnit[]): MapQuality {
	const tiles = new Map(map.tiles.map((tile) => [tile.code, tile]));
	let [pairs, west, north] = [0, 0, 0];
	for (const [i, a] of units.entries()) {
		for (const b of units.slice(i + 1)) {
			const [first, second] = [tiles.get(a.code), tiles.get(b.code)];
			if (first === undefined || second === undefined) continue;
			pairs += 1;
			if ((a.lon - b.lon) * (first.column - second.column) >= 0) west += 1;
			if ((b.lat - a.lat) * (first.row - second.row) >= 0) north += 1;
		}
	}
	return { westEast: pairs === 0 ? 1 : west / pairs, northSouth: pairs === 0 ? 1 : north / pairs };
}
