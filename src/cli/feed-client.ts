import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { OUTCOMES } from '../lib/contract/outcome.ts';

/** What became of one batch; `records` in the order sent. */
const batchAnswerSchema = v.object({
	version: v.number(),
	accepted: v.number(),
	repeated: v.number(),
	waiting: v.number(),
	rejected: v.number(),
	records: v.array(v.object({ position: v.number(), outcome: v.picklist(OUTCOMES), problem: v.optional(v.string()) }))
});
export type Pushed = v.InferOutput<typeof batchAnswerSchema>;

const feedAnswerSchema = v.object({
	/** ISO text or ms. */
	lastEventAt: v.nullable(v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())])),
	/** Whether its dossiers are marked as made up. Older servers do not say. */
	simulated: v.optional(v.boolean())
});

/** Where the feed stands on the server. */
export interface FeedState {
	/** Time of the newest event that the server has from this feed, in ms; null: none. */
	readonly lastEventAt: number | null;
	/** Null: the server does not say. */
	readonly simulated: boolean | null;
}

/** The server will not take it, now or later: a wrong key, a wrong feed, a wrong address. */
export class FeedRefusal extends Error {
	override readonly name = 'FeedRefusal';
}

export interface FeedClientOptions {
	/** Address of the server, without a path. */
	readonly url: string;
	readonly feed: string;
	readonly key: string;
	/** Ends waiting and requests; they then throw its reason. */
	readonly signal: AbortSignal;
	/** Ends trying again: requests on their way are still awaited. */
	readonly lastTry?: AbortSignal;
	/** Hears why a request is tried again. */
	readonly onRetry: (why: string, waitMs: number) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 120_000;

/** Speaks to one feed of a server and does not give up while the server is away or busy. Throws FeedRefusal. */
export class FeedClient {
	readonly #options: FeedClientOptions;
	readonly #address: string;
	/** Ends trying again, for either reason. */
	readonly #lastTry: AbortSignal;

	constructor(options: FeedClientOptions) {
		this.#options = options;
		this.#lastTry = AbortSignal.any(
			options.lastTry === undefined ? [options.signal] : [options.signal, options.lastTry]
		);
		this.#address = new URL(`/api/v1/feeds/${encodeURIComponent(options.feed)}`, options.url).href;
	}

	async readState(): Promise<FeedState> {
		const answer = v.parse(feedAnswerSchema, await this.#ask(this.#address, { method: 'GET' }));
		const { lastEventAt, simulated = null } = answer;
		return { lastEventAt: typeof lastEventAt === 'string' ? Date.parse(lastEventAt) : lastEventAt, simulated };
	}

	/** Returns once the server has judged the records for good. */
	async push(records: readonly unknown[]): Promise<Pushed> {
		const body = JSON.stringify(records);
		const headers = { 'content-type': 'application/json' };
		return v.parse(batchAnswerSchema, await this.#ask(`${this.#address}/records`, { method: 'POST', headers, body }));
	}

	async #ask(address: string, init: RequestInit): Promise<unknown> {
		const { key, signal, onRetry } = this.#options;
		const headers = new Headers(init.headers);
		headers.set('authorization', `Bearer ${key}`);
		for (let tries = 0; ; tries++) {
			const timeout = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]);
			let why: string;
			let atLeastMs = 0;
			try {
				const response = await fetch(address, { ...init, headers, signal: timeout });
				if (response.ok) return await response.json();
				const text = (await response.text()).slice(0, 300);
				if (!mayPass(response.status)) throw new FeedRefusal(`${address} answered ${response.status}: ${text}`);
				why = `answered ${response.status}`;
				atLeastMs = toWaitMs(response.headers.get('retry-after'));
			} catch (error) {
				if (error instanceof FeedRefusal || this.#lastTry.aborted) throw error;
				why = error instanceof Error ? toWords(error) : String(error);
			}
			// Full jitter, so that many clients do not come back at once.
			const waitMs = Math.max(atLeastMs, Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries));
			onRetry(why, waitMs);
			await delay(waitMs, undefined, { signal: this.#lastTry });
		}
	}
}

/** Statuses that go away by themselves. */
function mayPass(status: number): boolean {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** `Retry-After` in seconds or as a date → ms; 0 when there is none. */
function toWaitMs(header: string | null): number {
	if (header === null) return 0;
	const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
	return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 10 * 60_000) : 0;
}

function toWords(error: Error): string {
	return error.cause instanceof Error ? error.cause.message : error.message;
}
