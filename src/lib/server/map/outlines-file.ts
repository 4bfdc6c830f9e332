import type { Kysely } from 'kysely';
import type { MapShape } from '../../contract/map-shape.ts';
import type { Tables } from '../db/tables.ts';

/** The borders in force as an SVG file with one path per unit; null: this is not their digest. */
export async function findOutlines(db: Kysely<Tables>, digest: string): Promise<string | null> {
	const drawn = await db
		.selectFrom('boundaries')
		.select(['width', 'height', 'shapes'])
		.where('digest', '=', digest)
		.executeTakeFirst();
	if (drawn === undefined) return null;
	// Codes are letters, digits and dots, paths are numbers: nothing here needs escaping.
	const paths = drawn.shapes.map(({ code, path }) => `<path id="u${code}" d="${path}"/>`);
	const box = `0 0 ${drawn.width} ${drawn.height}`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">\n${paths.join('\n')}\n</svg>\n`;
}

/** The same borders by code, for drawings that must hold all they show. Null: the map is of tiles. */
export async function findOutlinePaths(
	db: Kysely<Tables>,
	{ outlines }: MapShape
): Promise<ReadonlyMap<string, string> | null> {
	if (outlines === null) return null;
	const digest = outlines.href.split('/').at(-1) ?? '';
	const drawn = await db.selectFrom('boundaries').select('shapes').where('digest', '=', digest).executeTakeFirst();
	return drawn === undefined ? null : new Map(drawn.shapes.map(({ code, path }) => [code, path]));
}
