import { hash } from 'node:crypto';
import type { MappedRecord } from './map-row.ts';

/** Records remembered: rows of one dossier stand close together, and forgetting only costs the ledger a repeat. */
const MEMORY = 200_000;

/**
 * Tells whether a record was said before by another row, word for word: rows of one dossier all tell of its acceptance.
 * The same key with other words is not the same; the ledger judges that.
 */
export function createSaidBefore(memory = MEMORY): (record: MappedRecord) => boolean {
	const said = new Set<string>();
	return (record) => {
		const print = hash('sha256', JSON.stringify(record), 'base64');
		if (said.has(print)) return true;
		said.add(print);
		if (said.size > memory) said.delete(said.values().next().value ?? '');
		return false;
	};
}
