import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';

/** An accepted dossier of a ward for itself; say only what matters. */
export function anAccepted(dossier: string, some: Partial<EventRecord> = {}): EventRecord {
	return {
		dossier,
		type: 'accepted',
		at: new Date(Date.now() - 60_000).toISOString(),
		procedure: '1.004873',
		receiving: '31825',
		resolving: '31825',
		channel: 'online',
		...some
	};
}

/** Pushes records as a feed does. Throws what the server said when it did not take the batch. */
export async function pushRecords(
	url: string,
	feed: string,
	key: string,
	records: readonly EventRecord[]
): Promise<BatchAnswer> {
	const response = await fetch(`${url}/api/v1/feeds/${feed}/records`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify(records)
	});
	if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
	return (await response.json()) as BatchAnswer;
}
