import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../../lib/domain/time/instant.ts';
import type { Portal } from '../../simulation/outage.ts';
import { readClock, type SimulatedClock } from '../../simulation/simulated-clock.ts';
import type { TimedRecord } from '../../simulation/timed-record.ts';
import type { Run } from './run.ts';
import { toSent } from './way-out.ts';

/** Whatever plays: the province in its rhythm, or records at a steady rate. */
export interface Play {
	advance(until: Instant, most: number): readonly TimedRecord[];
}

export interface LivePlan {
	readonly play: Play;
	readonly clock: SimulatedClock;
	readonly silent: ReadonlySet<string>;
	readonly portal: Portal | null;
	/** From one look at the clock to the next. */
	readonly stepMs: number;
}

/** After the last moment, what fell due before it gets so long to be sent. */
const GRACE_MS = 1_000;

/** Sends what happens as it happens, until it is stopped or the bounds are reached. */
export async function playLive(run: Run, { play, clock, silent, portal, stepMs }: LivePlan): Promise<void> {
	const { options, tally, signal } = run;
	const end = clock.startedAt + (options.seconds ?? Number.POSITIVE_INFINITY) * 1000;
	let left = options.records ?? Number.POSITIVE_INFINITY;
	/** Sends what is due at a moment, as far as it goes until `deadline`. */
	const sendDue = async (at: Instant, deadline: Instant): Promise<void> => {
		const until = readClock(clock, at);
		for (;;) {
			const due = play.advance(until, options.batch);
			const isLast = due.length < options.batch;
			// As long as more is to come, the portal is asked for the time of the last record only.
			const { sent, silenced } = toSent(due, silent, portal, isLast ? until : (due.at(-1)?.sendAt ?? until));
			tally.silenced += silenced;
			await run.wayOut.send(sent.slice(0, left));
			left -= Math.min(left, sent.length);
			if (isLast || left === 0 || signal.aborted || Date.now() > deadline) return;
		}
	};
	for (;;) {
		const now = Date.now();
		await sendDue(Math.min(now, end), end + GRACE_MS);
		if (now >= end || left === 0 || signal.aborted) break;
		// Woken by the signal, it ends like any other step.
		await delay(Math.min(stepMs, end - now), undefined, { signal }).catch(() => undefined);
	}
	await run.lanes.finish();
}
