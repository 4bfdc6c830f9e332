import { setTimeout as delay } from 'node:timers/promises';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { anAccepted, pushRecords } from './records.ts';

/** A feed that does not give up, and knows what it was promised. */
export interface Sender {
	/** Records whose batch was answered: they are in the ledger, whatever happens next. */
	readonly acknowledged: readonly EventRecord[];
	/** Requests that got no answer, or a bad one, and were made again. */
	readonly failures: number;
	/** Highest version it was answered. */
	readonly version: number;
	/** Resolves when it has been answered for so many more records. */
	untilMore(records: number): Promise<void>;
	/** Makes no new batches; resolves when the last ones are answered. */
	finish(): Promise<void>;
	/** Lets go of what is not answered yet. */
	abandon(): void;
}

interface SenderOptions {
	/** Asked for each request: the server may have moved. */
	readonly url: () => string;
	readonly feed: string;
	readonly key: string;
	/** Requests under way at once. */
	readonly lanes?: number;
	readonly batch?: number;
	/** Tells the dossiers of several senders apart. */
	readonly name?: string;
}

const UNITS = ['31825', '32002', '32152', 'H12.03'];
const CHANNELS = ['online', 'counter', 'post'] as const;
const RETRY_MS = 50;
const PATIENCE_MS = 60_000;

/** Posts batches of dossiers, every second of them resolved in the next batch; posts each batch until it is answered. */
export function startSender({ url, feed, key, lanes = 3, batch = 20, name: own = '' }: SenderOptions): Sender {
	const acknowledged: EventRecord[] = [];
	const waiting = new Set<() => void>();
	let failures = 0;
	let version = 0;
	let isFinishing = false;
	let isAbandoned = false;

	const post = async (records: readonly EventRecord[]): Promise<BatchAnswer> => {
		const started = performance.now();
		for (;;) {
			try {
				return await pushRecords(url(), feed, key, records);
			} catch (error) {
				failures++;
				if (isAbandoned || performance.now() - started > PATIENCE_MS) throw error;
				await delay(RETRY_MS);
			}
		}
	};
	const lane = async (name: number): Promise<void> => {
		let toResolve: EventRecord[] = [];
		for (let round = 0; !isFinishing; round++) {
			const taken = Array.from({ length: batch }, (_, i) =>
				aDossier(`S-${own}${name}-${round}-${i}`, name + round + i)
			);
			const records = [...taken, ...toResolve];
			const answer = await post(records);
			const isTaken = answer.accepted + answer.repeated === records.length;
			if (!isTaken) throw new Error(`not taken: ${JSON.stringify(answer)}`);
			version = Math.max(version, answer.version);
			acknowledged.push(...records);
			toResolve = taken
				.filter((_, i) => i % 2 === 0)
				.map(({ dossier }) => ({ dossier, type: 'resolved', at: new Date().toISOString() }));
			for (const check of waiting) check();
		}
	};
	const done = Promise.all(Array.from({ length: lanes }, (_, name) => lane(name)));
	return {
		acknowledged,
		get failures() {
			return failures;
		},
		get version() {
			return version;
		},
		untilMore: (records) => {
			const goal = acknowledged.length + records;
			const enough = new Promise<void>((resolve) => {
				const check = (): void => {
					if (acknowledged.length < goal) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
			});
			return Promise.race([enough, done.then(() => undefined)]);
		},
		finish: async () => {
			isFinishing = true;
			await done;
		},
		abandon: () => {
			isFinishing = true;
			isAbandoned = true;
			done.catch(() => undefined);
		}
	};
}

function aDossier(code: string, roll: number): EventRecord {
	return anAccepted(code, {
		receiving: UNITS[roll % UNITS.length] ?? '',
		resolving: UNITS[(roll >> 1) % UNITS.length] ?? '',
		channel: CHANNELS[roll % CHANNELS.length] ?? 'online'
	});
}
