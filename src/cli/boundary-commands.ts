import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';
import { importBoundaries, removeBoundaries } from '../lib/server/map/boundaries.ts';
import { BoundaryProblem } from '../lib/server/map/boundary-problem.ts';
import { UsageError } from './usage-error.ts';

export const BOUNDARY_USAGE = `
  boundaries import FILE --source TEXT                          true borders for the map, GeoJSON or TopoJSON by unit
                                                                code; the map names the source
  boundaries remove                                             goes back to the tile map`;

export const BOUNDARY_OPTIONS = { source: { type: 'string' } } as const;

interface Options {
	readonly source?: string | undefined;
}

export const BOUNDARY_COMMANDS = {
	'boundaries import': { subject: 'the FILE', run: importFile },
	'boundaries remove': { subject: null, run: remove }
} as const;

/** No province's borders are that large; what is larger would only fill the memory. */
export const MOST_BYTES = 50_000_000;

async function importFile(db: Kysely<Tables>, { source }: Options, name: string): Promise<void> {
	if (source === undefined || source.trim() === '')
		throw new UsageError('--source says whose borders these are: it stands under the map.');
	if (source.length > 300) throw new UsageError('--source has at most 300 characters.');
	const text = await readBoundaryFile(path.resolve(process.env['INIT_CWD'] ?? '.', name), MOST_BYTES);
	const done = await importBoundaries(db, { text, source: source.trim(), now: Date.now() });
	const turned = done.turned === 0 ? '' : ` ${done.turned} rings ran the wrong way and were turned.`;
	console.log(`Borders of ${done.units} units: ${done.pointsKept} of ${done.pointsRead} points kept.${turned}`);
	console.log('Running servers show them within five seconds.');
}

/** The text of a file of borders. Throws a `BoundaryProblem` when it is not there, too large or no text. */
export async function readBoundaryFile(file: string, mostBytes: number): Promise<string> {
	const found = await stat(file).catch(() => null);
	if (found === null || !found.isFile()) throw new BoundaryProblem(`There is no file ${file}.`);
	if (found.size > mostBytes)
		throw new BoundaryProblem(
			`The file has ${toMegabytes(found.size)} MB; at most ${toMegabytes(mostBytes)} MB are taken. Simplify it first, for instance with mapshaper.`
		);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
	} catch {
		throw new BoundaryProblem('The file is not text in UTF-8, so it is not JSON. GeoJSON or TopoJSON is needed.');
	}
}

const toMegabytes = (bytes: number) => (bytes / 1_000_000).toFixed(bytes < 1_000_000 ? 3 : 0);

async function remove(db: Kysely<Tables>): Promise<void> {
	if (!(await removeBoundaries(db, Date.now()))) throw new UsageError('There are no borders; the map shows tiles.');
	console.log('Borders removed. Running servers show tiles within five seconds.');
}
