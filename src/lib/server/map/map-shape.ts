import type { Kysely } from 'kysely';
import { type MapPlace, type MapShape, TILE } from '../../contract/map-shape.ts';
import { toTileMap } from '../../domain/map/tile-map.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { livingCommunes } from './living-communes.ts';
import type { WantedUnit } from './read-boundaries.ts';

/** The map as pages draw it. */
export type MapReader = () => Promise<MapShape>;

/** Borders imported beside the running server are noticed after so long. */
const BELIEVED_MS = 5_000;

/** Remembers the map for a while; while the database does not answer, it stays as it was. */
export function createMapReader(db: Kysely<Tables>, now: () => Instant): MapReader {
	let known: MapShape | null = null;
	let until = -Infinity;
	return async () => {
		if (known !== null && now() < until) return known;
		try {
			known = await readMapShape(db);
		} catch (error) {
			if (known === null) throw error;
		}
		until = now() + BELIEVED_MS;
		return known;
	};
}

async function readMapShape(db: Kysely<Tables>): Promise<MapShape> {
	const units = await livingCommunes(db);
	const drawn = await db
		.selectFrom('boundaries')
		.select(['digest', 'source', 'width', 'height', 'shapes'])
		.executeTakeFirst();
	if (drawn === undefined || !isOf(units, drawn.shapes)) return toTileShape(units);
	return {
		width: drawn.width,
		height: drawn.height,
		places: inReadingOrder(drawn.shapes),
		outlines: { href: `/map/${drawn.digest}`, source: drawn.source }
	};
}

/** Since the import units may have been merged or split: then its borders are no longer those of today. */
function isOf(units: readonly WantedUnit[], shapes: readonly { readonly code: string }[]): boolean {
	const codes = new Set(shapes.map(({ code }) => code));
	return codes.size === units.length && units.every(({ code }) => codes.has(code));
}

/** Borders have no rows; bands of this height stand for them. */
const BAND = 48;

function inReadingOrder(places: readonly MapPlace[]): MapPlace[] {
	return places
		.map(({ code, x, y }) => ({ code, x, y }))
		.sort((a, b) => Math.floor(a.y / BAND) - Math.floor(b.y / BAND) || a.x - b.x);
}

/** Tiles where the units' places are known; a unit without a place is not on the map. */
export function toTileShape(units: readonly WantedUnit[]): MapShape {
	const map = toTileMap(
		units.flatMap(({ code, lat, lon }) => (lat === null || lon === null ? [] : [{ code, lat, lon }]))
	);
	const places = map.tiles
		.map(({ code, column, row }) => ({
			code,
			x: column * TILE.acrossStep + TILE.width / 2 + 2,
			y: row * TILE.downStep + TILE.height / 2 + 2
		}))
		.sort((a, b) => a.y - b.y || a.x - b.x);
	return { width: map.columns * TILE.acrossStep + 1, height: map.rows * TILE.downStep + 1, places, outlines: null };
}
