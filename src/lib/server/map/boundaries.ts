import type { Kysely } from 'kysely';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { livingCommunes } from './living-communes.ts';
import { drawBoundaries } from './draw-boundaries.ts';
import { readBoundaries } from './read-boundaries.ts';

export interface BoundaryImport {
	/** GeoJSON or TopoJSON. */
	readonly text: string;
	/** Whose borders these are, as the map will say it. */
	readonly source: string;
	readonly now: Instant;
}

export interface ImportedBoundaries {
	readonly units: number;
	readonly pointsRead: number;
	readonly pointsKept: number;
	/** Rings that ran the wrong way and were turned. */
	readonly turned: number;
}

/** Puts borders in place of those there were. Throws a `BoundaryProblem`, and changes nothing, when the file is wrong. */
export function importBoundaries(db: Kysely<Tables>, { text, source, now }: BoundaryImport) {
	return db.transaction().execute(async (trx): Promise<ImportedBoundaries> => {
		const wanted = await livingCommunes(trx);
		const read = readBoundaries(text, wanted);
		const { digest, width, height, shapes, points } = drawBoundaries(read.borders, wanted);
		const row = { digest, source, width, height, shapes: JSON.stringify(shapes), importedAt: toIsoInstant(now) };
		await trx
			.insertInto('boundaries')
			.values(row)
			.onConflict((conflict) => conflict.column('onlyOne').doUpdateSet(row))
			.execute();
		const details = { units: shapes.length, source };
		await audit(trx, { at: now, actor: null, action: 'catalogue-changed', target: 'boundaries', details });
		return { units: shapes.length, pointsRead: read.points, pointsKept: points, turned: read.turned };
	});
}

/** Goes back to tiles; false: there were no borders. */
export function removeBoundaries(db: Kysely<Tables>, now: Instant): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx.deleteFrom('boundaries').executeTakeFirstOrThrow();
		if (numDeletedRows === 0n) return false;
		const details = { units: 0 };
		await audit(trx, { at: now, actor: null, action: 'catalogue-changed', target: 'boundaries', details });
		return true;
	});
}
