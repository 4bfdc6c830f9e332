import { toIsoInstant, type Instant } from '../../lib/domain/time/instant.ts';
import { Portal } from '../../simulation/outage.ts';
import { Player } from '../../simulation/player.ts';
import { drawSilent } from '../../simulation/silence.ts';
import { readClock, type SimulatedClock } from '../../simulation/simulated-clock.ts';
import { SteadyPlay } from '../../simulation/steady-play.ts';
import { FeedRefusal, type FeedClient } from '../feed-client.ts';
import { sendHistory } from './history.ts';
import { playLive } from './live.ts';
import { toOutage } from './option-forms.ts';
import type { SimulateOptions } from './options.ts';
import type { Run } from './run.ts';
import { toBusyPeriods, toTimes } from './times.ts';

/** What the summary tells beside the numbers; it lives on while records are sent. */
export interface Sent {
	readonly silent: readonly string[];
	readonly portal: Portal | null;
	/** Records short of the rate, if one was asked for. */
	behind: number | null;
}

/** `client`: null in a dry run. `onPlan` hears once what is kept for the summary, `onLive` that history is over. */
export async function sendRecords(
	run: Run,
	client: FeedClient | null,
	{ onPlan, onLive }: { onPlan: (sent: Sent) => void; onLive: () => void }
): Promise<void> {
	const { options, world, say, signal } = run;
	const last = client === null ? null : await readLastEvent(client, options);
	const { history, liveFrom } = toTimes(options, last, Date.now());
	const begin = liveFrom ?? Date.now();
	const portal = options.outage === undefined ? null : new Portal(toOutage(options.outage, begin));
	const silent = toSilent(options, run);
	const sent: Sent = { silent, portal, behind: null };
	onPlan(sent);

	let player: Player | null = null;
	let reached = begin;
	if (history !== null) {
		const { from, resume } = history;
		say(last === null ? `history of ${options.days} days` : `continuing after ${toIsoInstant(last)}`);
		const busy = options.live && options.busy && options.rate === undefined ? toBusyPeriods(last, begin) : [];
		player = new Player(world, { from, resume, busy });
		const most = options.live ? Number.POSITIVE_INFINITY : (options.records ?? Number.POSITIVE_INFINITY);
		reached = await sendHistory(run, player, { from, until: () => liveFrom ?? Date.now(), portal, most });
	}
	if (!options.live || signal.aborted) return;
	onLive();
	await goLive(run, player, { reached, liveFrom, sent });
}

async function goLive(
	run: Run,
	player: Player | null,
	{ reached, liveFrom, sent }: { reached: Instant; liveFrom: Instant | null; sent: Sent }
): Promise<void> {
	const { options, world, say } = run;
	const { rate, speed } = options;
	const startedAt = Date.now();
	const clock: SimulatedClock = { from: liveFrom === null ? startedAt : reached, startedAt, speed };
	const steady =
		rate === undefined
			? null
			: new SteadyPlay(world, {
					begin: startedAt,
					timeOf: (n) => readClock(clock, startedAt + (n * 1000) / rate)
				});
	const play = steady ?? player;
	if (play === null) throw new Error('nothing to play');
	say(toLiveLine(options, clock));
	const stepMs = rate !== undefined ? 50 : speed > 1 ? 200 : 1_000;
	await playLive(run, { play, clock, silent: new Set(sent.silent), portal: sent.portal, stepMs });
	if (steady === null || rate === undefined) return;
	const lastedMs = Math.min(Date.now() - startedAt, (options.seconds ?? Number.POSITIVE_INFINITY) * 1000);
	const asked = Math.min((rate * lastedMs) / 1000, options.records ?? Number.POSITIVE_INFINITY);
	// What fell due in the last second may not have been looked at when it was stopped.
	if (asked - steady.given > rate) sent.behind = asked - steady.given;
}

function toLiveLine({ rate, speed }: SimulateOptions, { from }: SimulatedClock): string {
	const pace = rate === undefined ? 'live' : `live, ${rate} records a second`;
	if (speed === 1) return pace;
	return `${pace}; simulated time from ${toIsoInstant(from)}, ${speed} times as fast until it has caught up with real time`;
}

/** Throws FeedRefusal: made-up dossiers must not stand among real ones. */
async function readLastEvent(client: FeedClient, { feed }: SimulateOptions): Promise<Instant | null> {
	const { lastEventAt, simulated } = await client.readState();
	if (simulated !== false) return lastEventAt;
	throw new FeedRefusal(
		`The feed ${feed} is not marked as simulated: its dossiers would be shown as real ones. ` +
			`Make one for this: npm run admin -- feed add simulated --name "Nguồn mô phỏng" --simulated`
	);
}

function toSilent({ silent }: SimulateOptions, { world }: Run): readonly string[] {
	if (silent === undefined) return [];
	return 'count' in silent ? drawSilent(world, silent.count) : silent.units;
}
