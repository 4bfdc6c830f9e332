import { caMau } from '../../lib/catalogue/ca-mau/ca-mau.ts';
import { createWorld } from '../../simulation/world.ts';
import { FeedClient, FeedRefusal } from '../feed-client.ts';
import { Lanes } from './lanes.ts';
import type { SimulateOptions } from './options.ts';
import { sendRecords, type Sent } from './send-records.ts';
import { Storm } from './storm.ts';
import { toStormLines } from './storm-report.ts';
import { toSummary } from './summary.ts';
import { Tally } from './tally.ts';
import { WayOut } from './way-out.ts';

export interface Signals {
	/** Nothing more is made; what is on its way is awaited. */
	readonly stop: AbortSignal;
	/** Requests on their way are given up. */
	readonly abandon: AbortSignal;
}

/**
 * One run: history, live, storm. Returns the summary. Throws FeedRefusal and StormError, after having told `say` the
 * summary of what was done until then.
 */
export async function simulate(
	options: SimulateOptions,
	{ stop, abandon }: Signals,
	say: (line: string) => void
): Promise<string[]> {
	const begun = performance.now();
	const tally = new Tally();
	const failed = new AbortController();
	const signal = AbortSignal.any([stop, failed.signal]);
	const stormLines: string[] = [];
	let sent: Sent = { silent: [], portal: null, behind: null };

	const storm = async (): Promise<void> => {
		if (options.storm === undefined) return;
		const result = await new Storm(options.url, options.readerKey, options.storm).raise(signal, say);
		if (result === null) return;
		stormLines.push(...toStormLines(result));
		if (options.sends) stormLines.forEach(say);
	};
	const summary = (): string[] => {
		if (!options.sends) return stormLines;
		const { silent, portal, behind } = sent;
		const spentMs = performance.now() - begun;
		return toSummary(tally, { spentMs, dryRun: options.dryRun, silent, outage: portal, behind, storm: stormLines });
	};
	try {
		if (!options.sends) await storm();
		else {
			const client = options.dryRun ? null : createClient(options, stop, abandon, tally, say);
			const world = createWorld(caMau, options);
			const lanes = new Lanes(options.connections);
			const wayOut = new WayOut({ client, world, lanes, tally, batch: options.batch, bad: options.bad });
			let stormDone: Promise<void> = Promise.resolve();
			await sendRecords({ options, world, lanes, tally, wayOut, signal, say }, client, {
				onPlan: (plan) => (sent = plan),
				onLive: () => {
					stormDone = storm().catch((error: unknown) => {
						failed.abort();
						throw error;
					});
					// It is awaited below, but may fail sooner.
					stormDone.catch(() => undefined);
				}
			});
			await stormDone;
		}
	} catch (error) {
		const isOurs = error instanceof FeedRefusal || !stop.aborted;
		if (isOurs) {
			if (tally.made > 0) summary().forEach(say);
			throw error;
		}
	}
	return summary();
}

function createClient(
	{ url, feed, key }: SimulateOptions,
	lastTry: AbortSignal,
	signal: AbortSignal,
	tally: Tally,
	say: (line: string) => void
): FeedClient {
	const onRetry = (why: string, waitMs: number) => {
		tally.retries++;
		say(`server not ready (${why}), again in ${(waitMs / 1000).toFixed(1)} s`);
	};
	return new FeedClient({ url, feed, key, signal, lastTry, onRetry });
}
