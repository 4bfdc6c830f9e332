import pg from 'pg';
import { connectionConfig } from '../db/database.ts';

export interface FollowerOptions {
	/** Where to listen; a connection of its own, because a pool gives none to keep. */
	readonly url: string;
	/** Reads and applies what is new; answers whether there may be more at once. */
	readonly step: () => Promise<boolean>;
	/** A notification came, and somebody will `wake` us soon. Missing: we wake up at once. */
	readonly onNews?: () => void;
	/** What else is heard on the same connection, by channel. Called once more when listening begins anew: news may be lost. */
	readonly hears?: Readonly<Record<string, () => void>>;
	/** Said once when following breaks, and once when it works again (null). */
	readonly onTrouble: (error: Error | null) => void;
	/** A notification can get lost with its connection; the position cannot. */
	readonly pollMs?: number;
}

/** Longest pause between attempts while the database is away. */
const MAX_RETRY_MS = 5_000;
/** A database that takes longer for one step is as good as away. */
const LATE_MS = 5_000;

/**
 * Follows the ledger: a notification or the timer wakes it, the position says what is new.
 * One step runs at a time; wake-ups during a step lead to exactly one more. A step that hangs is reported, not repeated.
 */
export class Follower {
	readonly #options: FollowerOptions;
	#client: pg.Client | null = null;
	#timer: NodeJS.Timeout | undefined;
	/** The run that is going on: when it has ended, or has become late. */
	#run: PromiseWithResolvers<void> | null = null;
	#woken = false;
	#stopped = false;
	#failures = 0;

	constructor(options: FollowerOptions) {
		this.#options = options;
	}

	/** Following fails at present and is tried again. */
	get isInTrouble(): boolean {
		return this.#failures > 0;
	}

	/** Listens and catches up. Never throws: trouble is reported and tried again. */
	async start(): Promise<void> {
		await this.wake();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#timer);
		await this.#run?.promise;
		await this.#client?.end().catch(() => undefined);
	}

	/** Runs steps until nothing is new; resolves when that is so, when a step failed, and when one takes too long. */
	wake(): Promise<void> {
		// A notification may still come while the connection is being closed.
		if (this.#stopped) return Promise.resolve();
		this.#woken = true;
		if (this.#run !== null) return this.#run.promise;
		const run = (this.#run = Promise.withResolvers());
		void this.#follow(run);
		return run.promise;
	}

	async #follow(run: PromiseWithResolvers<void>): Promise<void> {
		clearTimeout(this.#timer);
		const late = setTimeout(() => {
			this.#fail(new Error('the database does not answer'));
			run.resolve();
		}, LATE_MS);
		try {
			// First, so that what is committed after the last step wakes us.
			if (this.#client === null) await this.#listen();
			while (this.#woken && !this.#stopped) {
				this.#woken = false;
				if (await this.#options.step()) this.#woken = true;
				late.refresh();
			}
			if (this.#failures > 0) this.#options.onTrouble(null);
			this.#failures = 0;
		} catch (error) {
			this.#fail(error);
		}
		clearTimeout(late);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.wake(), this.#pause());
		this.#run = null;
		run.resolve();
	}

	async #listen(): Promise<void> {
		const client = new pg.Client({ ...connectionConfig(this.#options.url), keepAlive: true });
		const lost = () => {
			if (this.#client !== client) return;
			this.#client = null;
			// Often the first sign that the database went away.
			if (!this.#stopped) void this.wake();
		};
		client.on('error', lost);
		client.on('end', lost);
		const { onNews = () => void this.wake(), hears = {} } = this.#options;
		client.on('notification', ({ channel }) => (hears[channel] ?? onNews)());
		try {
			await client.connect();
			for (const channel of ['ledger', ...Object.keys(hears)]) await client.query(`listen ${channel}`);
			this.#client = client;
			for (const hear of Object.values(hears)) hear();
		} catch (error) {
			void client.end().catch(() => undefined);
			throw error;
		}
	}

	#fail(error: unknown): void {
		this.#failures++;
		if (this.#failures === 1) this.#options.onTrouble(error instanceof Error ? error : new Error(String(error)));
	}

	#pause(): number {
		const { pollMs = 2_000 } = this.#options;
		return this.#failures === 0 ? pollMs : Math.min(MAX_RETRY_MS, 100 * 2 ** this.#failures);
	}
}
