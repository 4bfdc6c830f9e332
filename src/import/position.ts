import { createHash, hash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const positionSchema = v.object({
	/** Last row whose records are in the ledger, with all rows before it. */
	row: v.number(),
	/** Arrival of the last batch; the database that holds it is the one this position speaks of. */
	arrivedAt: v.number(),
	/** Length of the rejects file then. */
	rejectsBytes: v.number()
});

/** How far an import has come. */
export type Position = Readonly<v.InferOutput<typeof positionSchema>>;

/**
 * Where an unfinished import left off, in a file of its own beside the data: one for each file, mapping and feed by their
 * content, so that an edited one starts anew. Kept out of the database because it is about a file on this machine, and
 * because losing it costs only time: events that come again under their keys are repeats.
 */
export class PositionFile {
	readonly #file: string;

	constructor(folder: string, identity: readonly string[]) {
		this.#file = path.join(folder, `${hash('sha256', JSON.stringify(identity)).slice(0, 32)}.json`);
	}

	find(): Position | null {
		try {
			return v.parse(positionSchema, JSON.parse(readFileSync(this.#file, 'utf8')));
		} catch {
			return null;
		}
	}

	/** A crash leaves the old or the new one, never half of one. */
	save(position: Position): void {
		mkdirSync(path.dirname(this.#file), { recursive: true });
		writeFileSync(`${this.#file}.new`, JSON.stringify(position));
		renameSync(`${this.#file}.new`, this.#file);
	}

	clear(): void {
		rmSync(this.#file, { force: true });
	}
}

/** SHA-256 of a file's content. */
export async function hashFile(file: string): Promise<string> {
	const sum = createHash('sha256');
	for await (const chunk of createReadStream(file)) sum.update(chunk as Buffer);
	return sum.digest('hex');
}
