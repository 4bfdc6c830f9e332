import type { Outcome, RecordAnswer } from '../lib/contract/outcome.ts';
import type { Reject } from './rejects-file.ts';
import type { Reason } from './summary.ts';

/** Kinds of reasons kept apart; of a file in which every row is wrong in its own way only some are worth telling. */
const MAX_KINDS = 1_000;

/** Counts what becomes of the rows of one run. */
export class Tally {
	rows = 0;
	rowsWithoutEvent = 0;
	rowsWithFault = 0;
	saidBefore = 0;
	readonly records: Record<Outcome, number> = { accepted: 0, repeated: 0, waiting: 0, rejected: 0 };
	readonly dossiers = new Set<string>();
	readonly #reasons = new Map<string, Reason>();

	answered({ outcome, dossier }: RecordAnswer): void {
		this.records[outcome]++;
		if (dossier !== undefined && outcome === 'accepted') this.dossiers.add(dossier);
	}

	leftOut({ row, problem, field, detail }: Reject): void {
		const exact = [problem, field, detail].join('\0');
		const isKept = this.#reasons.has(exact) || this.#reasons.size < MAX_KINDS;
		const key = isKept ? exact : problem;
		const words = isKept ? { problem, field, detail } : { problem, field: '', detail: 'for other reasons' };
		const { count, firstRow } = this.#reasons.get(key) ?? { count: 0, firstRow: row.number };
		this.#reasons.set(key, { ...words, count: count + 1, firstRow });
	}

	get reasons(): Reason[] {
		return [...this.#reasons.values()].sort((a, b) => b.count - a.count);
	}
}
